"""How Tensors and Parameters are pickled: as MindSpore pickles its own, while `import mindspore` is answered.

Such a pickle is read by MindSpore, and by msshim in its place. Else a pickle holds torch's tensors.
"""

from __future__ import annotations

import copyreg
from typing import TYPE_CHECKING, Any

import torch

if TYPE_CHECKING:
    from msshim._src.tensor.tensor import Tensor

as_mindspore = False
"""Whether pickles are MindSpore's."""


def reduced(tensor: Tensor) -> tuple[Any, ...]:
    """What `Tensor.__reduce__` answers."""
    kind, t, attributes = type(tensor), tensor._t, dict(tensor.__dict__)
    if as_mindspore and not t.is_meta and t.dtype in NUMPY:
        return copyreg.__newobj__, (kind,), {**attributes, "value": (tensor.asnumpy(),)}  # type: ignore[attr-defined]
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
    + (torch.float16, torch.float32, torch.float64, torch.complex64, torch.complex128)
)
"""What numpy holds, so that MindSpore reads it where it has no numpy types of its own."""
