"""Forward mode and Jacobians: `jvp`, `linearize`, `jacfwd`, `jacrev`. Source: mindspore of 2.10."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import torch

from msshim._src.autograd.recorded import Pass, transforming
from msshim._src.autograd.reverse import check_position
from msshim._src.tensor.interop import to_gradients, to_handles, to_torch
from msshim._src.tensor.tensor import Tensor


def _on_torch(fn: Callable[..., Any], has_aux: bool = False, **kwargs: Any) -> Callable[..., Any]:
    """`fn` between torch tensors; with `has_aux` it gives the first output and the others."""

    def run(*args: torch.Tensor) -> Any:
        value = to_torch(fn(*to_handles(args), **kwargs))
        return (value[0], tuple(value[1:])) if has_aux else value

    return run


def _callable(who: str, fn: Any, has_aux: Any) -> None:
    if not callable(fn):
        raise TypeError(f"For '{who}', 'fn' must be callable, but got {fn!r} of type {type(fn).__name__}.")
    if not isinstance(has_aux, bool):
        raise TypeError(f"For '{who}', 'has_aux' must be a bool, but got {has_aux!r}.")


def _several(who: str, inputs: Any, v: Any) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Inputs and tangents as tuples of torch tensors."""
    pairs = []
    for name, value in (("inputs", inputs), ("v", v)):
        items = tuple(value) if isinstance(value, (tuple, list)) else (value,)
        if not all(isinstance(item, Tensor) for item in items):
            raise TypeError(f"For '{who}', '{name}' must be a Tensor or a tuple or list of them, but got {value!r}.")
        pairs.append(to_torch(items))
    if len(pairs[0]) != len(pairs[1]):
        raise ValueError(f"For '{who}', 'v' must have {len(pairs[0])} tensors, as 'inputs', but got {len(pairs[1])}.")
    return pairs[0], pairs[1]


def jvp(fn: Any, inputs: Any, v: Any, has_aux: bool = False) -> tuple[Any, ...]:
    """What `fn` gives for `inputs`, and the derivative of that along `v`.

    Args:
        fn: A function or Cell.
        inputs: A Tensor, or a tuple or list of them.
        v: As many tensors of the same shapes.
        has_aux: Whether only the first output is differentiated; the others come third.

    Raises:
        TypeError: An argument is of another type.
        ValueError: `v` has not as many tensors as `inputs`, or other shapes.
    """
    _callable("jvp", fn, has_aux)
    primals, tangents = _several("jvp", inputs, v)
    for primal, tangent in zip(primals, tangents, strict=True):
        if primal.shape != tangent.shape:
            raise ValueError(f"For 'jvp', 'v' must have the shape of 'inputs', {tuple(primal.shape)}, but got {v}.")
    one = Pass()
    with transforming():
        found = torch.func.jvp(_on_torch(fn, has_aux), primals, tangents, has_aux=has_aux)
        output, along, *aux = one.result(to_gradients(tuple(found)))
        return (output, along, *aux[0]) if aux else (output, along)


def linearize(fn: Any, inputs: Any) -> tuple[Any, Callable[..., Any]]:
    """What `fn` gives for `inputs`, and the function from `v` to the derivative along it.

    Raises: as `jvp`.
    """
    _callable("linearize", fn, False)
    output = fn(*inputs) if isinstance(inputs, (tuple, list)) else fn(inputs)
    return output, lambda v: jvp(fn, inputs, v)[1]


