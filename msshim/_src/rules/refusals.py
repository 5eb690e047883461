"""What MindSpore refuses, and with which class, where no rule says it: facts of ``mappings/refusals.yaml``.

The general rules (`rules/errors.py`, `rules/checks.py`) say most of it. The facts are the calls where MindSpore's
own code happens to raise another class, or refuses what torch takes, and which of NumPy's numbers it refuses where
Python's are meant: its Python asks for an `int`; its C++ takes NumPy's numbers, too, or Tensors without axes, or both.
Functions, methods and the calls of primitives take all of them where nothing is said; what makes a layer or primitive
takes none. The facts are found and kept by ``tests/support/sweeps``.
"""

from __future__ import annotations

import builtins
import math
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from types import BuiltinFunctionType, FunctionType
from typing import Any, NamedTuple

import numpy as np
import torch

from msshim._src.tables.load import directory
from msshim._src.tables.model import Parameter, Row
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.dtype import Type, dtype_to_torch, torch_to_dtype
from msshim._src.tensor.tensor import Tensor


class Refusal(NamedTuple):
    """A parameter (of a variadic row its place; with ``[]`` its items), a word for a kind of value, MindSpore's class.

    early: torch would take it, so that it is looked at before the call.
    """

    parameter: str
    word: str
    error: str
    early: bool


TAKEN = "taken"
"""What stands for a class where MindSpore takes a kind of value, and msshim's rules would not."""
NUMBERS = ("scalar", "narrow", "double", "0-d-array", "0-d")
"""The words for what may stand for a number of Python's: NumPy's, arrays and Tensors without axes.

A ``double`` is a `float` by inheritance, a ``narrow`` one has no counterpart in Python, a ``scalar`` is any other.
"""
_NARROW = (np.int32, np.float32, np.float16)
_SCALAR = tuple({*np.sctypeDict.values()} - {*_NARROW, np.float64})
_TENSOR = (Tensor, torch.Tensor)
_WORDS = {type(None): "None", bool: "bool", complex: "complex", str: "str", bytes: "bytes", dict: "dict"}
_MOST = 8  # MindSpore's tensors have up to so many axes
TYPES: dict[str, tuple[type, ...]] = {  # in one flat tuple for `isinstance`, for torch.compile
    **{word: (kind,) for kind, word in _WORDS.items()},
    **{"float": (float,), "tuple": (tuple,), "list": (list,), "array": (np.ndarray,)},
    **{"number": (int, float, complex), "Tensor": _TENSOR, "dtype": (Type,)},
    "object": (set, slice, range, type, FunctionType, BuiltinFunctionType),
    **{"scalar": _SCALAR, "narrow": _NARROW, "double": (np.float64,)},
}
_BARE: dict[str, tuple[type, ...]] = {"0-d-array": (np.ndarray,), "0-d": _TENSOR}  # of those, what has no axes
VALUES = {
    "negative": "isinstance({0}, int) and {0} < 0",
    "int": "{0}.__class__ is int and {0} >= 0",
    "huge": f"{{0}}.__class__ is int and abs({{0}}) >= {2**63}",
    "infinite": "{0}.__class__ is float and {0} - {0} != 0",
}
RANKS = {
    "deep": f"{{0}}.ndim > {_MOST}",
    "empty": "0 in {0}.shape",
    **{f"{ndim}-d": f"{{0}}.ndim == {ndim}" for ndim in range(1, _MOST + 1)},
}
UNLIKE = "unlike"
"""The word for a Tensor whose dtype is not that of the first Tensor among the arguments."""
_USUAL = {"int": int, "ints": int, "divisor": int, "float": float, "bool": bool}  # known by their class at less cost


def words(value: Any) -> tuple[str, ...]:
    """The words for the kind of a value, the narrowest first."""
    if isinstance(value, Tensor) and not value._has_data:
        return "delayed", "other"
    if isinstance(value, _TENSOR):
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
    if isinstance(value, np.generic):
        return ("narrow" if isinstance(value, _NARROW) else "double" if isinstance(value, float) else "scalar",)
    if isinstance(value, np.ndarray):
        return ("array", "other") if value.ndim else ("0-d-array", "array", "other")
    return _WORDS.get(type(value), "dtype" if isinstance(value, Type) else "object"), "other"


def _tensor(value: torch.Tensor) -> tuple[str, ...]:
    rank = "deep" if value.ndim > _MOST else f"{value.ndim}-d"
    kind = "floating" if value.is_floating_point() else "complex" if value.is_complex() else "integer"
    return str(torch_to_dtype(value.dtype)), *(() if value.numel() else ("empty",)), rank, kind, "Tensor"


