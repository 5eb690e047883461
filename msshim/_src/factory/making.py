"""What the generated `__init__` of a cell or primitive does: check what it is given, set up, keep."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msshim._src.factory.signature import parameters
from msshim._src.factory.source import resolved
from msshim._src.rules.checks import CHECKS
from msshim._src.rules.errors import explain_init
from msshim._src.rules.refusals import check_early, make_plain
from msshim._src.tables.load import Field
from msshim._src.tables.model import Row

Values = dict[str, Any]


def making(row: Row, keep: Callable[[Any, Values, Values], None]) -> Callable[[Any, Values], None]:
    """What makes an object of a row of its arguments; a failure is explained by the row.

    keep: given the object, the checked arguments and what the row's `setup` makes of them.
    """
    checks = [(str(p.name), CHECKS[p.type], p) for p in row.signature if p.type is not None]
    setup = resolved(row, "setup") if row.setup is not None else None
    wanted = parameters(setup) if setup is not None else None
    known = {*(str(p.name) for p in row.signature), "cls_name"}
    with Field(row, "setup"):
        if lacking := [name for name in wanted or () if name not in known]:
            raise TypeError(f"{row.setup} must have {', '.join(lacking)}, which are no parameters.")

    def make(made: Any, given: Values) -> None:
        values = dict(given)
        make_plain(row.qualified, values)
        try:
            check_early(row.qualified, values)
            for name, check, parameter in checks:
                values[name] = check(row.name, parameter, values[name])
            found: Values = {}
            if setup is not None:
                offered = {**values, "cls_name": row.name}
                found = setup(**(offered if wanted is None else {name: offered[name] for name in wanted}))
            keep(made, values, found)
        except Exception as error:
            raise explain_init(row, given, error) from None

    return make
