"""Which of NumPy's numbers MindSpore takes where Python's are meant: facts of ``mappings/numbers.yaml``.

MindSpore's Python code asks for an `int`; its C++ takes NumPy's numbers, too, or Tensors without axes, or both. No rule
says which one a parameter meets. Functions, methods and the calls of primitives take all of them where the table says
nothing; what makes a layer or primitive takes none. The table is found and kept by ``tests/support/sweeps``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import torch

from msshim._src.tables.load import directory
from msshim._src.tables.model import Parameter, Row
from msshim._src.tensor.tensor import Tensor

FORMS = ("scalar", "narrow", "double", "array", "tensor")
_NARROW = (np.int32, np.float32, np.float16)
_TYPES: dict[str, tuple[type, ...]] = {
    "scalar": (np.generic,),
    "narrow": _NARROW,
    "double": (np.float64,),
    "array": (np.ndarray,),
    "tensor": (Tensor, torch.Tensor),
}
_MEANT = {"int": int, "ints": int, "divisor": int, "float": float, "bool": bool}
_CLASSES: dict[str, type[Exception]] = {
    kind.__name__: kind for kind in (TypeError, ValueError, RuntimeError, AttributeError, IndexError, KeyError)
}


class Fact(NamedTuple):
    """A parameter (of a variadic row its place; with ``[]`` its items), a form, and the class that MindSpore raises.

    early: torch would take it, so that it is looked at before the call.
    """

    parameter: str
    form: str
    error: str
    early: bool


def form(value: Any) -> str | None:
    """How a number that is not Python's comes: ``array`` and ``tensor`` without axes, or NumPy's ``scalar``.

    Of those, a ``double`` is a `float` by inheritance, and a ``narrow`` one has no counterpart in Python.
    """
    if isinstance(value, np.generic):
        return "narrow" if isinstance(value, _NARROW) else "double" if isinstance(value, float) else "scalar"
    if isinstance(value, (np.ndarray, torch.Tensor)):
        return None if value.ndim else "array" if isinstance(value, np.ndarray) else "tensor"
    return "tensor" if isinstance(value, Tensor) and value._has_data and not value._t.ndim else None


@cache
def _table() -> dict[str, str]:
    """The lines of the table by name; split and not parsed, which would take a hundred times as long."""
    text = (directory() / "numbers.yaml").read_text(encoding="utf-8")
    return dict(line.split(": ", 1) for line in text.splitlines() if line and line[0] != "#")


@cache
def facts(name: str) -> tuple[Fact, ...]:
    """What the table says of a row, as ``axis array+tensor TypeError early, alpha nothing``."""
    found = []
    for said in _table().get(name, "").split(","):
        parameter, forms, error, *early = [*said.split(), "", "", ""][:4] if said else ["", "nothing", ""]
        every = FORMS if forms == "any" else forms.split("+")
        found += [Fact(parameter, one, error, early == ["early"]) for one in every] if parameter else []
    return tuple(found)


def _held(parameter: str, given: Mapping[str, Any]) -> Iterator[Any]:
    value = given.get(parameter.removesuffix("[]"))
    if not parameter.endswith("[]"):
        yield value
    elif isinstance(value, (tuple, list)):
        yield from value


def check(name: str, given: Mapping[Any, Any]) -> None:
    """Raise as MindSpore does where a value of a row's arguments has a form that it refuses."""
    for fact in facts(name):
        if any(form(value) == fact.form for value in _held(fact.parameter, {str(k): v for k, v in given.items()})):
            value = next(v for k, v in given.items() if str(k) == fact.parameter.removesuffix("[]"))
            own = name.rpartition(".")[2]
            raise _CLASSES[fact.error](
                f"For '{own}', the '{fact.parameter}' must be a number of Python's, but got {value!r} of type "
                f"{type(value).__name__}."
            )


def make_plain(name: str, values: dict[str, Any]) -> None:
    """Put Python's numbers for others among what makes a layer or primitive; raise where MindSpore takes no others."""
    named = {fact.parameter for fact in facts(name)}
    if not named:
        return
    check(name, values)
    for key, value in values.items():
        if key in named and form(value):
            values[key] = value.item()
        elif f"{key}[]" in named and isinstance(value, (tuple, list)):
            values[key] = type(value)(item.item() if form(item) else item for item in value)


def early(row: Row, p: Parameter, names: dict[str, Any]) -> list[str]:
    """The lines that look at a parameter before a call that torch would make; Python's own number costs least."""
    alone, items = (
        frozenset(f.form for f in facts(row.qualified) if f.early and f.parameter == f"{p.variable}{end}")
        for end in ("", "[]")
    )
    lines = []
    if alone:
        names[f"_numbers_{p.variable}"] = tuple(kind for one in alone for kind in _TYPES[one])
        names[f"_refused_{p.variable}"] = lambda value: form(value) in alone
        meant = type(p.default) if type(p.default) in (int, float, bool) else _MEANT.get(str(p.type), int)
        test = f"isinstance({p.variable}, _numbers_{p.variable}) and _refused_{p.variable}({p.variable})"
        lines += [f"    if type({p.variable}) is not {meant.__name__} and {test}:", "        raise TypeError"]
    if items and p.type is None:  # of `ints` the conversion looks at each
        names[f"_refused_in_{p.variable}"] = lambda values: any(form(value) in items for value in values)
        test = f"isinstance({p.variable}, (tuple, list)) and _refused_in_{p.variable}({p.variable})"
        lines += [f"    if {test}:", "        raise TypeError"]
    return lines


def early_named(row: Row, names: dict[str, Any]) -> list[str]:
    """The same lines of a variadic row, for what it is given by keyword."""
    if not any(fact.early and not fact.parameter.isdigit() for fact in facts(row.qualified)):
        return []
    names["_numbers"] = lambda given: check(row.qualified, given)
    return ["    if kwargs:", "        _numbers(kwargs)"]
