"""The checks of types, names and data that programs take from `mindspore._checkparam`. Source: that module of 2.10."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from typing import Any

from msshim._src.runtime.context import get_context
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor import validators
from msshim._src.tensor.dtype import TensorType, Type
from msshim._src.tensor.validators import _RELATIONS, _who


def check(
    arg_name: str,
    arg_value: Any,
    value_name: str,
    value: Any,
    rel: int = validators.EQ,
    prim_name: str | None = None,
    excp_cls: type[Exception] = ValueError,
) -> Any:
    """A value that stands in the relation `rel` to another; else `excp_cls`."""
    sign, holds = _RELATIONS[rel]
    if not holds(arg_value, value):
        raise excp_cls(f"{_who(arg_name, prim_name)} must be {sign} {value_name}: {value}, but got {arg_value!r}.")
    return arg_value


def check_is_number(arg_value: Any, arg_type: type, arg_name: str | None = None, prim_name: str | None = None) -> Any:
    """A finite number of a type; TypeError for another, bool included, ValueError for infinity and nan."""
    if not isinstance(arg_value, arg_type) or isinstance(arg_value, bool):
        raise TypeError(f"{_who(arg_name, prim_name)} must be of type {arg_type.__name__}, but got {arg_value!r}.")
    if not math.isfinite(arg_value):  # type: ignore[arg-type]
        raise ValueError(f"{_who(arg_name, prim_name)} must be finite, but got {arg_value!r}.")
    return arg_value


def _matches(pattern: str) -> Callable[..., bool]:
    def matched(target: str, reg: str | None = None, flag: Any = re.ASCII, prim_name: str | None = None) -> bool:
        """True for a str that a pattern describes; else ValueError."""
        if re.match(reg or pattern, target, flag) is None:
            raise ValueError(f"{_who(target, prim_name)} must match {reg or pattern!r}.")
        return True

    return matched


check_str_by_regular = _matches(r"^\w+[0-9a-zA-Z\_\.]*$")
check_str_and_none_by_regular = _matches(r"^\w*[0-9a-zA-Z\_\.\-]*$")


def check_file_name_by_regular(target: Any, reg: str | None = None, prim_name: str | None = None) -> bool:
    """True for the name of a file; TypeError for no str, ValueError for a folder or odd letters."""
    if not isinstance(target, str):
        raise TypeError(f"{_who(str(target), prim_name)} must be a str, but got {target!r}.")
    if target.endswith(("\\", "/")):
        raise ValueError(f"{_who(target, prim_name)} must be the name of a file, not of a folder.")
    pattern = reg or r"^[0-9a-zA-Z@\_\-\.\:\/\\]+$"
    if re.match(pattern, target) is None:
        raise ValueError(f"{_who(target, prim_name)} must match {pattern!r}.")
    return True


def check_pad_value_by_mode(pad_mode: str, padding: Any, prim_name: str) -> Any:
    """The padding; ValueError unless it is 0 or the mode is 'pad'."""
    if pad_mode != "pad" and padding != 0:
        raise ValueError(f"For '{prim_name}', 'padding' must be 0 where 'pad_mode' is {pad_mode!r}, but got {padding}.")
    return padding


def check_valid_input(arg_name: str, arg_value: Any, prim_name: str) -> Any:
    """The value; ValueError for None."""
    if arg_value is None:
        raise ValueError(f"For '{prim_name}', '{arg_name}' must not be None.")
    return arg_value


# Types


def _listed(kinds: Any) -> list[Any]:
    return list(kinds) if isinstance(kinds, Iterable) else [kinds]


def _element(kind: Any) -> Any:
    return kind.element_type() if isinstance(kind, TensorType) else kind


def _all_same(args: dict[str, Any], prim_name: str) -> None:
    (first, kind), *others = args.items()
    for name, other in others:
        if other != kind:
            raise TypeError(f"For '{prim_name}', '{name}' must be of the type of '{first}', {kind}, but got {other}.")


def check_types_same_and_valid(args: dict[str, Any], valid_values: Any, prim_name: str) -> None:
    """Raise TypeError unless types are all the same, and one of some."""
    for name, kind in args.items():
        validators.check_subclass(name, kind, valid_values, prim_name)
    _all_same(args, prim_name)


def check_tensors_dtypes_same_and_valid(args: dict[str, Any], valid_dtypes: Any, prim_name: str) -> None:
    """Raise TypeError unless types of Tensors are all the same, of one of some dtypes."""
    check_types_same_and_valid(args, [TensorType(dtype) for dtype in _listed(valid_dtypes)], prim_name)


def check_tensor_dtype_valid(arg_name: str, arg_type: Any, valid_dtypes: Any, prim_name: str) -> None:
    """Raise TypeError unless a type is that of Tensors of one of some dtypes."""
    validators.check_subclass(arg_name, arg_type, [TensorType(dtype) for dtype in _listed(valid_dtypes)], prim_name)


def check_scalar_or_tensor_types_same(
    args: dict[str, Any], valid_values: Any, prim_name: str, allow_mix: bool = False
) -> None:
    """Raise TypeError unless types have one dtype of some; `allow_mix` says that numbers and Tensors go together."""
    for name, kind in args.items():
        if _element(kind) not in valid_values:
            raise TypeError(f"For '{prim_name}', '{name}' must be of one of {valid_values}, but got {kind}.")
    if not allow_mix and len({isinstance(kind, TensorType) for kind in args.values()}) > 1:
        raise TypeError(f"For '{prim_name}', {list(args)} must be all Tensors or all numbers, but got {args}.")
    _all_same({name: _element(kind) for name, kind in args.items()}, prim_name)


def check_type_name(arg_name: str, arg_type: Any, valid_types: Any, prim_name: str | None) -> Any:
    """The dtype, of a Tensor's type that of its elements; TypeError unless it is one of some."""
    kind = _element(arg_type)
    if kind not in _listed(valid_types):
        raise TypeError(f"{_who(arg_name, prim_name)} must be one of {_listed(valid_types)}, but got {kind!r}.")
    return kind


