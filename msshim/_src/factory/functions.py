"""Row -> function or method of Tensor: MindSpore's signature, one torch call, and what came in goes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msshim._src.factory import calls
from msshim._src.factory.overloads import alone, finder, fitter
from msshim._src.factory.signature import Signature, define
from msshim._src.factory.source import fill
from msshim._src.tables.load import Field
from msshim._src.tables.model import Row

_FUNCTION = """
def $name($parameters):
    $fitting
    $body
"""
_FITTING = """
$unset
if _named:
    $fit
"""
_QUICK = """
if len(_named) > 1 or $given:
    $fit
$alone
else:
    $fit
"""


def make_function(row: Row, module: str) -> Callable[..., Any]:
    """The function of a row of kind `function` or `method`, for a public module such as ``msshim.ops``."""
    signature = Signature(row)
    fitting = ""
    if row.variadic:
        parameters = "self, *args, **kwargs" if row.kind == "method" else "*args, **kwargs"
        body = calls.variadic(signature, _checking(row, signature.names))
    else:
        parameters = signature.listed(row.signature)
        body = calls.body(signature, row.signature)
        if row.overloads:  # what goes by position, and any keyword
            own = [p for p in row.signature[1:] if not p.keyword]
            parameters = ", ".join(["self", signature.listed(own, optional=True), "/", "**_named"])
            with Field(row, "overloads"):
                signature.names["_fit"] = fitter(row)
            fitting = _fitting(row)
    names = signature.names
    return define(row, _FUNCTION, names, module, parameters=parameters, fitting=fitting, body=body)  # type: ignore[no-any-return]


def _fitting(row: Row) -> str:
    """The lines that put keywords into the row's parameters; one int alone needs no look at the lists."""
    own = [p.variable for p in row.signature[1:]]
    fit = "{0}= _fit(({0}), _named)".format("".join(f"{name}, " for name in own))
    if names := alone(row):
        quick = [f"elif type(_named.get({name!r})) is int:\n    {own[0]} = _named[{name!r}]" for name in names]
        given = " or ".join(f"{name} is not _default_{name}" for name in own)
        fit = fill(_QUICK, given=given, fit=fit, alone=quick)
    unset = [f"{p.variable} = _default_{p.variable}" for p in row.signature[1:] if p.keyword]
    return fill(_FITTING, unset=unset, fit=fit)


def _checking(row: Row, names: dict[str, Any]) -> str:
    """The lines that refuse keywords that no parameter list has; one int alone needs no look at them."""
    if not row.overloads:
        return ""
    with Field(row, "overloads"):
        names["_check"] = finder(row)
    quick = " or ".join(f"type(kwargs.get({name!r})) is int" for name in alone(row))
    unless = f" and not (len(kwargs) == 1 and not args and ({quick}))" if quick else ""
    return f"if kwargs{unless}:\n    _check(len(args), kwargs)"
