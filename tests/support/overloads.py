"""The parameter lists that MindSpore tells apart at the call, as it prints them itself, and calls made from them.

Methods of Tensor that live in C++ and some functions of `mint` have several signatures, which `inspect` does not show.
A call that fits none of them raises with all of them in the message; where there is but one it stands in the docstring.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import mindspore
import mindspore.mint as mint
from mindspore.common._tensor_cpp_method import tensor_cpp_methods

_LISTED = re.compile(r'^"[\w.]+\((.*)\)"$', re.M)
_PARAMETER = re.compile(r"(\w+)=<([^>]*)>|(\*)")
_DOCUMENTED = r"(?:^|\.\. (?:method|function):: (?:[\w.]+\.)?){}\((.*?)\)"
REFUSED = re.compile(
    r"valid calling should be|unexpected keyword|positional argument|multiple values|required argument|\): argument '"
)
"""What MindSpore says of arguments that fit no signature."""


@dataclass(frozen=True)
class Overload:
    """One parameter list: the names that also go by position, those that do not, and the types of both as printed."""

    positional: tuple[str, ...]
    keyword: tuple[str, ...]
    types: dict[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.positional, *self.keyword)


class _Nothing:
    """Fits no parameter."""


def overloads(name: str, call: Callable[..., Any]) -> list[Overload]:
    """The parameter lists of a method or function."""
    for count in range(4):
        for named in ({"no_such_name": _Nothing()}, {}):
            try:
                call(*[_Nothing()] * count, **named)
            except Exception as error:
                if found := _LISTED.findall(str(error)):
                    return [_listed(text) for text in found]
    found = re.findall(_DOCUMENTED.format(name), call.__doc__ or "", re.M)
    return [_documented(text) for text in found]


def _listed(text: str) -> Overload:
    types: dict[str, str] = {}
    star = None
    for name, kinds, mark in _PARAMETER.findall(text):
        if mark:
            star = len(types)
        else:
            types[name] = kinds
    names = tuple(types)
    return Overload(names[:star], () if star is None else names[star:], types)


def _documented(text: str) -> Overload:
    head, mark, tail = text.partition("*, ")
    names, only = (re.findall(r"(?<![\w=*.])([a-z]\w*)(?=\s*(?:=|,|$))", part) for part in (head, tail))
    return Overload(tuple(names), tuple(only) if mark else (), dict.fromkeys((*names, *only), ""))


def methods() -> list[str]:
    """The methods of Tensor whose signatures are MindSpore's C++."""
    return sorted(name for name in set(tensor_cpp_methods) if not name.startswith("__"))


def functions() -> list[str]:
    """The functions of `mint` that take ``*args, **kwargs`` to tell signatures apart."""
    return sorted(
        name
        for name, value in vars(mint).items()
        if name in mint.__all__ and getattr(value, "__module__", "") == "mindspore.ops.functional_overload"
    )


