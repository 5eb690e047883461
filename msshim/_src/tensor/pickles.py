"""How Tensors and Parameters are pickled: as MindSpore pickles its own, while `import mindspore` is answered.

Such a pickle is read by MindSpore, and by msshim in its place. Else a pickle holds torch's tensors.
"""

from __future__ import annotations

import copyreg
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

if TYPE_CHECKING:
    from msshim._src.tensor.tensor import Tensor

as_mindspore = False
"""Whether pickles are MindSpore's."""


def reduced(tensor: Tensor) -> tuple[Any, ...]:
    """What `Tensor.__reduce__` answers."""
    kind, t, attributes = type(tensor), tensor._t, dict(tensor.__dict__)
    if as_mindspore and not t.is_meta and t.dtype in NUMPY:
        array: Any = tensor.asnumpy()
        value = _Halves(array) if t.dtype is torch.bfloat16 else array
        return copyreg.__newobj__, (kind,), {**attributes, "value": (value,)}  # type: ignore[attr-defined]
    return (over, (kind, t), attributes) if attributes else (over, (kind, t))


def over(kind: type[Tensor], t: torch.Tensor) -> Tensor:
    """A handle of a class over a torch tensor."""
    handle = object.__new__(kind)
    handle._t = t
    return handle


NUMPY = frozenset(
    (
        torch.bool,
        torch.uint8,
        torch.uint16,
        torch.uint32,
        torch.uint64,
        torch.int8,
        torch.int16,
        torch.int32,
        torch.int64,
    )
    + (torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.complex64, torch.complex128)
)
"""What MindSpore's arrays hold."""


class _Types:
    """Pickled as the module of MindSpore that has NumPy's bfloat16; under the hook, msshim's in its place."""

    def __reduce__(self) -> tuple[Any, ...]:
        return import_module, ("mindspore._c_expression.np_dtypes",)


class _Type:
    """Pickled as that bfloat16."""

    def __reduce__(self) -> tuple[Any, ...]:
        return getattr, (_Types(), "bfloat16")


class _Halves:
    """An array of bfloat16 that is pickled with the type of the library that reads it."""

    def __init__(self, array: Any) -> None:
        self.array = array

    def __reduce__(self) -> tuple[Any, ...]:
        return np.ndarray, (self.array.shape, _Type(), self.array.tobytes())
