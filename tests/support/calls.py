"""A call that a row describes as text, evaluated with the real MindSpore and with msshim.

The words of a call (all arrays are random, and the same on both sides):

    x(2, 3), x(4, low=0.1, high=1)   a Tensor of the dtype under test; gradients are compared
    f(2, 3)                          a float32 Tensor, gradients too
    i(5, low=0, high=9), l(5)        an int32, an int64 Tensor; `high` is excluded
    b(2, 3)                          a bool Tensor
    t([[1, 2], [3, 4]], "float16")   a Tensor of these values
    p(2, 3)                          a float32 Parameter
    dt, ms.float16                   the dtype under test; another one
    np, nan, inf                     as usual

The text is an argument list, ``x(2, 3), axis=1``; of a method, `self` comes first; of a primitive, it is both argument
lists, ``(keep_dims=True)(x(2, 3), 1)``; of a cell too, where MindSpore can not run it and there is a `reference`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import mindspore
import numpy as np
from oracle import named

import msshim
from msshim._src.tables.model import Row

DTYPES = ("float32", "float16", "float64", "int32", "int64", "int8", "int16", "uint8", "bool", "bfloat16", "complex64")
EXACT = {"float16": 4e-3, "bfloat16": 3e-2}


def array(seed: int, shape: tuple[int, ...], dtype: str, low: float, high: float) -> np.ndarray:
    rng = np.random.default_rng(seed)
    if dtype == "bool":
        return rng.random(shape) < 0.5
    if dtype.startswith("complex"):
        return (rng.uniform(low, high, shape) + 1j * rng.uniform(low, high, shape)).astype(dtype)
    if "int" in dtype:
        low = max(low, 0) if dtype.startswith("u") else low
        return rng.integers(int(np.ceil(low)), max(int(high), int(np.ceil(low)) + 1), shape).astype(dtype)
    return rng.uniform(low, high, shape).astype("float32" if dtype == "bfloat16" else dtype)


class Words:
    """The words for one library and one dtype; `made` are the Tensors in the order of their making."""

    nan, inf, np = float("nan"), float("inf"), np

    def __init__(
        self, library: Any, dtype: str, leaf: Callable[[int, Any], Any] = lambda index, tensor: tensor
    ) -> None:
        self.ms, self.dtype, self.leaf = library, dtype, leaf
        self.dt = getattr(library, "bool_" if dtype == "bool" else dtype)
        self.made: list[Any] = []
        self.uses_dtype = False

    def __getitem__(self, name: str) -> Any:
        if name == "dt":
            self.uses_dtype = True
        if hasattr(self, name):
            return getattr(self, name)
        raise KeyError(name)

    def tensor(self, shape: tuple[int, ...], dtype: str, low: float, high: float) -> Any:
        values = array(len(self.made), shape, dtype, low, high)
        made = self.ms.Tensor(values, getattr(self.ms, "bool_" if dtype == "bool" else dtype))
        made = self.leaf(len(self.made), made)
        self.made.append(made)
        return made

    def x(self, *shape: int, low: float = -3, high: float = 3) -> Any:
        self.uses_dtype = True
        return self.tensor(shape, self.dtype, low, high)

    def f(self, *shape: int, low: float = -3, high: float = 3) -> Any:
        return self.tensor(shape, "float32", low, high)

    def i(self, *shape: int, low: int = 0, high: int = 5) -> Any:
        return self.tensor(shape, "int32", low, high)

    def l(self, *shape: int, low: int = 0, high: int = 5) -> Any:  # noqa: E743
        return self.tensor(shape, "int64", low, high)

    def b(self, *shape: int) -> Any:
        return self.tensor(shape, "bool", 0, 1)

    def t(self, data: Any, dtype: str | None = None) -> Any:
        made = self.ms.Tensor(data, getattr(self.ms, dtype) if dtype else None)
        self.made.append(made)
        return made

    def p(self, *shape: int, low: float = -3, high: float = 3) -> Any:
        values = array(len(self.made), shape, "float32", low, high)
        self.made.append(self.ms.Parameter(self.ms.Tensor(values), name=f"p{len(self.made)}"))
        return self.made[-1]


def two_calls(row: Row) -> bool:
    """Whether the thing is made by one call and used by another."""
    return row.kind in ("primitive", "cell")


def call_of(row: Row, text: str) -> str:
    """A row's call as an expression of `target`."""
    return f"target{text}" if two_calls(row) else f"target({text})"


def evaluate(row: Row, text: str, words: Words) -> Any:
    return eval(call_of(row, text), {"target": named(words.ms, row)}, words)  # type: ignore[arg-type]


def settled(value: Any) -> Any:
    """The value with what MindSpore still computes; a failure surfaces here."""
    if isinstance(value, mindspore.Tensor):
        value.asnumpy()
    elif isinstance(value, (tuple, list)):
        for item in value:
            settled(item)
    return value


def drain() -> None:
    """Take what is left of a failed call of MindSpore, which would otherwise surface in the next one."""
    with contextlib.suppress(Exception):
        mindspore.runtime.synchronize()


def leaves(value: Any) -> list[Any]:
    """The Tensors in a result, in order."""
    if isinstance(value, (mindspore.Tensor, msshim.Tensor)):
        return [value]
    if isinstance(value, (tuple, list)):
        return [leaf for item in value for leaf in leaves(item)]
    return []


def cotangents(value: Any) -> list[np.ndarray | None]:
    return [
        np.random.default_rng(7 + k).normal(size=out.shape).astype(np.float32) if str(out.dtype) == "Float32" else None
        for k, out in enumerate(leaves(value))
    ]


def differentiable(tensor: Any) -> bool:
    return str(tensor.dtype) == "Float32"