# What stands for an argument: by method and name, by name, by type. Texts over the words of tests/support/calls.py.
_SELVES = {
    "addmv": "f(2)", "dot": "t([1.0, 2.0])", "outer": "t([1.0, 2.0])", "bincount": "t([0, 1, 1])",
    "baddbmm": "f(2, 2, 2)",
    "bitwise_and": "i(2, 2)", "bitwise_or": "i(2, 2)", "bitwise_xor": "i(2, 2)", "bitwise_not": "i(2, 2)",
    "gcd": "i(2, 2)", "imag": "f(2, 2)", "masked_fill_": "f(2, 2)",
}  # fmt: skip
_SQUARE, _INDEX = "f(2, 2)", "t([[0, 1], [1, 0]])"
_VALUES: dict[str, tuple[str, ...]] = {
    "dot.other": ("t([3.0, 4.0])",), "vec2": ("t([3.0, 4.0])",), "vec": ("t([3.0, 4.0])",),
    "baddbmm.batch1": ("f(2, 2, 2)",), "baddbmm.batch2": ("f(2, 2, 2)",),
    "batch1": ("f(3, 2, 2)",), "batch2": ("f(3, 2, 2)",),
    "bitwise_and.other": ("i(2, 2)", "3"), "bitwise_or.other": ("i(2, 2)", "3"), "bitwise_xor.other": ("i(2, 2)", "3"),
    "gcd.other": ("i(2, 2)",), "condition": ("b(2, 2)",), "mask": ("b(2, 2)",), "equal_nan": ("True",),
    "logical_and.other": ("b(2, 2)",), "logical_and.y": ("b(2, 2)",), "logical_or.y": ("b(2, 2)",),
    "index_add.index": ("i(2, high=2)",), "indices": ("i(2, high=2)",), "index": (_INDEX,),
    "index_select.index": ("t([0, 1])",), "index_fill_.index": ("t([0, 1])",), "index_copy_.index": ("t([0, 1])",),
    "select.index": ("1",), "take.index": ("t([0, 1])",), "put_.index": ("t([0, 1])",), "put_.source": ("f(2)",),
    "index.indices": ("[t([0, 1])]",), "index_copy_.tensor": (_SQUARE,), "masked_scatter.tensor": ("f(4)",),
    "scatter_add.indices": ("t([[0], [1]])",), "scatter_add.updates": ("f(2)",), "masked_scatter_.source": ("f(4)",),
    "gather.input_indices": ("t([0, 1])",), "batch_dims": ("0",), "order": ("'C'",), "reduce": ("'add'",),
    "rounding_mode": ("'floor'", "None"), "mode": ("'clip'",), "device": ("'CPU'",), "size": ("(2, 3)",),
    "fill_value": ("2.0",), "dims": ("(1, 0)",), "tile.dims": ("(2, 1)",), "reps": ("(2, 1)",),
    "permute.axis": ("(1, 0)",), "broadcast_to.shape": ("(2, 2, 2)",), "shape": ("(4, 1)",), "chunks": ("2",),
    "split_size": ("1", "(1, 1)"), "split_size_or_sections": ("2", "(1, 1)"), "k": ("1",), "length": ("1",),
    "start": ("0",), "repeats": ("2", "(1, 2)"), "repeat.repeats": ("(2, 1)",), "output_size": ("4",), "bins": ("3",),
    "min": ("0.5", "f(2, 2)"), "max": ("1.5", "f(2, 2)"), "histc.min": ("0.0",), "histc.max": ("2.0",),
    "shifts": ("1",), "roll.dims": ("1",), "start_dim": ("0",), "end_dim": ("1",), "initial": ("1.0",),
    "where.other": ("f(2, 2)", "2.0"), "max.where": ("b(2, 2)",), "min.where": ("b(2, 2)",), "minlength": ("3",),
    "transpose.axes": ("(1, 0)",), "transpose.dim0": ("0",), "transpose.dim1": ("1",), "weights": ("f(3)",),
    "dtype": ("ms.float64",), "view.dtype": ("ms.int32",), "to.other": ("t([1.0, 2.0], 'float16')",),
    "decimals": ("0",),
    "lambd": ("0.5",), "rtol": ("0.1",), "atol": ("0.1",), "alpha": ("2",), "beta": ("2",),
    "weight": ("0.5", "f(2, 2)"),
    "axis": ("1", "(0, 1)", "None"), "dim": ("1", "(0, 1)", "None"), "ddof": ("1",), "correction": ("1",),
    "diagonal": ("1",), "lerp.input": (_SQUARE,), "tensor1": (_SQUARE,), "input": (_SQUARE,), "offset": ("0",),
    "sorted": ("True",), "return_inverse": ("True",), "return_counts": ("True",), "accumulate": ("True",),
    "wrap": ("True",), "keepdim": ("True",), "nan": ("1.0",), "posinf": ("1.0",), "neginf": ("1.0",),
    "where.input": ("f(2, 2)",),
}  # fmt: skip
_BY_TYPE = (("bool", "True"), ("int", "1"), ("number", "2"), ("float", "2.0"), ("mstype", "ms.float64"))


def _values(method: str, name: str, kinds: str) -> tuple[str, ...]:
    given = _VALUES.get(f"{method}.{name}") or _VALUES.get(name)
    if given:
        return given
    found = ("f(2, 2)",) if "tensor" in kinds.lower() or "Any" in kinds or not kinds else ()
    found += tuple(text for kind, text in _BY_TYPE if kind in re.split(r"[,\s]+", kinds.lower()))[:1]
    return found or ("True",)


def calls(method: str, lists: list[Overload]) -> Iterator[str]:
    """Argument lists as text: each signature by position, by keyword and mixed, and keywords of one with another's."""
    made: list[str] = []
    for one in lists:
        value = {name: _values(method, name, one.types[name]) for name in one.names}
        for count in range(len(one.positional) + 1):
            for texts in itertools.islice(itertools.product(*(value[name] for name in one.positional[:count])), 6):
                made.append(", ".join(texts))
        for count in range(1, len(one.names) + 1):
            made.append(", ".join(f"{name}={value[name][0]}" for name in one.names[:count]))
        for name in one.names:
            made += [f"{name}={text}" for text in value[name]]
            before = one.positional[: one.positional.index(name)] if name in one.positional else one.positional
            for count in range(len(before) + 1):
                made.append(", ".join([*(value[other][0] for other in before[:count]), f"{name}={value[name][0]}"]))
    for one, other in itertools.permutations(lists, 2):
        for a, b in itertools.product(one.names, other.names):
            if a not in other.names and b not in one.names:
                first, second = (_values(method, n, o.types[n])[0] for n, o in ((a, one), (b, other)))
                made.append(f"{a}={first}, {b}={second}")
                if one.positional and a != one.positional[0]:
                    continue
                made.append(f"{first}, {b}={second}")
    made.append("no_such_name=1")
    yield from dict.fromkeys(made)


def self_of(method: str) -> str:
    """The tensor that a method is called on."""
    return _SELVES.get(method, _SQUARE)


def method(name: str) -> Callable[..., Any]:
    return getattr(mindspore.Tensor([[1.0, 2.0], [3.0, 4.0]]), name)
