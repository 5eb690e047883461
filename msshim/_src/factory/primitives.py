"""Row -> primitive class: `ops.ReduceSum(keep_dims=True)(x, 1)`. Init arguments, call inputs, the function behind."""

from __future__ import annotations

from typing import Any

from msshim._src.cell.primitive import Primitive
from msshim._src.factory import calls
from msshim._src.factory.source import arguments, build, default_text, resolve, takes
from msshim._src.rules import numbers
from msshim._src.rules.checks import CHECKS
from msshim._src.rules.errors import explain_init
from msshim._src.rules.refusals import check_early
from msshim._src.tables.docstring import docstring
from msshim._src.tables.model import REQUIRED, Row


def make_primitive(row: Row, module: str) -> type[Primitive]:
    """The class of a row of kind `primitive`, for a public module such as ``msshim.ops``."""
    call = resolve(row.call)
    signature, names = arguments(row)
    names |= calls.names(row, call) | {"_Primitive": Primitive, "_init": _init}
    given = []
    for entry in row.inputs:
        given.append(entry.name if entry.default is REQUIRED else default_text(entry, names))
    # What `setup` made is an attribute under the name that the call takes it by.
    kept = {name: f"self.{name}" for name in takes(call, star=False) or [] if row.setup}
    kept |= {p.variable: calls.read(p, f"self.{p.name}") for p in row.signature}
    lines = [
        f"class {row.name}(_Primitive):",
        f"    def __init__(self{', ' if signature else ''}{signature}):",
        f"        _Primitive.__init__(self, {row.name!r})",
        f"        _init(_row, self, dict({', '.join(f'{p.name}={p.name}' for p in row.signature)}))",
        "",
        f"    def __call__(self, {', '.join(given)}):",
        *(f"        {line}" for line in calls.body(row, call, row.inputs, kept, names)),
    ]
    made: type[Primitive] = build(row, "\n".join(lines) + "\n", names, module)
    made.__doc__ = docstring(row)
    return made


def _init(row: Row, primitive: Primitive, values: dict[str, Any]) -> None:
    """What every generated `__init__` does: check the arguments and keep them as attributes."""
    primitive.init_attrs = dict(values)
    numbers.make_plain(row.qualified, values)
    try:
        _made(row, primitive, values)
    except Exception as error:
        raise explain_init(row, primitive.init_attrs, error) from None


def _made(row: Row, primitive: Primitive, values: dict[str, Any]) -> None:
    check_early(row.qualified, values)
    for parameter in row.signature:
        name = str(parameter.name)
        if parameter.type in CHECKS:
            values[name] = CHECKS[parameter.type](row.name, parameter, values[name])
        primitive.add_prim_attr(name, values[name])
    if row.setup is not None:
        for name, value in resolve(row.setup)(**values).items():
            setattr(primitive, name, value)