def held_words(given: Mapping[Any, Any]) -> dict[str, tuple[str, ...]]:
    """The words for each of several values, by parameter."""
    held = {str(key): words(value) for key, value in given.items()}
    first = next((found[0] for found in held.values() if found[-1] == "Tensor"), "")
    return {k: (*found, UNLIKE) if found[-1] == "Tensor" and found[0] != first else found for k, found in held.items()}


@cache
def _table() -> dict[str, str]:
    """The lines of the table by name; split and not parsed, which would take a hundred times as long."""
    text = (directory() / "refusals.yaml").read_text(encoding="utf-8")
    return dict(line.split(": ", 1) for line in text.splitlines() if line and line[0] != "#")


@cache
def entries(name: str) -> tuple[Refusal, ...]:
    """What the table says of a row, in order, as ``axis bool+str TypeError early, input None AttributeError``."""
    said = (text.split() for text in _table().get(name, "").split(",") if text)
    return tuple(Refusal(p, word, error, bool(early)) for p, kinds, error, *early in said for word in kinds.split("+"))


def refused(
    name: str, given: Mapping[Any, Any], among: Iterable[str] | None = None, early: bool = False
) -> Refusal | None:
    """What the table says of the first value, of those `given` to a row, that it names; or None.

    among: of some words only; early: of what is looked at before the call only.
    """
    said = [e for e in entries(name) if e.error != TAKEN and e.early >= early and (among is None or e.word in among)]
    held = held_words(given) if said else {}
    for parameter in {entry.parameter for entry in said if entry.parameter.endswith("[]")}:
        value = next((value for key, value in given.items() if f"{key}[]" == parameter), ())
        held[parameter] = tuple(w for item in value for w in words(item)) if isinstance(value, (tuple, list)) else ()
    return next((entry for entry in said if entry.word in held.get(entry.parameter, ())), None)


def as_mindspore(name: str, given: Mapping[Any, Any], found: Exception) -> Exception:
    """`found` in the class that the table names, where it names one."""
    entry = refused(name, given)
    if entry is None:
        return found
    kind: type[Exception] = getattr(builtins, entry.error)
    if type(found) is kind and str(found):
        return found
    own, parameter = name.rpartition(".")[2], entry.parameter.removesuffix("[]")
    value = {str(key): value for key, value in given.items()}[parameter]
    return kind(str(found) or f"For '{own}', the '{parameter}' must be of another kind, but got {brief(value)}.")


@cache
def as_ints(name: str) -> Callable[[Any, Any], Any]:
    """A function of parameter and value that puts 0 and 1 for bools that MindSpore takes for ints, and torch does not.

    The value itself comes back where there are none.
    """
    # A tuple: of what a function closes over, torch.compile takes no set.
    named = tuple(entry.parameter for entry in entries(name) if (entry.word, entry.error) == ("bool", TAKEN))

    def as_int(parameter: Any, value: Any) -> Any:
        if str(parameter) in named and isinstance(value, bool):
            return int(value)
        if f"{parameter}[]" in named and isinstance(value, (tuple, list)) and any(isinstance(i, bool) for i in value):
            return type(value)([int(item) if isinstance(item, bool) else item for item in value])
        return value

    return as_int


def make_plain(name: str, values: dict[str, Any]) -> None:
    """Put Python's numbers for others among what makes a layer or primitive; raise where MindSpore takes no others."""
    named = {e.parameter for e in entries(name) if e.word in NUMBERS or (e.word, e.error) == ("numbers", TAKEN)}
    if named and refused(name, values, NUMBERS):
        raise as_mindspore(name, values, TypeError())
    as_int = as_ints(name)
    for key, value in values.items():
        if key in named:
            values[key] = _plain(value)
        elif f"{key}[]" in named and isinstance(value, (tuple, list)):
            values[key] = type(value)(map(_plain, value))
        values[key] = as_int(key, values[key])


def _plain(value: Any) -> Any:
    return value.item() if {*NUMBERS} & {*words(value)} else value


def check_early(name: str, given: Mapping[str, Any]) -> None:
    """Raise where a cell or primitive is made of a value that is looked at early; `as_mindspore` says more."""
    if any(entry.early for entry in entries(name)) and refused(name, given, early=True):
        raise TypeError


def miscounted(row: Row) -> Callable[[], Exception] | None:
    """What makes the error of a primitive's call with too few or too many inputs, if not Python's own TypeError.

    So it is where MindSpore's class has no ``__call__`` of its own.
    """
    error = next((entry.error for entry in entries(row.qualified) if entry.word == "count"), None)
    said = f"For '{row.name}', there must be {len(row.inputs)} inputs: {', '.join(p.name for p in row.inputs)}."
    return partial(getattr(builtins, error), said) if error else None