def jet(fn: Any, primals: Any, series: Any) -> tuple[Any, Any]:
    """What `fn` gives for inputs that move along a curve, and the derivatives of that by the curve's parameter.

    Args:
        fn: A function or Cell.
        primals: A Tensor, or a tuple or list of them: where the curve starts.
        series: For each of them its 1st to nth derivatives, stacked along axis 0.

    Returns:
        ``(output, derivatives)``: the 1st to nth, stacked along axis 0; lists of both where `fn` gives a tuple.

    Raises:
        TypeError: An argument is of another type.
        ValueError: `series` has not as many tensors as `primals`.
    """
    _callable("jet", fn, False)
    starts, terms = _several("jet", primals, series)
    order = len(terms[0])

    def at(time: torch.Tensor) -> Any:
        moved = (
            start + sum(term[k - 1] * time**k / math.factorial(k) for k in range(1, order + 1))
            for start, term in zip(starts, terms, strict=True)
        )
        return _on_torch(fn)(*moved)

    one = Pass()
    with transforming():
        zero = torch.zeros((), dtype=terms[0].dtype, device=terms[0].device)
        values = [one.result(to_gradients(_derivative(at, k)(zero))) for k in range(order + 1)]
    if not isinstance(values[0], tuple):
        return values[0], _stacked(values[1:])
    return list(values[0]), [_stacked(items) for items in zip(*values[1:], strict=True)]


def _derivative(function: Callable[..., Any], order: int) -> Callable[..., Any]:
    """The derivative of a function of one number."""
    if order == 0:
        return function
    lower = _derivative(function, order - 1)
    return lambda time: torch.func.jvp(lower, (time,), (torch.ones_like(time),))[1]


def _stacked(values: Any) -> Tensor:
    return Tensor(torch.stack([value._t for value in values]))


def derivative(fn: Any, primals: Any, order: int) -> tuple[Any, Any]:
    """What `fn` gives, and its derivative of an order where all inputs grow alike. Integers become float32.

    Returns:
        ``(output, derivative)``; lists of both where `fn` gives a tuple.

    Raises:
        TypeError: `primals` are no tensors, or `order` is no int.
        ValueError: `order` is below 1.
    """
    if not isinstance(order, int):
        raise TypeError(f"For 'derivative', 'order' must be an int, but got {order!r}.")
    if order < 1:
        raise ValueError(f"For 'derivative', 'order' must be at least 1, but got {order}.")
    items = primals if isinstance(primals, (tuple, list)) else (primals,)
    starts = [item if item._t.is_floating_point() else Tensor(item._t.float()) for item in items]
    series = [Tensor(torch.stack([torch.ones_like(s._t)] + [torch.zeros_like(s._t)] * (order - 1))) for s in starts]
    output, found = jet(fn, starts, series)
    return output, [item[-1] for item in found] if isinstance(found, list) else found[-1]


def _jacobian(who: str, transform: Any, fn: Any, grad_position: Any, has_aux: Any) -> Callable[..., Any]:
    _callable(who, fn, has_aux)
    check_position(who, grad_position)
    places = grad_position if isinstance(grad_position, tuple) and len(grad_position) > 1 else _first(grad_position)

    def run(*args: Any, **kwargs: Any) -> Any:
        if max(places if isinstance(places, tuple) else (places,)) >= len(args):
            raise ValueError(f"For '{who}', 'grad_position' must be below {len(args)}, but got {grad_position}.")
        one = Pass()
        with transforming():
            function = _on_torch(fn, has_aux, **kwargs)
            found = one.result(to_gradients(transform(function, argnums=places, has_aux=has_aux)(*to_torch(args))))
        if not has_aux:
            return found
        jacobian, aux = found
        return jacobian, aux if len(aux) > 1 else aux[0]

    return run


def _first(position: Any) -> int:
    return int(position[0]) if isinstance(position, tuple) else int(position)


def jacfwd(fn: Any, grad_position: Any = 0, has_aux: bool = False) -> Callable[..., Any]:
    """A function that gives the Jacobian of `fn` by forward mode, of shape (*output, *input).

    Args:
        fn: A function or Cell.
        grad_position: The argument to differentiate by, or a tuple of several.
        has_aux: Whether only the first output is differentiated; the others come second, several as a tuple.

    Raises:
        TypeError: An argument is of another type.
        ValueError: `fn` has no argument at a position.
    """
    return _jacobian("jacfwd", torch.func.jacfwd, fn, grad_position, has_aux)


def jacrev(fn: Any, grad_position: Any = 0, has_aux: bool = False) -> Callable[..., Any]:
    """As `jacfwd`, by reverse mode, which is the faster one where there are fewer outputs than inputs."""
    return _jacobian("jacrev", torch.func.jacrev, fn, grad_position, has_aux)
