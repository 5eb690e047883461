"""What programs say of inputs whose sizes change, and whether a call keeps to it.

`Cell.set_inputs` is asked where MindSpore compiles a graph: in GRAPH_MODE at the outermost call, outside of gradients,
and under `jit`. `enable_dynamic` is asked under `jit` alone. Source: mindspore of 2.10, and measured on it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import torch

from msshim._src.cell.parameter import Parameter
from msshim._src.runtime import mode
from msshim._src.runtime.context import GRAPH_MODE, get_context
from msshim._src.tensor.mutable import is_mutable
from msshim._src.tensor.tensor import Tensor

SAID = "__enable_dynamic__"
"""The attribute of a function under which `enable_dynamic` keeps what was said."""
_ANY_RANK = (-2,)


def enable_dynamic(**kwargs: Any) -> Callable[[Any], Any]:
    """Say which inputs of a function under `jit` come in other sizes; each call is checked for it.

    Args:
        kwargs: By an input's name a Tensor with None in its shape or for it; or a tuple or list with such a one.

    Raises:
        TypeError: A value holds anything else, no size of it is free, or it has a size of 0.
        ValueError: There is no value, or none of the inputs has that name. At a call: a size is another one.
    """
    if not kwargs:
        raise ValueError("When using decorator enable_dynamic, at least one input must be given.")
    for name, value in kwargs.items():
        leaves = list(_leaves(value, name))
        if not any(_is_free(leaf, name) for leaf in leaves):
            raise TypeError(f"When using decorator enable_dynamic, the shape of '{name}' must have a None.")

    def decorator(func: Any) -> Any:
        if not inspect.isfunction(func) and not inspect.ismethod(func):
            raise ValueError(f"Decorator enable_dynamic takes a function or method, but got {func!r}.")
        names = [name for name in inspect.signature(func).parameters if name != "self"]
        if len(kwargs) > len(names):
            raise ValueError(
                f"When using decorator enable_dynamic, there must not be more values than inputs, which are {names}, "
                f"but got {list(kwargs)}."
            )
        for name in kwargs:
            if name not in names:
                raise ValueError(f"{name!r} is not in {names}, the inputs of the function under enable_dynamic.")
        inner = inspect.unwrap(func)
        setattr(getattr(inner, "__func__", inner), SAID, kwargs)
        return func

    return decorator


def _leaves(value: Any, name: str) -> Iterator[Tensor]:
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _leaves(item, name)
    else:
        raise TypeError(
            f"The decorator enable_dynamic takes Tensors, or tuples and lists of them, but '{name}' holds {value!r}."
        )


def _is_free(tensor: Tensor, name: str) -> bool:
    shape = tensor.shape
    if shape == _ANY_RANK:
        return True
    if -1 in shape and any(size != -1 and size <= 0 for size in shape):
        raise TypeError(f"The argument '{name}' must have positive sizes or None in its shape, but it is {shape}.")
    return -1 in shape


# Where calls are checked


def check_jit(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """Raise where a call of a function under `jit` does not fit what was said of it."""
    said = getattr(function, SAID, None)
    inputs = (
        getattr(args[0], "_dynamic_inputs", None) if args and getattr(function, "__name__", "") == "construct" else None
    )
    if not said:
        if inputs:
            given = _positional(function, args, kwargs)[1:]
            if isinstance(inputs, tuple) and len(inputs) != len(given):
                raise ValueError(
                    f"The number of actual input tensors must be that of set_inputs, {len(inputs)}, not {len(given)}."
                )
            _check_inputs(inputs, given)
        return
    if inputs:
        raise ValueError("When `enable_dynamic` is used, the inputs must not be set by `set_inputs`, too.")
    if get_context("mode") == GRAPH_MODE and function.__name__ == "construct":
        raise ValueError("When using GRAPH_MODE with a Cell, 'enable_dynamic' must not be used.")
    bound = inspect.signature(function).bind(*args, **kwargs).arguments
    for name, expected in said.items():
        _check_dynamic(expected, bound[name], name)
    order = list(inspect.signature(function).parameters)
    offset = int(order[0] == "self")
    _check_symbols({order.index(name) - offset: (expected, bound[name]) for name, expected in said.items()})


def check_cell(cell: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """Before each call of a cell with `set_inputs`: raise where the inputs are others than those."""
    if torch.compiler.is_compiling() or mode.records():
        return
    if cell._dynamic_inputs and (cell._jitted or get_context("mode") == GRAPH_MODE):
        given = _positional(cell.construct, args, kwargs)
        check_number(cell.construct, given)
        _check_inputs(cell._dynamic_inputs, given)


def check_number(construct: Callable[..., Any], inputs: tuple[Any, ...]) -> None:
    """Raise TypeError where `construct` takes another number of inputs."""
    kinds = [(parameter.kind, parameter.default) for parameter in inspect.signature(construct).parameters.values()]
    if any(kind in (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD) for kind, _ in kinds):
        return
    defaults = [default for kind, default in kinds if kind is inspect.Parameter.POSITIONAL_OR_KEYWORD]
    least = sum(default is inspect.Parameter.empty for default in defaults)
    if not least <= len(inputs) <= len(defaults):
        raise TypeError(
            f"For 'Cell', the function construct requires {least} positional arguments and takes {len(defaults)}, "
            f"but got {len(inputs)}; so must set_inputs."
        )


def _positional(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, ...]:
    return inspect.signature(function).bind(*args, **kwargs).args if kwargs else args


# What fits


def _check_inputs(inputs: Any, given: tuple[Any, ...]) -> None:
    """`inputs` are those of `set_inputs`: all of them, or some by their places."""
    if isinstance(inputs, tuple):
        _same_number(inputs, given)
        pairs = dict(enumerate(zip(inputs, given, strict=True)))
    else:
        pairs = {place: (expected, given[place]) for place, expected in inputs["arg_specified_infos"]}
    for place, (expected, value) in pairs.items():
        if is_mutable(expected) != is_mutable(value):
            kinds = ("a mutable one", "a static one")[:: 1 if is_mutable(expected) else -1]
            raise TypeError(
                f"For set_inputs, the {place + 1}th input must be {kinds[0]}, but got {kinds[1]}: {value!r}."
            )
        if is_mutable(expected):
            _check_mutable(place, expected, value)
        elif not _same(expected, value):
            raise _unlike(place, expected, value)
    for place, (expected, value) in pairs.items():
        if isinstance(expected, Tensor) and isinstance(expected, Parameter) != isinstance(value, Parameter):
            raise TypeError(
                f"For 'set_inputs', the {place + 1}th input must be a {type(expected).__name__}, "
                f"but got a {type(value).__name__}."
            )
    _check_symbols(pairs)


def _same_number(expected: Any, given: Any) -> None:
    if len(expected) != len(given):
        raise ValueError(f"For set_inputs, there must be {len(expected)} inputs, but got {len(given)}.")


def _unlike(place: int, expected: Any, given: Any) -> ValueError:
    return ValueError(f"For set_inputs, the {place + 1}th input must be {expected!r}, but got {given!r}.")


def _check_mutable(place: int, expected: Any, given: Any) -> None:
    if isinstance(expected, Tensor) and isinstance(given, Tensor):
        _check_tensor(place, expected, given)
    elif isinstance(expected, (tuple, list)) and isinstance(given, (tuple, list)):
        if any(getattr(value, "__ms_dynamic_len__", False) for value in (expected, given)):
            return
        _same_number(expected, given)
        for inner, (one, other) in enumerate(zip(expected, given, strict=True)):
            _check_mutable(inner, one, other)
    elif (isinstance(expected, (Tensor, tuple, list, dict)) or not isinstance(given, expected.__class__)) and not _same(
        expected, given
    ):
        raise _unlike(place, expected, given)


def _check_tensor(place: int, expected: Tensor, given: Tensor) -> None:
    wanted, shape = expected.shape, given.shape
    if wanted != _ANY_RANK and len(wanted) != len(shape):
        raise ValueError(
            f"For set_inputs, the {place + 1}th input must have {len(wanted)} dimensions, but it has {len(shape)}."
        )
    if not _fits(wanted, shape):
        raise ValueError(f"For set_inputs, the {place + 1}th input must have the shape {wanted}, but it has {shape}.")
    if expected.dtype != given.dtype:
        raise TypeError(
            f"For set_inputs, the {place + 1}th input must be a Tensor of {expected.dtype}, but it is of {given.dtype}."
        )


def _fits(wanted: tuple[int, ...], shape: tuple[int, ...]) -> bool:
    return wanted == _ANY_RANK or (
        len(wanted) == len(shape) and all(one in (-1, other) for one, other in zip(wanted, shape, strict=True))
    )


def _same(one: Any, other: Any) -> bool:
    """Whether two constants are the same: in type and value, and a Tensor only itself."""
    if one is other:
        return True
    if type(one) is not type(other) or isinstance(one, Tensor):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, (tuple, list)):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)


def _check_dynamic(expected: Any, given: Any, name: str) -> None:
    """As `_check_mutable`, for `enable_dynamic`."""
    if isinstance(expected, Tensor) and isinstance(given, Tensor):
        if expected.dtype != given.dtype:
            raise TypeError(
                f"When using decorator enable_dynamic, '{name}' must be a Tensor of {expected.dtype}, "
                f"but it is of {given.dtype}."
            )
        if not _fits(expected.shape, given.shape):
            raise ValueError(
                f"When using decorator enable_dynamic, '{name}' must have the shape {expected.shape}, "
                f"but it has {given.shape}."
            )
    elif isinstance(expected, (tuple, list)) and isinstance(given, (tuple, list)):
        if not is_mutable(given):
            raise ValueError(
                f"When using decorator enable_dynamic, '{name}' must be made `mutable`, but got {given!r}."
            )
        _check_items(expected, given, name)
    else:
        raise TypeError(
            f"When using decorator enable_dynamic, '{name}' must be a Tensor, or a tuple or list of them, as was said, "
            f"but got {given!r}."
        )


def _check_items(expected: Any, given: Any, name: str) -> None:
    if len(expected) != len(given):
        raise ValueError(f"Input sequences must have the same length: {len(expected)} for '{name}', not {len(given)}.")
    for one, other in zip(expected, given, strict=True):
        if isinstance(one, (tuple, list)) and isinstance(other, (tuple, list)):
            _check_items(one, other, name)
        else:
            _check_dynamic(one, other, name)


def _check_symbols(pairs: dict[int, tuple[Any, Any]]) -> None:
    unique: dict[int, int] = {}
    for place, (expected, given) in pairs.items():
        if not isinstance(expected, Tensor) or not isinstance(given, Tensor):
            continue
        for axis, (said, size) in enumerate(zip(expected.symbolic_shape or (), given.shape, strict=False)):
            if isinstance(said, dict):
                what = f"The {axis + 1}th size of the {place + 1}th input"
                _check_symbol(said, size, what)
                first = unique.setdefault(said["id"], size) if "id" in said else size
                if first != size:
                    raise ValueError(f"{what} must be {first}, as the others of its unique Symbol, but it is {size}.")


def _check_symbol(said: dict[str, int], size: int, what: str) -> None:
    if size < said.get("min", 0):
        raise ValueError(f"{what} must be greater than or equal to the 'min' {said['min']} of its Symbol, not {size}.")
    if size > said.get("max", size):
        raise ValueError(f"{what} must be less than or equal to the 'max' {said['max']} of its Symbol, not {size}.")
    divisor, rest = said.get("divisor", 1), said.get("remainder", 0)
    if size % divisor != rest or size < divisor + rest:
        raise ValueError(f"{what} must be {divisor} * n + {rest} with n > 0, as its Symbol says, but it is {size}.")