def early(row: Row, p: Parameter, tensor: str, names: dict[str, Any]) -> list[str]:
    """The lines that look at a parameter before the call; their values go into `names`.

    tensor: whether the parameter as `parameter_` is ``"one"`` by then, or may be ``"any"``, or never ``""``.
    """
    own = p.variable
    listed = [entry.word for entry in entries(row.qualified) if entry.early and entry.parameter == own]
    tests = _tests(own, listed, own, names)
    usual = type(p.default) if type(p.default) in _USUAL.values() else _USUAL.get(str(p.type), int)
    if tests and not issubclass(usual, names.get(f"_kinds_{own}", ())):
        tests = [f"{own}.__class__ is not {usual.__name__} and ({' or '.join(tests)})"]
    tests += [VALUES[word].format(own) for word in listed if word in VALUES]
    if tests and f"_default_{own}" in names:  # which is never refused, and looked at for nothing
        tests = [f"{own} is not _default_{own} and ({' or '.join(tests)})"]
    if p.type != "ints":  # of which the conversion looks at each
        tests += _tests_of_items(row.qualified, own, own, names)
    whole = " or ".join(_tests_of_tensor(f"{own}_", listed, own, names))
    if whole and tensor:
        tests.append(whole if tensor == "one" else f"isinstance({own}_, _Torch) and ({whole})")
    first = next((q.variable for q in (*row.inputs, *row.signature) if q.type == "tensor"), own)
    if UNLIKE in listed and tensor and first != own:
        both = f"isinstance({own}_, _Torch) and isinstance({first}_, _Torch)"
        tests.append(f"{both} and {own}_.dtype is not {first}_.dtype")
    return _raises(tests)


def early_among(row: Row, names: dict[str, Any]) -> list[str]:
    """The same lines of a variadic row, where arguments are known by place or keyword and may be left out."""
    tests = []
    said = [entry for entry in entries(row.qualified) if entry.early]
    for own in dict.fromkeys(entry.parameter.removesuffix("[]") for entry in said):
        place = int(own) - (row.kind == "method") if own.isdigit() else None
        text, given = f"kwargs[{own!r}]", f"{own!r} in kwargs"
        if place is not None:
            text, given = f"args[{place}]", f"len(args) > {place}"
        listed = [entry.word for entry in said if entry.parameter == own]
        found = _tests(text, listed, own, names) + [VALUES[word].format(text) for word in listed if word in VALUES]
        if whole := " or ".join(_tests_of_tensor(f"getattr({text}, '_t', {text})", listed, own, names)):
            names["_TENSOR"] = _TENSOR
            found.append(f"isinstance({text}, _TENSOR) and ({whole})")
        found += _tests_of_items(row.qualified, own, text, names)
        if found and place != -1:
            tests.append(f"{given} and ({' or '.join(found)})")
    return _raises(tests)


def _tests(text: str, listed: list[str], key: str, names: dict[str, Any]) -> list[str]:
    """Whether the value that `text` gives is of one of the kinds that its class tells, or its class and rank."""
    tests = []
    if kinds := tuple(kind for word in listed for kind in TYPES.get(word, ())):
        names[f"_kinds_{key}"] = kinds
        tests.append(f"isinstance({text}, _kinds_{key})")
    if bare := tuple(kind for word in listed for kind in _BARE.get(word, ())):
        names[f"_bare_{key}"] = bare
        tests.append(f"isinstance({text}, _bare_{key}) and not {text}.ndim")
    return tests


def _tests_of_tensor(text: str, listed: list[str], key: str, names: dict[str, Any]) -> list[str]:
    """Whether the torch tensor that `text` gives has one of the ranks or dtypes."""
    tests = [RANKS[word].format(text) for word in listed if word in RANKS]
    if dtypes := [word for word in listed if word[0].isupper() and word not in TYPES]:
        names[f"_dtypes_{key}"] = tuple(map(_dtype, dtypes))  # which torch.compile takes, and no set
        tests.append(f"{text}.dtype in _dtypes_{key}")
    return tests


def _tests_of_items(name: str, own: str, text: str, names: dict[str, Any]) -> list[str]:
    listed = [entry.word for entry in entries(name) if entry.early and entry.parameter == f"{own}[]"]
    tests = " or ".join(_tests("item", listed, f"in_{own}", names))
    return [f"isinstance({text}, (tuple, list)) and any({tests} for item in {text})"] if tests else []


def _dtype(word: str) -> torch.dtype:
    return dtype_to_torch(mstype.bool_ if word == "Bool" else getattr(mstype, word.lower()))


def _raises(tests: list[str]) -> list[str]:
    return [f"    if {' or '.join(tests)}:", "        raise TypeError"] if tests else []


def brief(value: Any) -> str:
    """A value in a message: a Tensor's shape and dtype, anything else up to a hundred letters."""
    if isinstance(value, _TENSOR):
        return f"a Tensor of shape {tuple(value.shape)} and dtype {value.dtype}"
    text = repr(value)
    return text if len(text) < 100 else f"{text[:100]}…"
