"""Dense, Flatten, Embedding, Dropout."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.cell.primitive import Primitive
from msshim._src.init.initial_value import materialize
from msshim._src.kernels.random.functions import kept
from msshim._src.runtime.random import graph_seeds
from msshim._src.runtime.streams import MinStd, Streams
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.interop import to_torch
from msshim._src.tensor.tensor import Tensor, wrap


def dense(
    x: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None,
    activation: Callable[[Any], Any] | None,
) -> torch.Tensor:
    """x @ weight.T + bias over the last axis, then the activation."""
    try:
        y = F.linear(x, weight, bias)
    except RuntimeError:
        if x.dtype != weight.dtype or (x.dim() and x.shape[-1] == weight.shape[1]):
            raise
        raise ValueError(f"The 'in_channels' {weight.shape[1]} must be the last dimension of the input.") from None
    if activation is None:
        return y
    return to_torch(activation(wrap(y))) if isinstance(activation, Primitive) else activation(y)  # type: ignore[no-any-return]


def dense_repr(cell: Any) -> str:
    """What Dense prints: the bias and the activation where there are."""
    parts = [f"input_channels={cell.in_channels}", f"output_channels={cell.out_channels}"]
    if cell.has_bias:
        parts.append(f"has_bias={cell.has_bias}")
    if cell.activation is not None:
        parts.append(f"activation={cell.activation}")
    return ", ".join(parts)


def flatten(x: torch.Tensor, start_dim: int, end_dim: int) -> torch.Tensor:
    """torch.flatten, with ValueError for axes out of range or out of order."""
    try:
        return torch.flatten(x, start_dim, end_dim)
    except (IndexError, RuntimeError):
        raise ValueError(
            f"For 'Flatten', the 'start_dim' and 'end_dim' must be axes of the input 'x' in this order, but got "
            f"{start_dim} and {end_dim} for the shape {tuple(x.shape)}."
        ) from None


def embedding_table(
    cls_name: str,
    vocab_size: int,
    embedding_size: int,
    embedding_table: Any,
    padding_idx: Any,
    use_one_hot: bool,
    dtype: Any,
) -> dict[str, Any]:
    """The table's initial value, with zeros in the row `padding_idx`.

    Raises:
        TypeError: `padding_idx` is no int, or `dtype` no number's; with `use_one_hot`, not the table's.
        ValueError: There is no row `padding_idx`.
    """
    held = embedding_table.dtype if isinstance(embedding_table, Tensor) else mstype.float32
    if dtype == mstype.bool_ or (use_one_hot and dtype != held):
        what = f"the table's, {held}" if use_one_hot else "that of a number"
        raise TypeError(f"For '{cls_name}', the 'dtype' must be {what}, but got {dtype}.")
    if padding_idx is None:
        return {}
    if not isinstance(padding_idx, int) or isinstance(padding_idx, bool):
        raise TypeError(f"For '{cls_name}', the 'padding_idx' must be an int, but got {padding_idx!r}.")
    if not 0 <= padding_idx < vocab_size:
        raise ValueError(f"For '{cls_name}', the 'padding_idx' must be in [0, {vocab_size}), but got {padding_idx}.")
    table = materialize(embedding_table, (vocab_size, embedding_size), torch.float32)
    table[padding_idx] = 0
    return {"embedding_table": wrap(table)}


def embedding(ids: torch.Tensor, embedding_table: torch.Tensor, use_one_hot: bool) -> torch.Tensor:
    """Rows of the table, (*ids.shape, embedding_size).

    Negative numbers count from the end (on the CPU; elsewhere torch refuses them); with `use_one_hot` every number
    outside the table gives zeros.

    Raises:
        TypeError: `ids` is not int32 or int64 (or int16, without `use_one_hot`).
        RuntimeError: A number is not in the table.
    """
    if ids.dtype not in (torch.int32, torch.int64):
        if ids.dtype is not torch.int16 or use_one_hot:
            raise TypeError(f"The 'ids' must be int32 or int64, but got {ids.dtype}.")
        ids = ids.int()
    size = embedding_table.shape[0]
    if use_one_hot:
        numbers = torch.arange(size, device=ids.device)
        return (ids.unsqueeze(-1) == numbers).to(embedding_table.dtype) @ embedding_table
    try:
        return F.embedding(ids, embedding_table)
    except IndexError:
        low, high = int(ids.min()), int(ids.max())
        if not -size <= low <= high < size:
            raise RuntimeError(
                f"For 'Embedding', the input 'ids' must be in [{-size}, {size}), but got {low} to {high}."
            ) from None
        return F.embedding(torch.where(ids < 0, ids + size, ids), embedding_table)


def dropout_rate(cls_name: str, keep_prob: float, p: float | None) -> dict[str, Any]:
    """The probability of a zero, from whichever of the two is given; and the streams.

    Raises:
        TypeError: `p` is no number, or `keep_prob` no float.
        ValueError: `p` is not in [0, 1), or `keep_prob` not in (0, 1].
    """
    if p is not None:
        if not isinstance(p, (int, float)) or isinstance(p, bool):
            raise TypeError(f"For '{cls_name}', the 'p' must be a number, but got {p!r} of type {type(p).__name__}.")
        if not 0 <= p < 1:
            raise ValueError(f"For '{cls_name}', the 'p' must be in [0, 1), but got {p}.")
        return {"rate": 0 if keep_prob == 1 else p, "streams": Streams(MinStd, graph_seeds(0, "dropout"))}
    if not isinstance(keep_prob, float):
        raise TypeError(f"For '{cls_name}', the 'keep_prob' must be a float, but got {keep_prob!r}.")
    if not 0 < keep_prob <= 1:
        raise ValueError(f"For '{cls_name}', the 'keep_prob' must be in (0, 1], but got {keep_prob}.")
    return {"rate": 1 - keep_prob, "streams": Streams(MinStd, graph_seeds(0, "dropout"))}


def dropout(x: torch.Tensor, rate: float, training: bool, streams: Streams[MinStd]) -> torch.Tensor:
    """F.dropout, with MindSpore's mask where a seed is set; the input itself where nothing is dropped.

    Raises:
        TypeError: The dtype of `x` is not floating-point.
    """
    if not (training and rate):
        return x
    if not x.is_floating_point():
        raise TypeError(f"The 'x' must be a floating-point Tensor, but got {x.dtype}.")
    engine = streams.at((x.shape, x.dtype))
    return F.dropout(x, rate, True) if engine is None else x * kept(engine, x, 1 - rate).div_(1 - rate)


def dropout_repr(cell: Any) -> str:
    """What Dropout prints: the probability that was given."""
    return f"keep_prob={cell.keep_prob}" if cell.p is None else f"p={cell.p}"
