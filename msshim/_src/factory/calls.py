"""What functions, methods and the calls of primitives share: arguments in, one torch call, the result out.

The generated body is one frame over torch. A call that succeeds is never examined; one that fails is made again with
Python's numbers for others, or explained by the row (`rules/errors.py`). Any torch tensor among the arguments makes the
answer torch's; else it is MindSpore's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from textwrap import dedent
from typing import Any

from msshim._src.factory.signature import Signature
from msshim._src.factory.source import fill
from msshim._src.rules.errors import explain_call
from msshim._src.rules.refusals import NUMBERS, as_ints, early, early_among, entries, refused
from msshim._src.tables.model import REQUIRED, Parameter, Row
from msshim._src.tensor.dtype import dtype_to_torch, named_to_torch
from msshim._src.tensor.interop import holds_torch, ints, python_ints, to_values
from msshim._src.tensor.plain import fitted, plain
from msshim._src.tensor.writes import place, put

Values = tuple[Any, ...]

_CALL = """
while True:
    try:
        $reading
        $calling
    except Exception as error:
        $given = $again
"""
_EITHER = """
if $torches:
    return _call($values)
return _wrap(_call($values))
"""
_INPLACE = """
place = _place($tensors)
_call($values)
if place is not $first:
    _put($first, place)
return $own
"""
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


_NAMES: dict[str, Any] = {
    "_no_tensor": _no_tensor,
    "_holds_torch": holds_torch,
    "_place": place,
    "_put": put,
    "_to_values": to_values,
    "_to_dtype": dtype_to_torch,
    "_ints": ints,
    "_python_ints": python_ints,
}


def body(signature: Signature, given: Sequence[Parameter]) -> str:
    """The lines of a function over the arguments `given`: each as the call takes it, the call, and its result."""
    row, names = signature.row, signature.names
    names |= _NAMES | {"_again": _again(row)}
    if row.namespace == "numpy":  # where a dtype may come as text or as a Python type
        names["_to_dtype"] = named_to_torch
    read = [p for p in given if p.type in _CONVERSIONS]
    signature.reads |= {p.variable: f"{p.variable}_" if p in read else p.variable for p in given}
    lines = [f"{p.variable}_ = {_argument(p, row)}" for p in read]
    lines += [dedent("\n".join(early(row, p, _tensor(p), names))) for p in given]
    values = signature.passed(**({given[0].variable: "place"} if row.inplace else {}))
    torches = [f"{p.variable}_ is {p.variable} and isinstance({p.variable}, _Torch)" for p in read if p.type in _ONE]
    torches += [f"_holds_torch({p.variable})" for p in read if p.type in _SEVERAL]
    calling = _calling(row, values, [f"{p.variable}_" for p in read], given[0].variable if given else "", torches)
    shown = ", ".join(f"{p.variable!r}: {p.variable}" for p in given)
    taken = "".join(f"{p.variable}, " for p in given) or "()"
    return fill(_CALL, reading=lines, calling=calling, given=taken.strip(), again=f"_again({{{shown}}}, error)")


def variadic(signature: Signature, checking: str) -> str:
    """The same where MindSpore tells overloads apart at the call: the kernel's own signature takes the arguments.

    checking: the lines that look at the arguments before the call.
    """
    row, names = signature.row, signature.names
    again = _again(row)

    def again_open(args: Values, kwargs: dict[str, Any], error: Exception) -> tuple[Values, dict[str, Any]]:
        found = again({**dict(enumerate(args)), **kwargs}, error)
        return found[: len(args)], dict(zip(kwargs, found[len(args) :], strict=True))

    names |= _NAMES | {"_again": again_open}
    method = row.kind == "method"
    lines = [dedent("\n".join(early_among(row, names))), checking, *(["self_ = self._t"] if method else [])]
    first = "place, " if row.inplace else "self_, " if method else ""
    values = f"{first}*_to_values(args), **_to_values(kwargs)"
    calling = _calling(row, values, ["self_"], "self", ["_holds_torch((args, kwargs))"])
    given, taken = ("(self, *args)", "(_, *args), kwargs") if method else ("args", "args, kwargs")
    return fill(_CALL, reading=lines, calling=calling, given=taken, again=f"_again({given}, kwargs, error)")


def _calling(row: Row, values: str, tensors: Sequence[str], own: str, torches: Sequence[str]) -> str:
    """The call and what is done with its result. tensors: the arguments as they are read, the first given as `own`."""
    if row.inplace:
        return fill(_INPLACE, values=values, tensors=", ".join(tensors), first=tensors[0], own=own)
    if row.kind == "method" or not torches:
        return f"return _wrap(_call({values}))"
    return fill(_EITHER, values=values, torches=" or ".join(torches))


def _again(row: Row) -> Callable[[Mapping[Any, Any], Exception], Values]:
    """What a failed call is given the next time, as a function of what it was given: or it raises what was wrong."""
    # Where a Tensor is what is asked for, it is no number.
    kept = {p.variable for p in (*row.inputs, *row.signature) if p.type in (*_ONE, "tensors")}
    open_ = kept | {p.variable for p in (*row.inputs, *row.signature) if p.type == "any"}

    as_int = as_ints(row.qualified)

    def plainly(name: Any, value: Any) -> Any:
        value = as_int(name, value)
        if row.variadic:
            return value if name == 0 else plain(value)
        return plain(value, name not in kept, name not in open_)

    # A function and not the row: of what a method closes over, torch.compile takes only functions and constants.
    def again(given: Mapping[Any, Any], error: Exception) -> Values:
        if refused(row.qualified, given, NUMBERS):
            raise explain_call(row, given, error) from None
        found = {name: plainly(name, value) for name, value in given.items()}
        if "without overflow" in str(error):
            found = fitted(found)
        if all(found[name] is value for name, value in given.items()):
            raise explain_call(row, given, error) from None
        return tuple(found.values())

    return again


def read(p: Parameter, text: str) -> str:
    """`text`, which reads what a primitive keeps of a parameter, as the call takes it: a dtype as torch's."""
    return _CONVERSIONS["dtype"].format(text) if p.type == "dtype" else text


def _argument(p: Parameter, row: Row) -> str:
    """The text that converts an argument; what must be a Tensor and is none is refused, at no cost to a Tensor."""
    if row.kind == "method" and p is row.signature[0]:
        return "self._t"
    text = _CONVERSIONS[str(p.type)].format(p.variable)
    if p.type == "ints" and any(e.early and e.parameter == f"{p.variable}[]" for e in entries(row.qualified)):
        return f"_python{text}"
    return f"{text} if isinstance({p.variable}, _Torch) else _no_tensor()" if _tensor(p) == "one" else text


def _tensor(p: Parameter) -> str:
    """Whether an argument is a tensor once it is converted; see `refusals.early`."""
    return "one" if p.type == "tensor" and p.default is REQUIRED else "any" if p.type in _CONVERSIONS else ""
