"""Which exception class MindSpore raises for a value of a wrong kind: facts of ``mappings/refusals.yaml``.

The general rules (`rules/errors.py`, `rules/checks.py`) say most of it; these are the calls where MindSpore's own
code happens to raise another class, or refuses what torch takes. They are found and kept by ``tests/support/sweeps``.
"""

from __future__ import annotations

import builtins
import math
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import torch

from msshim._src.tables.load import directory
from msshim._src.tensor.dtype import Type, named_to_torch, torch_to_dtype
from msshim._src.tensor.tensor import Tensor


class Refusal(NamedTuple):
    """A parameter (of a variadic row its place), a word for a kind of value, the class that MindSpore raises.

    early: torch would take it, so that it is looked at before the call.
    """

    parameter: str
    word: str
    error: str
    early: bool


_WORDS = {type(None): "None", bool: "bool", complex: "complex", str: "str", bytes: "bytes", dict: "dict"}
_MOST = 8  # MindSpore's tensors have up to so many axes


def words(value: Any) -> tuple[str, ...]:
    """The words for the kind of a value, the narrowest first."""
    if isinstance(value, Tensor) and not value._has_data:
        return "delayed", "other"
    if isinstance(value, (Tensor, torch.Tensor)):
        return _tensor(value._t if isinstance(value, Tensor) else value)
    if type(value) in (bool, complex):
        return _WORDS[type(value)], "number", "other"
    if type(value) is int:
        return "huge" if abs(value) >= 2**63 else "negative" if value < 0 else "int", "number", "other"
    if type(value) is float:
        return "float" if math.isfinite(value) else "infinite", "number", "other"
    if isinstance(value, (tuple, list)):
        kind = "tuple" if isinstance(value, tuple) else "list"
        held = {words(item)[-2] if words(item)[-1] == "Tensor" else words(item)[0] for item in value}
        content = held.pop() if len(held) == 1 else "several" if held else "nothing"
        return f"{kind}-of-{content}", kind, "other"
    if isinstance(value, np.generic):  # goes where Python's number goes
        return ("scalar",)
    if isinstance(value, np.ndarray):
        return "array", "other"
    return _WORDS.get(type(value), "dtype" if isinstance(value, Type) else "object"), "other"


def _tensor(value: torch.Tensor) -> tuple[str, ...]:
    shape = "0-d" if not value.ndim else "deep" if value.ndim > _MOST else "empty" if not value.numel() else ""
    kind = "floating" if value.is_floating_point() else "complex" if value.is_complex() else "integer"
    return str(torch_to_dtype(value.dtype)), *((shape,) if shape else ()), kind, "Tensor"


@cache
def _table() -> dict[str, str]:
    """The lines of the table by name; split and not parsed, which would take a hundred times as long."""
    text = (directory() / "refusals.yaml").read_text(encoding="utf-8")
    return dict(line.split(": ", 1) for line in text.splitlines() if line and line[0] != "#")


@cache
def entries(name: str) -> tuple[Refusal, ...]:
    """What the table says of a row, in order, as ``axis bool TypeError early, input None AttributeError``."""
    said = (text.split() for text in _table().get(name, "").split(",") if text)
    return tuple(Refusal(parameter, word, error, bool(early)) for parameter, word, error, *early in said)


def refused(name: str, given: Mapping[Any, Any]) -> Refusal | None:
    """What the table says of the first value, of those `given` to a row, that it names; None for none of them."""
    said = entries(name)
    held = {str(key): words(value) for key, value in given.items()} if said else {}
    return next((entry for entry in said if entry.word in held.get(entry.parameter, ())), None)


def as_mindspore(name: str, given: Mapping[Any, Any], found: Exception) -> Exception:
    """`found` in the class that the table names, where it names one."""
    entry = refused(name, given)
    if entry is None:
        return found
    kind: type[Exception] = getattr(builtins, entry.error)
    if type(found) is kind and str(found):
        return found
    own = name.rpartition(".")[2]
    value = {str(key): value for key, value in given.items()}[entry.parameter]
    return kind(str(found) or f"For '{own}', the '{entry.parameter}' must be of another kind, but got {brief(value)}.")