def check_type_support(dtype: Any, device: str, supported_dtypes: Any) -> bool:
    """Whether a dtype is one of some, or the device is another one."""
    return dtype in supported_dtypes or get_context("device_target") != device


def check_astype_dtype(dtype: Any) -> Any:
    """The dtype that `astype` is asked for; TypeError for what is none."""
    if isinstance(dtype, (str, type)):
        plain = {"float": mstype.float64, "int": mstype.int64, "bool": mstype.bool_}
        name = dtype.lower() if isinstance(dtype, str) else None
        found = plain.get(name) or getattr(mstype, name, None) if name else mstype.pytype_to_dtype(dtype)
        if isinstance(found, Type):
            return found
    elif dtype in (*mstype.number_type, mstype.bool_):
        return dtype
    raise TypeError(
        f"The 'dtype' of astype must be a dtype of numbers or bools, or the name of one, but got {dtype!r}."
    )


def check_element_type_of_dict(
    arg_name: str, arg_value: Any, key_types: Any, value_types: Any, prim_name: str | None = None
) -> None:
    """Raise TypeError unless a value is a dict with keys and values of some types."""
    validators.check_value_type(arg_name, arg_value, [dict], prim_name)
    for items, kinds, what in ((arg_value.keys(), key_types, "keys"), (arg_value.values(), value_types, "values")):
        for item in items:
            if not isinstance(item, tuple(kinds)):
                raise TypeError(f"{_who(arg_name, prim_name)} must have {what} of {list(kinds)}, but got {item!r}.")


def check_size_and_element_type_of_tuple(
    arg_name: str, arg_value: Any, expect_size: int, expect_element_type: type, prim_name: str | None = None
) -> None:
    """Raise TypeError unless a value is a tuple of values of a type, ValueError unless it has so many."""
    validators.check_value_type(arg_name, arg_value, [tuple], prim_name)
    validators.check_equal_int(len(arg_value), expect_size, f"{arg_name} size", prim_name)
    validators.check_element_type_of_iterable(arg_name, arg_value, [expect_element_type], prim_name)


# Data


def check_input_format(input_param: Any) -> Any:
    """'NCHW'; ValueError for anything else."""
    if input_param != "NCHW":
        raise ValueError(f"The data format must be NCHW, but got {input_param!r}.")
    return input_param


def check_input_data(*data: Any, data_class: Any) -> None:
    """Raise TypeError unless all in nested data is of some classes, None for None; ValueError for empty Tensors."""
    kinds = data_class if isinstance(data_class, (tuple, list)) else [data_class]
    for item in data:
        if isinstance(item, (list, tuple, dict)):
            check_input_data(*(item.values() if isinstance(item, dict) else item), data_class=data_class)
        elif not any(item is None if kind is None else isinstance(item, kind) for kind in kinds):
            raise TypeError(f"The input data must be of {kinds}, or of tuples, lists and dicts of them, not {item!r}.")
        elif getattr(item, "size", 1) == 0:
            raise ValueError("The input data must not be empty.")


def check_input_dataset(*dataset: Any, dataset_type: Any) -> bool:
    """Whether there are datasets, all of a type."""
    return bool(dataset) and all(isinstance(item, dataset_type) for item in dataset)


def check_output_data(data: Any) -> None:
    """Raise RuntimeError for None."""
    if data is None:
        raise RuntimeError("The output data must not be None; look at the network and its input data.")


def max_(*args: Any) -> Any:
    """Python's max."""
    return max(*args)


def min_(*args: Any) -> Any:
    """Python's min."""
    return min(*args)


def is_stub_tensor(tensor: Any) -> bool:
    """Whether MindSpore still computes a tensor; there are none here, as in 2.10."""
    return hasattr(tensor, "stub")


def _repeated(count: int) -> Callable[[Any], tuple[int, ...]]:
    def expand(m: Any) -> tuple[int, ...]:
        """An int several times, or a tuple or list of so many as a tuple; TypeError for anything else."""
        values = tuple(m) if isinstance(m, (tuple, list)) else (m,) * count
        if len(values) != count or not all(type(value) is int for value in values):
            raise TypeError(f"The value must be an int or {count} of them, but got {m!r}.")
        return values

    return expand


once_sequence, twice_sequence, triple_sequence = _repeated(1), _repeated(2), _repeated(3)
