"""What a program gives as the initial value of a parameter, and the tensor that is made of it, now or later.

Source: mindspore.common.initializer of 2.10.
"""

from __future__ import annotations

import numbers
from collections.abc import Callable
from typing import Any

import torch

from msshim._src.init.initializer import (
    Constant,
    Dirac,
    HeNormal,
    HeUniform,
    Identity,
    Initializer,
    Normal,
    One,
    Orthogonal,
    Shape,
    Sparse,
    TruncatedNormal,
    Uniform,
    VarianceScaling,
    XavierNormal,
    XavierUniform,
    Zero,
)
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor

_NAMED: tuple[type[Initializer], ...] = (
    Zero, One, Uniform, Normal, TruncatedNormal, HeUniform, HeNormal, XavierUniform, XavierNormal,
    Identity, Sparse, Dirac, Orthogonal, VarianceScaling,
)  # fmt: skip
ALIASES: dict[str, type[Initializer]] = {
    **{kind.__name__.lower(): kind for kind in _NAMED},
    "zeros": Zero, "ones": One, "he_uniform": HeUniform, "he_normal": HeNormal,
    "xavier_uniform": XavierUniform, "xavier_normal": XavierNormal,
}  # fmt: skip
"""What a str may name, in any case."""


def register(*aliases: str) -> Callable[[type[Initializer]], type[Initializer]]:
    """Decorate an Initializer with names under which `initializer` finds it, its own in lower case included.

    A name that is taken stays with whom it is.
    """

    def named(cls: type[Initializer]) -> type[Initializer]:
        for name in (cls.__name__.lower(), *aliases):
            ALIASES.setdefault(name, cls)
        return cls

    return named


def _instance(init: Any) -> Initializer:
    if isinstance(init, Initializer):
        return init
    if isinstance(init, str):
        if init.lower() not in ALIASES:
            raise ValueError(f"For 'initializer', the 'init' must be one of {sorted(ALIASES)}, but got {init!r}.")
        return ALIASES[init.lower()]()
    if isinstance(init, numbers.Number):
        return Constant(init)
    raise TypeError(
        f"For 'initializer', the 'init' must be a Tensor, number, str or Initializer, but got {init!r} of type "
        f"{type(init).__name__}."
    )


def _check_shape(init: Tensor, shape: Shape) -> None:
    if tuple(init.shape) != shape:
        raise ValueError(
            f"For 'initializer', the 'init' must have the shape {shape}, but got a Tensor of shape {tuple(init.shape)}."
        )


def materialize(init: Any, shape: Shape, dtype: torch.dtype) -> torch.Tensor:
    """A new torch tensor for a parameter; what `init` may be, and what is raised, as for `initializer`.

    A Tensor is copied and keeps its dtype.
    """
    if isinstance(init, Tensor):
        _check_shape(init, shape)
        return init.init_data()._t if init.has_init else init._live.detach().clone()
    return _instance(init).materialize(shape, dtype)


skipping = False
"""Whether parameters that are made now wait with their initializers, as `no_init_parameters` asks."""


def waiting(init: Any, shape: Shape) -> Initializer | None:
    """The initializer that a parameter made now is to run later; None where it gets its value at once."""
    if not skipping or torch.get_default_device().type == "meta":
        return None
    if isinstance(init, Tensor):
        _check_shape(init, shape)
        return init.init  # type: ignore[no-any-return]
    return _instance(init)


def initializer(init: Any, shape: Any = None, dtype: mstype.Type = mstype.float32) -> Tensor:
    """A Tensor whose data is made by `init` when a Parameter takes it, or `init_data()` is called.

    Args:
        init: A Tensor of the shape (returned as it is), an Initializer, the name of one in any case, or a number.
        shape: An int, or a tuple or list of them.
        dtype: The dtype.

    Raises:
        TypeError: `init` or `shape` is something else.
        ValueError: There is no initializer of that name, or the shape is not made of positive ints, or is not `init`'s.
        AttributeError: `shape` is None, and `init` is no Tensor.
    """
    if isinstance(init, Tensor):
        _check_shape(init, tuple(shape) if isinstance(shape, (tuple, list)) else (shape,))
        return init
    made = _instance(init)
    if shape is None:
        raise AttributeError("For 'initializer', the 'shape' must be an int, tuple or list, but got None.")
    if isinstance(shape, numbers.Number):
        shape = (shape,)
    if any(not isinstance(n, int) or n <= 0 for n in shape):
        raise ValueError(f"For 'initializer', the 'shape' must hold positive ints, but got {shape}.")
    if not isinstance(shape, (tuple, list)):
        raise TypeError(f"For 'initializer', the 'shape' must be an int, tuple or list, but got {shape!r}.")
    return Tensor(shape=tuple(map(int, shape)), dtype=dtype, init=made)
