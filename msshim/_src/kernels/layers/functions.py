"""The neural-network functions of `ops` where MindSpore is not quite torch.nn.functional. Source: MindSpore 2.10."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.kernels import kinks, layouts
from msshim._src.tensor.tensor import Tensor
from msshim._src.tensor.writes import writable

# Pooling


def adaptive_max_pool2d(input: torch.Tensor, output_size: Any, return_indices: bool) -> Any:
    """The largest elements of as many windows as the output size says; -1 is as many as elements."""
    sizes = output_size if isinstance(output_size, (tuple, list)) else (output_size,) * 2
    output_size = [n if m == -1 else m for m, n in zip(sizes, input.shape[-2:], strict=True)]
    if 0 in output_size:
        raise RuntimeError(f"For 'AdaptiveMaxPool2D', the 'output_size' must be positive, but got {output_size}.")
    return F.adaptive_max_pool2d(input, output_size, return_indices)


def adaptive_max_pool3d(input: torch.Tensor, output_size: Any, return_indices: bool) -> Any:
    """The largest elements of as many windows; the places as int32."""
    if min(output_size if isinstance(output_size, (tuple, list)) else (output_size,)) < 1:
        raise ValueError(f"For 'AdaptiveMaxPool3D', the 'output_size' must be positive, but got {output_size}.")
    found = F.adaptive_max_pool3d(input, output_size, return_indices)
    return (found[0], found[1].int()) if return_indices else found


def _unpool_size(size: Any, kernel_size: Any) -> Any:
    if kernel_size == 0:
        raise ValueError(f"For 'MaxUnpool', the 'kernel_size' must be positive, but got {kernel_size}.")
    return None if not size else tuple(size)


def unpool_step(kernel_size: Any, stride: Any) -> dict[str, Any]:
    """The step between windows: their size where nothing else is given."""
    return {"stride": kernel_size if stride is None else stride}


def max_unpool1d(
    input: torch.Tensor, indices: torch.Tensor, kernel_size: Any, stride: Any, padding: Any, output_size: Any
) -> torch.Tensor:
    """The inverse of maximum pooling, zeros elsewhere; ValueError for a stride of 0."""
    if stride == 0:
        raise ValueError(f"For 'MaxUnpool1d', the 'stride' must be positive, but got {stride}.")
    return F.max_unpool1d(
        input, indices.long(), kernel_size, stride or None, padding, _unpool_size(output_size, kernel_size)
    )


def max_unpool2d(
    input: torch.Tensor, indices: torch.Tensor, kernel_size: Any, stride: Any, padding: Any, output_size: Any
) -> torch.Tensor:
    """The inverse of maximum pooling, zeros elsewhere."""
    return F.max_unpool2d(
        input, indices.long(), kernel_size, stride or None, padding, _unpool_size(output_size, kernel_size)
    )


def max_unpool3d(
    input: torch.Tensor, indices: torch.Tensor, kernel_size: Any, stride: Any, padding: Any, output_size: Any
) -> torch.Tensor:
    """The inverse of maximum pooling, zeros elsewhere."""
    return F.max_unpool3d(
        input, indices.long(), kernel_size, stride or None, padding, _unpool_size(output_size, kernel_size)
    )


# Convolution


# Normalisation


def batch_norm(
    input: torch.Tensor,
    running_mean: torch.Tensor,
    running_var: torch.Tensor,
    weight: torch.Tensor | None,
    bias: torch.Tensor | None,
    training: bool,
    momentum: float,
    eps: float,
) -> torch.Tensor:
    """Batch normalisation; in training the running values are updated in place."""
    running = (value if value is None else value.detach() for value in (running_mean, running_var))  # no gradient
    return layouts.apply(F.batch_norm, input, *running, weight, bias, training, momentum, eps)


# Activations


def gumbel_softmax(logits: torch.Tensor, tau: float, hard: bool, dim: int) -> torch.Tensor:
    """Random choices by the Gumbel-softmax distribution."""
    if not isinstance(tau, float):
        raise TypeError(f"For 'gumbel_softmax', the 'tau' must be a float, but got {tau!r}.")
    if tau <= 0:
        raise ValueError(f"For 'gumbel_softmax', the 'tau' must be greater than 0, but got {tau}.")
    return F.gumbel_softmax(logits, tau, hard, dim=dim)


# Dropout


def dropout1d(input: torch.Tensor, p: float, training: bool) -> torch.Tensor:
    """Whole channels of (N, C, L) zero."""
    return F.dropout1d(input, p, training)


def dropout2d(input: torch.Tensor, p: float, training: bool) -> torch.Tensor:
    """Whole channels of (N, C, H, W) zero."""
    return F.dropout2d(input, p, training)


def dropout3d(input: torch.Tensor, p: float, training: bool) -> torch.Tensor:
    """Whole channels of (N, C, D, H, W) zero."""
    return F.dropout3d(input, p, training)


# Shapes


def channel_shuffle(x: torch.Tensor, groups: int) -> torch.Tensor:
    """Channels of groups interleaved."""
    return x.reshape(x.shape[0], groups, -1, *x.shape[2:]).transpose(1, 2).reshape(x.shape)


def fold(
    input: torch.Tensor, output_size: Any, kernel_size: Any, dilation: Any, padding: Any, stride: Any
) -> torch.Tensor:
    """Sliding blocks (N, C, kernel, L) or (N, C * kernel, L) put together."""
    size = tuple(output_size.tolist()) if isinstance(output_size, torch.Tensor) else output_size
    if input.dim() == 4 and not input.numel():
        return input.new_empty((*input.shape[:2], *((size, size) if isinstance(size, int) else size)))
    return F.fold(input.flatten(1, 2) if input.dim() == 4 else input, size, kernel_size, dilation, padding, stride)


def unfold(input: torch.Tensor, kernel_size: Any, dilation: Any, padding: Any, stride: Any) -> torch.Tensor:
    """Sliding blocks as (N, C * kernel, L), of any dtype: torch moves floats only, and any bits as those of floats."""
    floats = {8: torch.float64, 4: torch.float32, 2: torch.float16}.get(input.element_size())
    if input.is_floating_point() or input.is_complex():
        return F.unfold(input, kernel_size, dilation, padding, stride)
    if floats is None:
        return F.unfold(input.half(), kernel_size, dilation, padding, stride).to(input.dtype)
    return F.unfold(input.view(floats), kernel_size, dilation, padding, stride).view(input.dtype)


def padding(x: torch.Tensor, pad_dim_size: int) -> torch.Tensor:
    """The last axis, of size 1, filled up with zeros."""
    if pad_dim_size < 1:
        raise ValueError(f"For 'padding', the 'pad_dim_size' must be greater than 0, but got {pad_dim_size}.")
    if x.shape[-1] != 1:
        raise ValueError(f"For 'padding', the last dimension must be 1, but got {x.shape[-1]}.")
    return F.pad(x, (0, pad_dim_size - 1))


def inplace_add(x: torch.Tensor, v: torch.Tensor, indices: Any) -> torch.Tensor:
    """`v` added to rows of `x`."""
    return x.index_add(0, _rows(x, indices), v)


def inplace_sub(x: torch.Tensor, v: torch.Tensor, indices: Any) -> torch.Tensor:
    """`v` subtracted from rows of `x`."""
    return x.index_add(0, _rows(x, indices), -v)


def inplace_update(x: torch.Tensor, v: torch.Tensor, indices: Any) -> torch.Tensor:
    """Rows of `x` replaced by `v`."""
    return x.index_copy(0, _rows(x, indices), v)


def _rows(x: torch.Tensor, indices: Any) -> torch.Tensor:
    found = indices if isinstance(indices, torch.Tensor) else torch.tensor(indices, device=x.device)
    return found.reshape(-1).long()


def iou(anchor_boxes: torch.Tensor, gt_boxes: torch.Tensor, mode: str) -> torch.Tensor:
    """The intersection over the union of all pairs of boxes ('iou'), or over the first area ('iof')."""
    if mode not in ("iou", "iof"):
        raise ValueError(f"For 'iou', the 'mode' must be 'iou' or 'iof', but got {mode!r}.")
    work = torch.float32
    a, b = anchor_boxes.to(work), gt_boxes.to(work)
    low = torch.maximum(a[None, :, :2], b[:, None, :2])
    high = torch.minimum(a[None, :, 2:], b[:, None, 2:])
    shared = (high - low + 1).clamp(min=0).prod(-1)
    area = (a[:, 2:] - a[:, :2] + 1).prod(-1)
    other = (b[:, 2:] - b[:, :2] + 1).prod(-1)
    base = other[:, None] if mode == "iof" else area[None] + other[:, None] - shared
    return (shared / base).to(anchor_boxes.dtype)


def embedding_start(num_embeddings: int, embedding_dim: int, _weight: Any) -> dict[str, Any]:
    """The table to start with, as a Tensor.

    Raises:
        AttributeError: `_weight` is neither a Tensor nor a numpy array.
        ValueError: It has not the table's shape.
    """
    if _weight is None:
        return {}
    if not hasattr(_weight, "shape"):
        raise AttributeError(f"For 'EmbeddingExt', the '_weight' must be a Tensor, but got {_weight!r}.")
    if tuple(_weight.shape) != (num_embeddings, embedding_dim):
        raise ValueError(
            f"For 'EmbeddingExt', the '_weight' must have the shape {(num_embeddings, embedding_dim)}, but got "
            f"{tuple(_weight.shape)}."
        )
    return {"_weight": _weight if isinstance(_weight, Tensor) else Tensor(_weight)}


def embedding(
    input: torch.Tensor,
    weight: torch.Tensor,
    padding_idx: int | None,
    max_norm: float | None,
    norm_type: float,
    scale_grad_by_freq: bool,
) -> torch.Tensor:
    """Rows of a table."""
    return F.embedding(input, weight, padding_idx, max_norm, norm_type, scale_grad_by_freq)


def dropout_ext(input: torch.Tensor, p: float, training: bool, inplace: bool) -> torch.Tensor:
    """Zeros with probability `p`, the rest scaled."""
    return F.dropout(writable(input) if inplace else input, p, training, inplace)


def cosine_similarity(x1: torch.Tensor, x2: torch.Tensor, dim: int, eps: float) -> torch.Tensor:
    """The cosine of the angle along an axis; the product of both lengths, in torch each of them, is at least `eps`."""
    lengths = torch.linalg.vector_norm(x1, dim=dim) * torch.linalg.vector_norm(x2, dim=dim)
    return (x1 * x2).sum(dim) / kinks.clamp(lengths, min=eps)