def early_among(name: str, method: bool, names: dict[str, Any]) -> list[str]:
    """The same lines of a variadic row, where arguments are known by place or keyword and may be left out."""
    kinds: dict[str, list[Any]] = {}
    for entry in entries(name):
        if entry.early and entry.word in TYPES:
            kinds.setdefault(entry.parameter, []).extend(TYPES[entry.word])
    tests = []
    for parameter, some in kinds.items():
        names[f"_kinds_{parameter}"] = tuple(some)
        place = int(parameter) - method if parameter.isdigit() else None
        if place is None:
            tests.append(f"{parameter!r} in kwargs and isinstance(kwargs[{parameter!r}], _kinds_{parameter})")
        elif place >= 0:
            tests.append(f"len(args) > {place} and isinstance(args[{place}], _kinds_{parameter})")
    return [f"    if {' or '.join(tests)}:", "        raise TypeError"] if tests else []


def check_early(name: str, given: Mapping[Any, Any]) -> None:
    """Raise where a cell or primitive is made of a value that is looked at early; `as_mindspore` says more."""
    looked = [entry for entry in entries(name) if entry.early and entry.parameter in given]
    if looked and any(entry.word in words(given[entry.parameter]) for entry in looked):
        raise TypeError


def brief(value: Any) -> str:
    """A value in a message: a Tensor's shape and dtype, anything else up to a hundred letters."""
    if isinstance(value, (Tensor, torch.Tensor)):
        return f"a Tensor of shape {tuple(value.shape)} and dtype {value.dtype}"
    text = repr(value)
    return text if len(text) < 100 else f"{text[:100]}…"


TYPES: dict[str, tuple[type, ...]] = {  # in one flat tuple for `isinstance`, for torch.compile
    **{word: (kind,) for kind, word in _WORDS.items()},
    **{"float": (float,), "tuple": (tuple,), "list": (list,), "array": (np.ndarray,)},
    **{"number": (int, float, complex), "Tensor": (Tensor, torch.Tensor)},
}
_USUAL = (int, float, bool)  # known by their class at a tenth of the cost
RANKS = {"deep": f"{{0}}_.ndim > {_MOST}"}


def early(name: str, parameter: str, tensor: str, names: dict[str, Any]) -> list[str]:
    """The lines that look at a parameter before the call; their values go into `names`.

    tensor: whether the parameter as `parameter_` is ``"one"`` by then, or may be ``"any"``, or never ``""``.
    """
    listed = [entry.word for entry in entries(name) if entry.early and entry.parameter == parameter]
    tests = []
    if kinds := tuple(kind for word in listed for kind in TYPES.get(word, ())):
        names[f"_kinds_{parameter}"] = kinds
        usual = next((kind for kind in (type(names.get(f"_default_{parameter}")), int) if kind in _USUAL), int)
        common = "" if issubclass(usual, kinds) else f"{parameter}.__class__ is not {usual.__name__} and "
        tests.append(f"{common}isinstance({parameter}, _kinds_{parameter})")
    if "negative" in listed:
        tests.append(f"isinstance({parameter}, int) and {parameter} < 0")
    if tests and f"_default_{parameter}" in names:  # which is never refused, and looked at for nothing
        tests = [f"{parameter} is not _default_{parameter} and ({' or '.join(tests)})"]
    shape = [RANKS[word].format(parameter) for word in listed if word in RANKS]
    if dtypes := frozenset(named_to_torch(word.lower()) for word in listed if word[0].isupper() and word not in TYPES):
        names[f"_dtypes_{parameter}"] = dtypes
        shape.append(f"{parameter}_.dtype in _dtypes_{parameter}")
    if shape and tensor:
        whole = " or ".join(shape)
        tests.append(whole if tensor == "one" else f"isinstance({parameter}_, _Torch) and ({whole})")
    return [f"    if {' or '.join(tests)}:", "        raise TypeError"] if tests else []
