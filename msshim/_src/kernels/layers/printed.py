"""What cells print where that is more than their attributes."""

from __future__ import annotations

from typing import Any

from msshim._src.tensor import dtype as mstype


def dropout_channels(cell: Any) -> str:
    """Of `Dropout2d` and `Dropout3d`: MindSpore shows what is kept, and calls it p."""
    return f"p={1.0 - cell.p}"


def layer_norm_ext(cell: Any) -> str:
    """Of `LayerNormExt`."""
    shape = cell.normalized_shape
    shape = (shape,) if isinstance(shape, int) else tuple(shape)
    return f"normalized_shape={shape}, eps={cell.eps}, elementwise_affine={cell.elementwise_affine}"


def embedding_ext(cell: Any) -> str:
    """Of `EmbeddingExt`."""
    names = ("num_embeddings", "embedding_dim", "padding_idx", "max_norm", "norm_type", "scale_grad_by_freq")
    dtype = mstype.float32 if cell.dtype is None else cell.dtype
    return ", ".join([*(f"{name}={getattr(cell, name)}" for name in names), f"dtype={dtype}"])
