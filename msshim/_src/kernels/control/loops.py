"""Loops as primitives: plain Python, which torch.compile unrolls."""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType, MethodType
from typing import Any

from msshim._src.tensor.tensor import Tensor


def _check(name: str, **functions: Any) -> None:
    for what, function in functions.items():
        if not isinstance(function, (FunctionType, MethodType)):
            raise TypeError(f"For '{name}', the '{what}' must be a function, but got {function!r}.")


def _run(name: str, loop: Callable[[], Any]) -> Any:
    """The loop's value; whatever goes wrong in the functions is a ValueError, as in MindSpore."""
    try:
        return loop()
    except Exception as error:
        raise ValueError(f"For '{name}', the functions must fit the values, but they raised: {error}") from error


def fori(lower: int, upper: int, loop_func: Callable[..., Any], init_val: Any) -> Any:
    """`loop_func(index, value)` for each index, from `init_val` on."""
    _check("ForiLoop", loop_func=loop_func)
    if not isinstance(lower, (int, Tensor)) or not isinstance(upper, (int, Tensor)):
        raise TypeError(f"For 'ForiLoop', 'lower' and 'upper' must be ints, but got {lower!r} and {upper!r}.")

    def loop() -> Any:
        value = init_val
        for index in range(lower, upper):
            value = loop_func(index, value)
        return value

    return _run("ForiLoop", loop)


def while_loop(cond_func: Callable[..., Any], loop_func: Callable[..., Any], init_val: Any) -> Any:
    """`loop_func(value)` as long as `cond_func(value)` holds."""
    _check("WhileLoop", cond_func=cond_func, loop_func=loop_func)

    def loop() -> Any:
        value = init_val
        while cond_func(value):
            value = loop_func(value)
        return value

    return _run("WhileLoop", loop)


def scan(loop_func: Callable[..., Any], init: Any, xs: Any, length: int | None) -> Any:
    """`loop_func(carry, item)` for each item, giving the next carry and an output; the last carry and all outputs."""
    _check("Scan", loop_func=loop_func)
    items = [None] * (length or 0) if xs is None else xs

    def loop() -> Any:
        carry, outputs = init, []
        for item in items:
            carry, output = loop_func(carry, item)
            outputs.append(output)
        return carry, outputs

    return _run("Scan", loop)
