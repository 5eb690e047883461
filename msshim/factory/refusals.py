"""What MindSpore's operators take of each parameter, and the class that they raise for the rest.

The general rules (`factory/errors.py`, `factory/checks.py`) say most of it. What they do not stands in
``mappings/refusals.yaml``: the kinds, dtypes and ranks that MindSpore's own operators declare, found and kept by
``tests/sweeps``.
"""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import torch

from msshim.core.dtype import FROM_TORCH
from msshim.core.tensor import Tensor
from msshim.factory.words import aspect, fits, words
from msshim.tables.load import directory
from msshim.tables.model import Row


class Refusal(NamedTuple):
    """What is refused of a parameter (of a variadic row: of a place), and the class that MindSpore raises.

    parameter: its name; several as ``x+y``, where `about` is ``same`` and their dtypes must be, or ``fit`` and those
    of the others must go into the first one's without loss; ``*`` for all of a call, where `about` is ``count`` (how
    many inputs a primitive gets), ``huge`` (an int that no int64 holds) or ``else`` (what no other rule is about).
    words: those that are taken, if `taken`, else those that are refused; all are of one aspect, `about`.
    early: torch would take it, so that it is looked at before the call.
    """

    parameter: str
    about: str
    words: tuple[str, ...]
    taken: bool
    error: type[Exception]
    early: bool

    @property
    def declared(self) -> bool:
        """Whether MindSpore looks at it before it computes anything."""
        return self.about in ("kind", "huge")

    def meets(self, held: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether the values with these words, by parameter, are refused."""
        if self.about in ("same", "fit"):
            some = [held.get(name, ("",)) for name in self.parameter.split("+")]
            dtypes = [said[0] for said in some if said[-1:] == ("Tensor",)]
            if self.about == "same":
                return len(set(dtypes)) > 1
            return some[0][-1:] == ("Tensor",) and not all(fits(dtypes[0], dtype) for dtype in dtypes[1:])
        if self.about == "huge":
            return any("huge" in said for said in held.values())
        said = held.get(self.parameter, ())
        if not said or (self.about != "kind" and said[-1] != "Tensor"):
            return False
        if said == ("scalar",):  # it goes where Python's number goes, if nothing else is said
            return said[0] in self.words and not self.taken
        return self.taken is not any(word in self.words for word in said)


@cache
def _table() -> dict[str, str]:
    """The lines of the table by name; split and not parsed, which would take a hundred times as long."""
    text = (directory() / "refusals.yaml").read_text(encoding="utf-8")
    return dict(line.split(": ", 1) for line in text.splitlines() if line and line[0] != "#")


def entries(row: Row) -> tuple[Refusal, ...]:
    """What the table says of a row, in order; never that a dtype is refused in which the row's `deviations` run."""
    said = _entries(row.qualified)
    if not row.deviations:
        return said
    run = tuple(_name(getattr(torch, deviation.dtype)) for deviation in row.deviations)
    return tuple(_without(entry, run) if entry.about == "dtype" else entry for entry in said)


def _without(entry: Refusal, run: tuple[str, ...]) -> Refusal:
    words = (*entry.words, *run) if entry.taken else tuple(word for word in entry.words if word not in run)
    return entry._replace(words=words)


@cache
def _entries(name: str) -> tuple[Refusal, ...]:
    return tuple(parsed(text) for text in _table().get(name, "").split(", ") if text)


def parsed(text: str) -> Refusal:
    """An entry of the table: ``x takes Float16|Float32 TypeError early``, ``axis refuses huge RuntimeError``."""
    parameter, verb, *rest = text.split()
    early = rest[-1] == "early"
    error: type[Exception] = getattr(builtins, rest[-2] if early else rest[-1])
    if verb in ("same", "fit", "count", "huge", "else"):
        return Refusal(parameter, verb, (), False, error, early)
    listed = tuple(rest[0].split("|"))
    return Refusal(parameter, aspect(listed[0]), listed, verb == "takes", error, early)


def refused(row: Row, given: Mapping[Any, Any]) -> Refusal | None:
    """The first entry that the values `given` to a row meet, by name or place; None for none of them."""
    some = entries(row)
    held = {str(key): words(value) for key, value in given.items()} if some else {}
    return next((entry for entry in some if entry.meets(held)), None)


def fallback(row: Row, about: str) -> type[Exception] | None:
    """The class for a wrong ``count`` of arguments, or for what no rule is about; None where nothing is said."""
    return next((entry.error for entry in entries(row) if entry.about == about), None)


def described(row: Row, entry: Refusal, given: Mapping[Any, Any]) -> str:
    """What is wrong with values that meet an entry, in words."""
    values = {str(key): value for key, value in given.items()}
    if entry.about in ("same", "fit"):
        tensors = {name: values[name] for name in entry.parameter.split("+") if words(values[name])[-1:] == ("Tensor",)}
        shown = ", ".join(f"{name}: {_name(value.dtype)}" for name, value in tensors.items())
        first, *others = map(repr, tensors)
        must = f"the dtypes of {' and '.join((first, *others))} must be the same"
        if entry.about == "fit":
            must = f"the dtype of {first} must hold that of {' and '.join(others)}"
        return f"For '{row.name}', {must}, but got {shown}."
    if entry.about == "huge":
        huge = next(name for name, value in values.items() if "huge" in words(value))
        return f"For '{row.name}', the '{huge}' must fit int64, but got {values[huge]}."
    value, what = values[entry.parameter], f"the '{entry.parameter}'"
    if entry.about == "dtype":
        what = f"the dtype of '{entry.parameter}'"
    met = next((word for word in words(value) if word in entry.words), "")
    must = "must be " + " or ".join(entry.words) if entry.taken else f"must not be {met}"
    return f"For '{row.name}', {what} {must}, but got {brief(value)}."


def brief(value: Any) -> str:
    """A value in a message: a Tensor's shape and dtype, anything else up to a hundred letters."""
    if isinstance(value, (Tensor, torch.Tensor)):
        return f"a Tensor of shape {tuple(value.shape)} and dtype {value.dtype}"
    text = repr(value)
    return text if len(text) < 100 else f"{text[:100]}…"


def _name(dtype: Any) -> str:
    return str(FROM_TORCH.get(dtype, dtype))
