"""Reverse mode: `grad`, `value_and_grad`, `vjp` and `GradOperation`. Source: mindspore of 2.10."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

import torch

from msshim._src.autograd.recorded import Pass, leaves, transformed
from msshim._src.cell.bprop import filled
from msshim._src.cell.cell import Cell
from msshim._src.cell.parameter import ParameterTuple
from msshim._src.tensor.interop import _walk, to_gradients
from msshim._src.tensor.mutable import is_varying, original
from msshim._src.tensor.tensor import Tensor


def _checked(who: str, fn: Any, position: Any, weights: Any, **flags: Any) -> None:
    if not callable(fn):
        raise TypeError(f"For '{who}', 'fn' must be callable, but got {fn!r} of type {type(fn).__name__}.")
    for name, flag in flags.items():
        if not isinstance(flag, bool):
            raise TypeError(f"For '{who}', '{name}' must be a bool, but got {flag!r}.")
    if position is None and weights is None:
        raise ValueError(f"For '{who}', 'grad_position' and 'weights' must not both be None.")
    check_position(who, position)
    if weights is not None and not isinstance(weights, (Tensor, tuple, list)):
        raise TypeError(f"For '{who}', 'weights' must be a Parameter or a tuple or list of them, but got {weights!r}.")


def _gradients(
    one: Pass,
    value: Any,
    args: Sequence[Any],
    places: Iterable[int],
    weights: Any,
    sens: Sequence[torch.Tensor] | None = None,
    ids: bool = False,
    retain: bool = False,
) -> tuple[Any, Any]:
    """The gradients by the tensors at `places`, a tuple, and by `weights`, as those are given; all in one pass."""
    held = [place for place in places if isinstance(args[place], Tensor) or is_varying(args[place])]
    nested = not all(isinstance(args[place], Tensor) for place in held)
    by = [original(args[place]) if nested else args[place] for place in held]
    tensors: list[Any] = [] if nested else by
    if nested:
        _walk(by, lambda leaf: tensors.append(leaf) if isinstance(leaf, Tensor) else None)
    many = isinstance(weights, (tuple, list))
    handles: list[Any] = [] if weights is None else [*weights] if many else [weights]
    found: tuple[Any, ...] = one.gradients(value, [*tensors, *handles], sens, retain)
    if nested:
        each = iter(found)
        found = (*_walk(by, lambda leaf: next(each) if isinstance(leaf, Tensor) else 0 * leaf), *each)
    if ids:
        names = [*held, *(getattr(handle, "name", "") for handle in handles)]
        found = tuple(zip(names, found, strict=True))
    by_weight = found[len(held) :]
    return found[: len(held)], by_weight if many or not handles else by_weight[0]


def _without_sens(args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[tuple[Any, ...], list[torch.Tensor]]:
    """The arguments without the last one, or the one named `sens`; and the tensors in that."""
    *rest, last = (*args, kwargs.pop("sens")) if "sens" in kwargs else args
    return tuple(rest), leaves(last)


def _tuple(position: Any) -> tuple[int, ...]:
    return position if isinstance(position, tuple) else (position,)


def check_position(who: str, position: Any) -> None:
    """Raise MindSpore's exception for a `grad_position` that is none."""
    if position is None:
        return
    places = _tuple(position)
    if not all(isinstance(place, int) for place in places):
        raise TypeError(f"For '{who}', 'grad_position' must be an int or a tuple of them, but got {position!r}.")
    if not places:
        raise RuntimeError(f"For '{who}', 'grad_position' must name at least one argument, but got ().")
    if any(place < 0 for place in places):
        raise ValueError(f"For '{who}', 'grad_position' must be at least 0, but got {position}.")
    if len(set(places)) < len(places):
        raise ValueError(f"For '{who}', 'grad_position' must not name an argument twice, but got {position}.")


