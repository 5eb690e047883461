"""Row -> a reader of `mindspore.dataset`: signature, checks, and the function that finds its samples."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from msshim._src.data.readers.base import Form, Reader
from msshim._src.data.readers.checks import choice
from msshim._src.data.samplers import Shuffle
from msshim._src.data.transforms.words import check
from msshim._src.factory.signature import default, listed
from msshim._src.factory.source import build, fill, resolved
from msshim._src.tables.docstring import docstring
from msshim._src.tables.model import Parameter, Row

_READER = """
class $name(_base):
    def __init__($parameters):
        _init(self, dict($given), _checks, _setup)
"""


def make_reader(row: Row, module: str) -> type:
    """The class of a row of kind `reader`."""
    row = replace(row, parameters=tuple(_with_default(p) for p in row.parameters))
    find = resolved(row, "call")
    names: dict[str, Any] = {"_base": resolved(row, "base") if row.base else Reader, "_init": _init, "_row": row}
    names |= {"_checks": [(str(p.variable), _check(p)) for p in row.signature if p.type]}
    names["_setup"] = _matched(resolved(row, "setup")) if row.setup else None
    text = fill(
        _READER,
        name=row.name,
        parameters=f"self, {listed(row.signature, {p.name: default(p) for p in row.signature}, names)}",
        given=", ".join(f"{p.variable}={p.variable}" for p in row.signature),
    )
    cls: Any = build(row.qualified, text, row.name, names, module)
    cls.__doc__ = docstring(row)
    taken = {p.name: None if p.default is p.empty else p.default for p in inspect.signature(find).parameters.values()}
    cls._form = Form(row.name, find, taken, row.columns)
    return cls  # type: ignore[no-any-return]


def _with_default(p: Parameter) -> Parameter:
    """A parameter whose default, where it is the name of a level of shuffling, is that."""
    return replace(p, default=Shuffle[p.default]) if p.name == "shuffle" and isinstance(p.default, str) else p


def _check(p: Parameter) -> Callable[[str, Any], None]:
    of_type = check(str(p.type))
    if not p.choices:
        return of_type
    of_choices = partial(choice, p.choices, str(p.type).endswith("?"))

    def both(name: str, value: Any) -> None:
        of_type(name, value)
        of_choices(name, value)

    return both


def _matched(setup: Callable[..., str | None]) -> Callable[[dict[str, Any]], str | None]:
    wanted = [*inspect.signature(setup).parameters]
    return lambda values: setup(**{name: values[name] for name in wanted})


def _init(self: Any, values: dict[str, Any], checks: Any, setup: Any) -> None:
    """What every generated `__init__` does: check, and let the base keep the arguments."""
    for name, test in checks:
        test(name, values[name])
    self._set_up(values, (setup(values) if setup else None) or "")
