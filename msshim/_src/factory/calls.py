"""What functions, methods and the calls of primitives share: arguments in, one torch call, the result out.

The generated body is one frame over torch. A call that succeeds is never examined; one that fails is explained by the
row (`rules/errors.py`). Any torch tensor among the arguments makes the answer torch's; else it is MindSpore's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch

from msshim._src.factory.source import leading, takes
from msshim._src.rules import numbers
from msshim._src.rules.errors import explain_call
from msshim._src.rules.refusals import early
from msshim._src.tables.model import REQUIRED, Input, Parameter, Row
from msshim._src.tensor.dtype import dtype_to_torch, named_to_torch
from msshim._src.tensor.interop import holds_torch, to_handles, to_values
from msshim._src.tensor.plain import fitted, plain
from msshim._src.tensor.tensor import Tensor, wrap
from msshim._src.tensor.writes import place, put

Entries = Sequence[Parameter]
Values = tuple[Any, ...]

_UNWRAP = "{0}._t if isinstance({0}, _Tensor) else {0}"
_CONVERSIONS = {
    "tensor": _UNWRAP,
    "tensor_or_none": _UNWRAP,
    "tensor_or_number": _UNWRAP,
    "tensors": "_to_values({0})",
    "any": "_to_values({0})",
    "ints": "_ints({0})",
    "dtype": "None if {0} is None else _to_dtype({0})",
}
_ONE = ("tensor", "tensor_or_none", "tensor_or_number")
_SEVERAL = ("tensors", "any")


def _no_tensor() -> None:
    raise TypeError("an argument must be a Tensor.")  # errors.explain_call says which


NAMES: dict[str, Any] = {
    "_Tensor": Tensor,
    "_Torch": torch.Tensor,
    "_no_tensor": _no_tensor,
    "_holds_torch": holds_torch,
    "_place": place,
    "_put": put,
    "_to_values": to_values,
    "_to_dtype": dtype_to_torch,
}
"""What a generated body uses, besides `names`."""


def ints(value: Any) -> Any:
    """An axis, a shape or a size as torch takes it: a Tensor as its numbers."""
    if type(value) is int:
        return value
    if isinstance(value, (list, tuple)):
        return tuple([item if type(item) is int else _number(item) for item in value])
    return value.tolist() if isinstance(value, (Tensor, torch.Tensor)) else value


def _number(item: Any) -> Any:
    return item.item() if isinstance(item, (Tensor, torch.Tensor)) else item


def python_ints(value: Any) -> Any:
    """`ints` where MindSpore refuses some other numbers that torch takes: the call fails at them, and is looked at."""
    if type(value) is int:
        return value
    if isinstance(value, (list, tuple)):
        return tuple([item if type(item) is int else _other(item) for item in value])
    return value.tolist() if isinstance(value, (Tensor, torch.Tensor)) else value


def _other(item: Any) -> Any:
    if isinstance(item, (list, tuple)):
        return python_ints(item)
    if isinstance(item, int) and not isinstance(item, bool):  # a mutable one
        return int(item)
    raise TypeError(f"the items must be ints, but one is {item!r}.")


def names(row: Row, call: Callable[..., Any]) -> dict[str, Any]:
    """The values that the body of a row's call closes over."""

    # Functions and not the row: of what a method closes over, torch.compile takes only functions and constants.
    def again(given: Mapping[str, Any], error: Exception) -> Values:
        numbers.check(row.qualified, given)
        found = {name: plain(value, name not in kept, name not in open_) for name, value in given.items()}
        if "without overflow" in str(error):
            found = fitted(found)
        if all(found[name] is value for name, value in given.items()):
            raise explain_call(row, given, error) from None
        return tuple(found.values())

    def again_open(args: Values, kwargs: dict[str, Any], error: Exception) -> tuple[Values, dict[str, Any]]:
        given: dict[Any, Any] = {**dict(enumerate(args)), **kwargs}
        numbers.check(row.qualified, given)
        found = {name: value if name == 0 else plain(value) for name, value in given.items()}
        if "without overflow" in str(error):
            found = fitted(found)
        if all(found[name] is value for name, value in given.items()):
            raise explain_call(row, given, error) from None
        return tuple(found[k] for k in range(len(args))), {name: found[name] for name in kwargs}

    # Where a Tensor is what is asked for, it is no number.
    kept = {p.variable for p in (*row.inputs, *row.signature) if p.type in (*_ONE, "tensors")}
    open_ = kept | {p.variable for p in (*row.inputs, *row.signature) if p.type == "any"}
    wraps = to_handles if row.many else wrap
    made = {
        **NAMES,
        "_row": row,
        "_again": again,
        "_again_open": again_open,
        "_call": call,
        "_ints": ints,
        "_python_ints": python_ints,
        "_wrap": wraps,
    }
    if row.namespace == "numpy":  # where a dtype may come as text or as a Python type
        made["_to_dtype"] = named_to_torch
    return made