def value_and_grad(
    fn: Any,
    grad_position: Any = 0,
    weights: Any = None,
    has_aux: bool = False,
    return_ids: bool = False,
    sens_param: bool = False,
) -> Callable[..., Any]:
    """A function that gives what `fn` gives, and the gradients of the sum of its outputs.

    Args:
        fn: A function or Cell.
        grad_position: The argument to differentiate by, a tuple of several, or None.
        weights: A Parameter, or several, to differentiate by as well.
        has_aux: Whether only the first output is differentiated.
        return_ids: Whether each gradient comes with its position or parameter name.
        sens_param: Whether the last argument of the call is the cotangent of the output.

    Returns:
        ``(value, gradients)``: one gradient for one position, else a tuple; ``(by position, by weight)`` with both.

    Raises:
        TypeError: An argument is of another type.
        ValueError: There is nothing to differentiate by, or a position is negative or stands twice.
        RuntimeError: `fn` has no argument at a position.
    """
    flags = {"has_aux": has_aux, "return_ids": return_ids, "sens_param": sens_param}
    _checked("value_and_grad", fn, grad_position, weights, **flags)
    places = () if grad_position is None else _tuple(grad_position)

    def output(value: Any) -> Any:
        if has_aux and not (isinstance(value, tuple) and len(value) > 1):
            raise ValueError("For 'value_and_grad', 'fn' must give more than one output when 'has_aux' is True.")
        return value[0] if has_aux else value

    def run(*args: Any, **kwargs: Any) -> Any:
        args, sens = _without_sens(args, kwargs) if sens_param else (args, None)
        if transformed() and weights is None and sens is None:
            return _transformed(partial(fn, **kwargs), args, places, output)
        with Pass() as one:
            args = one.watch(args, places)
            value = fn(*args, **kwargs)
            by_place, by_weight = _gradients(one, output(value), args, places, weights, sens, return_ids)
            by_place = by_place[0] if len(by_place) == 1 else by_place
            found = by_weight if grad_position is None else by_place if weights is None else (by_place, by_weight)
            return one.result(value), found

    return run


def _transformed(fn: Any, args: tuple[Any, ...], places: Iterable[int], output: Callable[[Any], Any]) -> Any:
    """``(value, gradients)`` inside a transform of torch.func."""
    held = [place for place in places if isinstance(args[place], Tensor)]
    given: list[Any] = []

    def function(*tensors: torch.Tensor) -> Any:
        watched = list(args)
        for place, tensor in zip(held, tensors, strict=True):
            watched[place] = Tensor(tensor)
        given.append(fn(*watched))
        return tuple(leaves(output(given[0]))), tuple(leaves(given[0]))

    outputs, pull, values = torch.func.vjp(function, *(args[place]._t for place in held), has_aux=True)  # type: ignore[misc]
    found = to_gradients(pull(tuple(torch.ones_like(one) for one in outputs)))
    return filled(given[0], values), found[0] if len(found) == 1 else found


def grad(
    fn: Any,
    grad_position: Any = 0,
    weights: Any = None,
    has_aux: bool = False,
    return_ids: bool = False,
    sens_param: bool = False,
) -> Callable[..., Any]:
    """As `value_and_grad`, but the function gives the gradients alone, with `has_aux` also the outputs after the first.

    Raises: as `value_and_grad`.
    """
    both = value_and_grad(fn, grad_position, weights, has_aux, return_ids, sens_param)

    def run(*args: Any, **kwargs: Any) -> Any:
        value, found = both(*args, **kwargs)
        return (found, value[1:]) if has_aux else found

    return run


def get_grad(gradients: Any, identifier: Any) -> Any:
    """The gradient of a position or Parameter out of what `grad` gives with `return_ids`.

    Raises:
        TypeError: `gradients` is no tuple, or `identifier` neither an int nor a Parameter.
        RuntimeError: The gradient is not there.
    """
    if not isinstance(identifier, (int, Tensor)):
        raise TypeError(f"For 'get_grad', 'identifier' must be an int or a Parameter, but got {identifier!r}.")
    wanted = identifier if isinstance(identifier, int) else identifier.name  # type: ignore[attr-defined]
    found = _search(gradients, wanted)
    if found is None:
        raise RuntimeError(f"For 'get_grad', there is no gradient for {wanted!r}; was 'return_ids' True?")
    return found


