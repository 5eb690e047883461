"""What a function under `jit` does to the values that its caller gave, against the real MindSpore."""

from __future__ import annotations

# ruff: noqa: E501, RUF100 (tables)
import contextlib
from collections.abc import Callable
from typing import Any

import mindspore
import numpy as np
import pytest

import msshim


def add(x, y):
    x += y
    return x


def sub(x, y):
    x -= y
    return x


def mul(x, y):
    x *= y
    return x


def div(x, y):
    x /= y
    return x


def floordiv(x, y):
    x //= y
    return x


def mod(x, y):
    x %= y
    return x


def power(x, y):
    x **= y
    return x


def bits(x, y):
    x &= y
    return x


def item(x, y):
    x[0] = y
    return x


def item_and_more(x, y):
    x[0] += y
    x += y
    return x


def apart(x, y):
    x = x * 1
    x += y
    return x


def alias(x, y):
    z = x
    z += y
    return x, z


def twice(x, y):
    x += y
    kept = x * 1
    x *= y
    return kept, x


def loop(x, y):
    for _ in range(3):
        x += y
    return 0


def view(x, y):
    z = x[0]
    z += y
    return x, z


def in_dict(x, y):
    d = {"a": x}
    d["a"] += y
    return d["a"]


ASSIGNMENTS = (add, sub, mul, div, floordiv, mod, power, bits)
PAIRS = (
    "t([3, 5]), 2", "t([3, 5]), 2.7", "t([-3, 5]), t([2, 2])", "t([3, 5]), t([2.7, 4.9])", "t([3, 5]), t(2.5)", "t([3, 5]), True",
    "t([3., 5.]), 2", "t([3., 5.], ms.float16), t([2., 4.])", "t([3., 5.]), t([2., 4.], ms.float64)", "t([[3., 5.], [1., 1.]]), t([2., 4.])",
    "t([3, 5], ms.uint8), -1", "t([3, 5], ms.int8), 300", "t([True, False]), t([True, True])", "p([3., 5.]), 2", "p([3, 5]), 2.7", "3, t([1., 2.])",
    "t([3., 5.]), t([[2., 4.], [1., 1.]])", "t([3, 5]), 'a'", "t([3, 5]), None",
)  # fmt: skip
SHAPED = (item, item_and_more, apart, alias, twice, loop, view, in_dict)


def seen(value: Any) -> Any:
    """A value as dtypes, shapes and numbers."""
    if isinstance(value, (tuple, list)):
        return [seen(item) for item in value]
    if isinstance(value, dict):
        return {key: seen(item) for key, item in value.items()}
    if not hasattr(value, "asnumpy"):
        return value
    return str(value.dtype), value.shape, np.round(value.asnumpy().astype(np.float64), 4).tolist()


def outcome(ms: Any, function: Callable[..., Any], text: str) -> Any:
    """What came back and what became of the arguments, or the class of the error."""

    def parameter(data: Any) -> Any:
        return ms.Parameter(ms.Tensor(data), name="p")

    args = eval(f"({text},)", {"ms": ms, "t": ms.Tensor, "p": parameter})
    try:
        result = ms.jit(function)(*args)
    except Exception as error:
        if ms is mindspore:
            with contextlib.suppress(Exception):
                mindspore.runtime.synchronize()
        return type(error)
    return seen(result), seen(args)


@pytest.mark.parametrize("function", ASSIGNMENTS, ids=lambda f: f.__name__)
def test_an_augmented_assignment_reaches_the_caller(function: Callable[..., Any]) -> None:
    """MindSpore has no kernels for some operators on bools, and no one class of error for them: not compared."""
    for text in PAIRS:
        theirs = outcome(mindspore, function, text)
        if text.startswith("t([True") and isinstance(theirs, type):
            continue
        if function is power and "int8" in text:  # a power beyond the dtype: C++ leaves it open
            continue
        assert outcome(msshim, function, text) == theirs, text


@pytest.mark.parametrize("function", SHAPED, ids=lambda f: f.__name__)
def test_what_else_reaches_the_caller(function: Callable[..., Any]) -> None:
    text = "t([[1., 2.], [3., 4.]]), 2"
    assert outcome(msshim, function, text) == outcome(mindspore, function, text)


def first(xs):
    y = xs[0]
    y += 1
    return y


def value_of(d):
    d["a"] += 1
    return d["a"]


@pytest.mark.parametrize("text", ["[t([1., 2.])]", "(t([1., 2.]),)"])
def test_a_list_is_copied_and_a_tuple_is_not(text: str) -> None:
    assert outcome(msshim, first, text) == outcome(mindspore, first, text)


def test_a_dict_is_not_copied() -> None:
    assert outcome(msshim, value_of, "{'a': t([1., 2.])}") == outcome(mindspore, value_of, "{'a': t([1., 2.])}")


def test_a_function_in_another_and_calls_again() -> None:
    def both(ms: Any) -> Any:
        inner = ms.jit(add)
        outer = ms.jit(lambda x: inner(x, 1) * 2) if ms is msshim else ms.jit(twofold)
        x = ms.Tensor([1.0, 2.0])
        array = x.asnumpy()
        results = [inner(x, 1), inner(x, 1), outer(x)]
        return seen(results), seen(x), array.tolist()

    assert both(msshim) == both(mindspore)


def twofold(x):
    return add(x, 1) * 2


def squared(x):
    y = x * x
    x *= 2
    return (y + x).sum()


def product(x):
    y = x * x
    y *= x
    return y.sum()


@pytest.mark.parametrize("function", [squared, product], ids=lambda f: f.__name__)
def test_gradients_are_of_the_values_that_were_used(function: Callable[..., Any]) -> None:
    ours, theirs = (ms.grad(ms.jit(function))(ms.Tensor([1.0, 2.0])) for ms in (msshim, mindspore))
    np.testing.assert_allclose(ours.asnumpy(), theirs.asnumpy())


def test_outside_of_jit_a_new_tensor_is_made() -> None:
    def plainly(ms: Any) -> Any:
        x = ms.Tensor([1.0, 2.0])
        ms.jit(add)(x, 1)
        return seen(add(x, 1)), seen(x), type(x) is ms.Tensor

    assert plainly(msshim) == plainly(mindspore)
