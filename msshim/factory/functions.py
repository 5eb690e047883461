"""Row -> function: MindSpore's signature, one torch call, and the kind of value that came in goes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msshim.core.interop import holds_torch, to_handles, to_values
from msshim.factory.checks import CHECKS
from msshim.factory.source import arguments, build, resolve
from msshim.tables.model import Row
from msshim.tables.page import docstring


def make_function(row: Row, module: str) -> Callable[..., Any]:
    """The function of a row of kind `function`, for a public module such as ``msshim.ops``."""
    signature, names = arguments(row)
    inputs = [str(p.name) for p in row.signature if p.type == "tensors"]
    checked = [p for p in row.signature if p.type is not None]
    values = ", ".join(f"{p.torch}={p.name}" for p in row.signature if p.torch)
    given = ", ".join(inputs) + ","
    lines = [
        f"def {row.name}({signature}):",
        *(f"    {p.name} = _checks[{p.type!r}]({row.name!r}, _parameters[{p.name!r}], {p.name})" for p in checked),
        f"    wrap = not _holds_torch(({given}))",
        f"    {given} = _to_values(({given}))",
        f"    result = _call({values})",
        "    return _to_handles(result) if wrap else result",
    ]
    names |= {
        "_call": resolve(row.call),
        "_checks": CHECKS,
        "_parameters": {str(p.name): p for p in row.signature},
        "_holds_torch": holds_torch,
        "_to_values": to_values,
        "_to_handles": to_handles,
    }
    function: Callable[..., Any] = build(row, "\n".join(lines) + "\n", names, module)
    function.__doc__ = docstring(row)
    return function