def _search(gradients: Any, wanted: Any) -> Any:
    if not isinstance(gradients, tuple):
        return None
    if len(gradients) == 2 and isinstance(gradients[0], (int, str)):
        return gradients[1] if gradients[0] == wanted else None
    return next((found for item in gradients if (found := _search(item, wanted)) is not None), None)


def vjp(fn: Any, *inputs: Any, weights: Any = None, has_aux: bool = False) -> tuple[Any, ...]:
    """What `fn` gives for `inputs`, and a function from cotangents of the outputs to gradients by all inputs.

    Returns:
        ``(output, vjp_fn)``, with `has_aux` ``(output, vjp_fn, aux)``. `vjp_fn` gives a tuple, one gradient for each
        input; with `weights` ``(by input, by weight)``.

    Raises:
        TypeError: `fn` is not callable or `has_aux` no bool.
    """
    _checked("vjp", fn, 0, weights, has_aux=has_aux)
    one = Pass()
    with one:
        watched = one.watch(inputs, range(len(inputs)), integers=True)
        value = fn(*watched)
        output = value[0] if has_aux else value

    def vjp_fn(*sens: Any) -> Any:
        given = leaves(sens)
        with one:
            found = _gradients(one, output, watched, range(len(inputs)), weights, given, retain=True)
            return found[0] if weights is None else found

    with one:
        if not has_aux:
            return one.result(output), vjp_fn
        return one.result(output), vjp_fn, *one.result(value[1:])


class GradOperation:
    """A higher-order function: ``GradOperation(...)(fn, weights)`` gives the function of `fn`'s gradients.

    Args:
        get_all: Gradients by all tensor arguments, as a tuple, instead of by the first.
        get_by_list: Gradients by the weights; without them, by the trainable parameters of the Cell `fn`.
        sens_param: Whether the last argument of the call is the cotangent of the output.

    Raises:
        TypeError: An option is not a bool.
    """

    def __init__(self, get_all: bool = False, get_by_list: bool = False, sens_param: bool = False) -> None:
        for name, flag in (("get_all", get_all), ("get_by_list", get_by_list), ("sens_param", sens_param)):
            if not isinstance(flag, bool):
                raise TypeError(f"For 'GradOperation', '{name}' must be a bool, but got {flag!r}.")
        self.get_all = get_all
        self.get_by_list = get_by_list
        self.sens_param = sens_param

    def __call__(self, fn: Any, weights: Any = None) -> Callable[..., Any]:
        """The function that gives the gradients of `fn`."""
        both = self.with_value(fn, weights)
        return lambda *args, **kwargs: both(*args, **kwargs)[1]

    def with_value(
        self, fn: Any, weights: Any = None, watching: AbstractContextManager[Any] | None = None
    ) -> Callable[..., tuple[Any, Any]]:
        """The function that gives what `fn` gives, and the gradients; `watching` is a context for the backward pass."""
        if self.get_by_list and weights is None and isinstance(fn, Cell):
            weights = ParameterTuple(fn.trainable_params())

        def run(*args: Any, **kwargs: Any) -> Any:
            args, sens = _without_sens(args, kwargs) if self.sens_param else (args, None)
            places = range(len(args)) if self.get_all else () if self.get_by_list else (0,)
            with Pass(watching) as one:
                watched = one.watch(args, places, integers=self.get_all)
                value = fn(*watched, **kwargs)
                by_place, by_weight = _gradients(
                    one, value, watched, places, weights if self.get_by_list else None, sens
                )
                value = one.result(value)
            if self.get_all:
                return value, (by_place, by_weight) if self.get_by_list else by_place
            return value, by_weight if self.get_by_list else by_place[0] if by_place else ()

        return run
