"""Row -> function or method of Tensor: MindSpore's signature, one torch call, and what came in goes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msshim._src.factory import calls
from msshim._src.factory.overloads import alone, checker, fitter
from msshim._src.factory.source import arguments, build, default_text, resolve
from msshim._src.rules import numbers
from msshim._src.rules.refusals import early_among
from msshim._src.tables.docstring import docstring
from msshim._src.tables.model import Row
from msshim._src.tensor.interop import holds_torch, to_handles, to_values
from msshim._src.tensor.writes import place, put


def make_function(row: Row, module: str) -> Callable[..., Any]:
    """The function of a row of kind `function` or `method`, for a public module such as ``msshim.ops``."""
    call = resolve(row.call)
    signature, names = arguments(row)
    names |= calls.names(row, call)
    if row.variadic:
        signature = "self, *args, **kwargs" if row.kind == "method" else "*args, **kwargs"
        lines = _variadic(row)
        lines[2:2] = [f"    {line}" for line in early_among(row.qualified, row.kind == "method", names)]
        lines[2:2] = [f"    {line}" for line in numbers.early_named(row, names)]
        names |= {
            "_to_handles": to_handles,
            "_holds_torch": holds_torch,
            "_to_values": to_values,
            "_place": place,
            "_put": put,
        }
        if row.overloads:
            names["_check"] = checker(row)
    else:
        lines = calls.body(row, call, row.signature, {}, names, method=row.kind == "method")
        if row.overloads:
            signature = _open(row, names)
            lines = [*_fitted(row), *lines]
            names["_fit"] = fitter(row)
    text = "\n".join([f"def {row.name}({signature}):", *(f"    {line}" for line in lines)]) + "\n"
    function: Callable[..., Any] = build(row, text, names, module)
    function.__doc__ = docstring(row)
    return function


def _open(row: Row, names: dict[str, Any]) -> str:
    """The parameter list of a method with overloads: what goes by position, and any keyword."""
    listed = [default_text(p, names) for p in row.signature[1:] if not p.keyword]
    return ", ".join(["self", *listed, "/", "**_named"])


def _fitted(row: Row) -> list[str]:
    """The lines that put keywords into the row's parameters."""
    values = "".join(f"{p.variable}, " for p in row.signature[1:])
    unset = [f"{p.variable} = _default_{p.variable}" for p in row.signature[1:] if p.keyword]
    if not (names := alone(row)):
        return [*unset, "if _named:", f"    {values}= _fit(({values}), _named)"]
    first = row.signature[1].variable
    given = " or ".join(f"{p.variable} is not _default_{p.variable}" for p in row.signature[1:])
    lines = [*unset, "if _named:", f"    if len(_named) > 1 or {given}:", f"        {values}= _fit(({values}), _named)"]
    for name in names:
        lines += [f"    elif type(_named.get({name!r})) is int:", f"        {first} = _named[{name!r}]"]
    return [*lines, "    else:", f"        {values}= _fit(({values}), _named)"]


def _variadic(row: Row) -> list[str]:
    """The body where MindSpore tells overloads apart: the kernel's own signature takes the arguments."""
    method = row.kind == "method"
    given = "(self, *args)" if method else "args"
    call = f"_call({'self._t, ' if method else ''}*_to_values(args), **_to_values(kwargs))"
    if row.inplace:
        done = [
            "    self_ = self._t",
            "    place = _place(self_)",
            f"    {call.replace('self._t', 'place')}",
            "    if place is not self_:",
            "        _put(self_, place)",
            "    return self",
        ]
    elif method:
        done = [f"    return _to_handles({call})"]
    else:
        done = [
            f"    result = {call}",
            f"    return result if _holds_torch(({given}, kwargs)) else _to_handles(result)",
        ]
    if row.overloads:
        quick = " or ".join(f"type(kwargs.get({name!r})) is int" for name in alone(row))
        unless = f" and not (len(kwargs) == 1 and not args and ({quick}))" if quick else ""
        done[:0] = [f"    if kwargs{unless}:", "        _check(len(args), kwargs)"]
    return calls.attempts(done, f"{'(_, *args)' if method else 'args'}, kwargs = _again_open({given}, kwargs, error)")
