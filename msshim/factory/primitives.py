"""Row -> primitive class: `ops.ReduceSum(keep_dims=True)(x, 1)`. Init arguments, call inputs, the function behind."""

from __future__ import annotations

from typing import Any

from msshim.core.primitive import Primitive
from msshim.factory import calls
from msshim.factory.checks import CHECKS
from msshim.factory.early import check_early
from msshim.factory.errors import explain_init, wrong_count
from msshim.factory.refusals import fallback
from msshim.factory.source import arguments, build, default_text, resolve, takes
from msshim.tables.docstring import docstring
from msshim.tables.model import REQUIRED, Row


def make_primitive(row: Row, module: str) -> type[Primitive]:
    """The class of a row of kind `primitive`, for a public module such as ``msshim.ops``."""
    call = resolve(row.call)
    signature, names = arguments(row)
    names |= calls.names(row, call) | {"_Primitive": Primitive, "_init": _init}
    # What `setup` made is an attribute under the name that the call takes it by.
    kept = {name: f"self.{name}" for name in takes(call, star=False) or [] if row.setup}
    kept |= {p.variable: calls.read(p, f"self.{p.name}") for p in row.signature}
    # Where MindSpore itself counts what it is called with, Python does not.
    counted = fallback(row, "count") is not None
    given = []
    for entry in row.inputs:
        given.append(entry.name if entry.default is REQUIRED and not counted else default_text(entry, names))
    body = calls.body(row, call, row.inputs, kept, names)
    if counted:
        given.append("*_more")
        body[:0] = ["if _more:", f"    raise _wrong_count({len(row.inputs)} + len(_more))"]
        names["_wrong_count"] = lambda count: wrong_count(row, count)
    lines = [
        f"class {row.name}(_Primitive):",
        f"    def __init__(self{', ' if signature else ''}{signature}):",
        f"        _Primitive.__init__(self, {row.name!r})",
        f"        _init(_row, self, dict({', '.join(f'{p.name}={p.name}' for p in row.signature)}))",
        "",
        f"    def __call__(self, {', '.join(given)}):",
        *(f"        {line}" for line in body),
    ]
    made: type[Primitive] = build(row, "\n".join(lines) + "\n", names, module)
    made.__doc__ = docstring(row)
    return made


def _init(row: Row, primitive: Primitive, values: dict[str, Any]) -> None:
    """What every generated `__init__` does: check the arguments and keep them as attributes."""
    primitive.init_attrs = dict(values)
    try:
        _made(row, primitive, values)
    except Exception as error:
        raise explain_init(row, primitive.init_attrs, error) from None


def _made(row: Row, primitive: Primitive, values: dict[str, Any]) -> None:
    check_early(row, values)
    for parameter in row.signature:
        name = str(parameter.name)
        if parameter.type in CHECKS:
            values[name] = CHECKS[parameter.type](row.name, parameter, values[name])
        primitive.add_prim_attr(name, values[name])
    if row.setup is not None:
        for name, value in resolve(row.setup)(**values).items():
            setattr(primitive, name, value)
