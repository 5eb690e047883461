"""What a row's object takes, in order, how generated text reads each, and how the call that computes is given it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import torch

from msshim._src.factory.source import build, fill, resolved
from msshim._src.rules.checks import check_words
from msshim._src.tables.docstring import docstring
from msshim._src.tables.load import Field
from msshim._src.tables.model import REQUIRED, Input, Parameter, Row
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.interop import to_handles
from msshim._src.tensor.tensor import Tensor, wrap


class Signature:
    """The parameters and inputs of a row, matched with the function behind it.

    call: that function. names: the values of the names in generated text. reads: the text that reads each entry, and
    whatever else there is for the call, where the call is made.
    """

    def __init__(self, row: Row) -> None:
        self.row, self.call, self.entries = row, resolved(row, "call"), (*row.inputs, *row.signature)
        self.defaults: dict[str | None, Any] = {}
        for key in ("inputs", "parameters"):
            for i, p in enumerate(getattr(row, key)):
                with Field(row, key, i):
                    check_words(p)
                    self.defaults[p.name] = default(p)
        self.names: dict[str, Any] = {
            "_row": row,
            "_call": self.call,
            "_wrap": to_handles if row.many or row.variadic else wrap,
            "_Tensor": Tensor,
            "_Torch": torch.Tensor,
        }
        self.reads = {p.variable: f"self.{p.name}" for p in row.signature}

    def listed(self, entries: Iterable[Parameter], starred: bool = True, optional: bool = False) -> str:
        """The text of a parameter list, as the function `listed` makes it."""
        return listed(entries, self.defaults, self.names, starred, optional)

    def passed(self, /, **instead: str) -> str:
        """The text of the call's arguments, as `reads` and `instead` read them.

        A function of torch takes the first by position and others by its own names. A kernel is matched by the
        row's word `to`, MindSpore's names and torch's; what it must have besides is an attribute.
        """
        reads = {**self.reads, **instead}
        if not self.row.call.startswith("msshim."):
            first, *rest = [p for p in self.entries if p.torch or p.to or isinstance(p, Input)]
            return ", ".join([reads[first.variable], *(f"{_to(p)}={reads[p.variable]}" for p in rest)])
        offered = {p.torch: reads[p.variable] for p in self.entries if p.torch}
        offered |= reads | {p.to: reads[p.variable] for p in self.entries if p.to}
        wanted = parameters(self.call)
        if wanted is None:
            return ""
        spread = [f"*{reads[p.variable]}" for p in self.entries if str(p.name)[0] == "*" and p.variable not in wanted]
        before = []
        if spread:  # `def kernel(x, *sizes)`
            leading = [name for name, p in wanted.items() if p.kind is p.POSITIONAL_OR_KEYWORD]
            before = [offered[name] for name in leading if name in offered]
        else:
            lacking = [name for name, p in wanted.items() if p.default is p.empty and name not in offered]
            if lacking and self.row.kind in ("function", "method"):
                with Field(self.row, "call"):
                    raise TypeError(f"{self.row.call} must have {', '.join(lacking)}, which nothing gives.")
            offered |= {name: f"self.{name}" for name in lacking}
        named = [f"{name}={offered[name]}" for name in wanted if name in offered]
        return ", ".join([*before, *spread, *named[len(before) :]])


def listed(
    entries: Iterable[Parameter],
    defaults: Mapping[str | None, Any],
    names: dict[str, Any],
    starred: bool = True,
    optional: bool = False,
) -> str:
    """The text of a parameter list; the defaults go into `names`.

    starred: with the ``*`` before keywords. optional: whether each may be left out, and is REQUIRED then.
    """
    parts: list[str] = []
    for p in entries:
        if starred and p.keyword and not any(part[0] == "*" for part in parts):
            parts.append("*")
        given = p.default is REQUIRED and not optional
        if not given:
            names[f"_default_{p.name}"] = defaults[p.name]
        parts.append(str(p.name) if given else f"{p.name}=_default_{p.name}")
    return ", ".join(parts)


def define(row: Row, template: str, names: dict[str, Any], module: str, **holes: str | Iterable[str]) -> Any:
    """The object of a row, with its docstring: what its kind's template defines once `holes` are filled.

    Where a template has the holes `name` and `given`, they are the row's name and its arguments by name.
    """
    holes = {"name": row.name, "given": ", ".join(f"{p.variable}={p.variable}" for p in row.signature), **holes}
    found = build(row.qualified, fill(template, **holes), row.name, names, module)
    found.__doc__ = docstring(row)
    return found


def _to(p: Parameter) -> str:
    return p.to or p.torch or str(p.name)


def default(parameter: Parameter) -> Any:
    """MindSpore's default value; a table writes a dtype by its name, and a list only by the type word `list`."""
    if parameter.type == "list" and isinstance(parameter.default, tuple):
        return list(parameter.default)
    if parameter.type == "dtype" and isinstance(parameter.default, str):
        return getattr(mstype, parameter.default)
    return parameter.default


def parameters(call: Callable[..., Any]) -> dict[str, inspect.Parameter] | None:
    """The parameters of a function by name, but ``*values``; None of torch's builtins, or where any keyword goes."""
    try:
        found = inspect.signature(call).parameters.values()
    except ValueError:
        return None
    if any(p.kind is p.VAR_KEYWORD for p in found):
        return None
    return {p.name: p for p in found if p.kind is not p.VAR_POSITIONAL}