def read(parameter: Parameter, text: str) -> str:
    """`text`, which reads what a primitive keeps of a parameter, as the call takes it: a dtype as torch's."""
    return _CONVERSIONS["dtype"].format(text) if parameter.type == "dtype" else text


def _converted(p: Parameter, row: Row) -> str:
    """The text that converts an argument; what must be a Tensor and is none is refused, at no cost to a Tensor."""
    text = _CONVERSIONS[str(p.type)].format(p.variable)
    if p.type == "ints" and any(f.early and f.parameter == f"{p.variable}[]" for f in numbers.facts(row.qualified)):
        return f"_python{text}"
    needed = p.type == "tensor" and p.default is REQUIRED
    return f"{text} if isinstance({p.variable}, _Torch) else _no_tensor()" if needed else text


def _tensor(p: Parameter) -> str:
    """Whether an argument is a tensor once it is converted; see `refusals.early`."""
    return "one" if p.type == "tensor" and p.default is REQUIRED else "any" if p.type in _CONVERSIONS else ""


def body(
    row: Row,
    call: Callable[..., Any],
    given: Entries,
    kept: Mapping[str, str],
    names: dict[str, Any],
    method: bool = False,
) -> list[str]:
    """The lines of a function over the arguments `given`; `kept` is what else the call may use, as text.

    What is looked at before the call goes into `names`.
    """
    texts = {p.variable: f"{p.variable}_" if p.type in _CONVERSIONS else p.variable for p in given}
    convert = [f"    {p.variable}_ = {_converted(p, row)}" for p in given if p.type in _CONVERSIONS]
    if method:
        convert[:1] = ["    self_ = self._t"]
    convert += [line for p in given for line in early(row.qualified, p.variable, _tensor(p), names)]
    convert[:0] = [line for p in given for line in numbers.early(row, p, names)]
    call_line = f"_call({_call_text(row, call, given, {**kept, **texts})})"
    if row.inplace:
        first, *others = [texts[p.variable] for p in given if p.type in _CONVERSIONS]
        call_line = f"_call({_call_text(row, call, given, {**kept, **texts, given[0].variable: 'place'})})"
        done = [f"    place = _place({', '.join([first, *others])})", f"    {call_line}"]
        done += [f"    if place is not {first}:", f"        _put({first}, place)", f"    return {given[0].variable}"]
    elif method or not (torches := _torch_tests(given)):
        done = [f"    return _wrap({call_line})"]
    else:
        done = [f"    if {torches}:", f"        return {call_line}", f"    return _wrap({call_line})"]
    shown = ", ".join(f"{p.variable!r}: {p.variable}" for p in given)
    again = f"_again({{{shown}}}, error)"
    return attempts([*convert, *done], f"{', '.join(p.variable for p in given)}, = {again}" if given else again)


def attempts(lines: list[str], again: str) -> list[str]:
    """A body whose `lines` return. A call that fails is made again with Python's numbers for others, or explained."""
    return [
        "while True:",
        "    try:",
        *(f"    {line}" for line in lines),
        "    except Exception as error:",
        f"        {again}",
    ]


def _torch_tests(given: Entries) -> str:
    """Whether torch tensors came in; what was unwrapped is none, and `is` costs less than `isinstance`."""
    tests = [f"{p.variable}_ is {p.variable} and isinstance({p.variable}, _Torch)" for p in given if p.type in _ONE]
    return " or ".join(tests + [f"_holds_torch({p.variable})" for p in given if p.type in _SEVERAL])


def _call_text(row: Row, call: Callable[..., Any], given: Entries, texts: Mapping[str, str]) -> str:
    """The call's arguments: a kernel of ours is matched by torch's names or MindSpore's, torch's by its own."""
    entries = [*given, *(p for p in row.signature if p not in given)]
    if not row.call.startswith("msshim."):
        first, *rest = [p for p in entries if p.torch or isinstance(p, Input)]
        named = [f"{p.to or p.torch or p.name}={texts[p.variable]}" for p in rest]
        return ", ".join([texts[first.variable], *named])
    offered = dict(texts)
    offered |= {name: texts[p.variable] for p in entries for name in (p.torch, p.to) if name}
    wanted = takes(call, star=False) or []
    spread = [f"*{texts[p.variable]}" for p in entries if str(p.name).startswith("*") and p.variable not in wanted]
    before = [offered[name] for name in leading(call) if name in offered] if spread else []  # `def kernel(x, *sizes)`
    named = [f"{name}={offered[name]}" for name in wanted if name in offered]
    return ", ".join([*before, *spread, *named[len(before) :]])
