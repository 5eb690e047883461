"""The lines of a generated body that look at arguments which torch takes and MindSpore refuses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch

from msshim.factory.refusals import Refusal, entries, refused
from msshim.factory.words import MOST, TORCH, TYPES, words
from msshim.tables.model import Row


def early(row: Row, tensors: Mapping[str, str], names: dict[str, Any]) -> list[str]:
    """The lines that look at the parameters of a call; their values go into `names`.

    tensors: for each parameter whether, as ``x_``, it is a tensor by then (``one``), may be one (``any``), or is not
    unwrapped (nothing).
    """
    tests = [test for entry in entries(row) if entry.early for test in _tests(entry, tensors, names)]
    return [f"    if {' or '.join(dict.fromkeys(tests))}:", "        raise TypeError"] if tests else []


def _tests(entry: Refusal, tensors: Mapping[str, str], names: dict[str, Any]) -> list[str]:
    some = entry.parameter.split("+")
    if any(name not in tensors for name in some):
        return []
    if entry.about == "kind":
        kept = f"_kinds_{entry.parameter}"
        kinds, tests = _kinds(entry), []
        if kinds:
            names[kept] = tuple({*kinds, *names.get(kept, ())})  # one flat tuple for `isinstance`, for torch.compile
            tests.append(f"{_usual(entry.parameter, names)}isinstance({entry.parameter}, {kept})")
        if entry.taken and "bool" in entry.words and not {"int", "negative", "huge"} & {*entry.words}:
            tests.append(f"type({entry.parameter}) is int")
        if "negative" in entry.words and not entry.taken:
            tests.append(f"isinstance({entry.parameter}, int) and {entry.parameter} < 0")
        return tests
    if not all(tensors[name] for name in some):
        return []
    known = [f"isinstance({name}_, _Torch)" for name in some if tensors[name] == "any"]
    return [" and ".join([*known, _about(entry, names)])]


def _usual(parameter: str, names: Mapping[str, Any]) -> str:
    """A test at a tenth of the cost, which spares `isinstance` to the usual argument: of the default's class, or int."""
    default = type(names.get(f"_default_{parameter}"))
    usual = default if default in (int, float, bool) else int
    refused = issubclass(usual, names[f"_kinds_{parameter}"])
    return "" if refused else f"{parameter}.__class__ is not {usual.__name__} and "


def _about(entry: Refusal, names: dict[str, Any]) -> str:
    """A test of tensors."""
    some = [f"{name}_" for name in entry.parameter.split("+")]
    if entry.about == "same":
        return f"not {' == '.join(f'{tensor}.dtype' for tensor in some)}"
    if entry.about == "fit":
        names["_promoted"] = torch.promote_types
        first, *others = (f"{tensor}.dtype" for tensor in some)
        tests = [f"({o} != {first} and _promoted({first}, {o}) != {first})" for o in others]
        return f"({' or '.join(tests)})"
    no = "not " if entry.taken else ""
    kept = f"_{entry.about}s_{entry.parameter}"
    if entry.about == "dtype":
        names[kept] = frozenset(TORCH[word] for word in entry.words if word in TORCH)
        return f"{some[0]}.dtype {no}in {kept}"
    if entry.words == ("empty",):
        return f"{some[0]}.numel() == 0"
    names[kept] = tuple(MOST + 1 if word == "deep" else int(word[:-2]) for word in entry.words)
    return f"min({some[0]}.ndim, {MOST + 1}) {no}in {kept}"


def _kinds(entry: Refusal) -> list[type]:
    """The types that are refused as a whole."""
    if not entry.taken:
        return [kind for word in entry.words for kind in TYPES.get(word, ())]
    stems = {word.partition("-of-")[0] for word in entry.words}
    stems |= {"int"} if stems & {"negative", "huge", "bool"} else set()  # a bool is an int
    stems |= {"float"} if "infinite" in stems else set()
    stems |= {"scalar"}
    return [kind for word, kinds in TYPES.items() if word not in stems for kind in kinds]


def early_among(row: Row, names: dict[str, Any]) -> list[str]:
    """The same lines of a variadic row, where arguments are known by place or keyword and may be left out."""
    tests, method = [], row.kind == "method"
    for entry in entries(row):
        if not (entry.early and entry.about == "kind"):
            continue
        key = entry.parameter
        names[f"_kinds_{key}"] = tuple({*_kinds(entry), *names.get(f"_kinds_{key}", ())})
        place = int(key) - method if key.isdigit() else None
        if place is None:
            tests.append(f"{key!r} in kwargs and isinstance(kwargs[{key!r}], _kinds_{key})")
        elif place >= 0:
            tests.append(f"len(args) > {place} and isinstance(args[{place}], _kinds_{key})")
    return [f"    if {' or '.join(tests)}:", "        raise TypeError"] if tests else []


def scalar(row: Row, given: Mapping[Any, Any]) -> bool:
    """Whether a number of NumPy's is refused where Python's is taken."""
    entry = refused(row, given)
    return entry is not None and "scalar" in entry.words


def check_early(row: Row, given: Mapping[str, Any]) -> None:
    """Raise where a cell or primitive is made of a value that is looked at early; `errors.explain_init` says more."""
    some = [entry for entry in entries(row) if entry.early and entry.parameter in given]
    if any(entry.meets({entry.parameter: words(given[entry.parameter])}) for entry in some):
        raise TypeError
