"""The plain convolutions: one explicit asymmetric padding around torch's own call.

A plan is made once, when the layer is built: torch's symmetric padding absorbs what it can, and only the remainder is
an `F.pad`. Everything is written for any number of axes; the 1-D layers are 2-D ones with a height of 1, as in
MindSpore. What the transposed layers share is here too. Formulas: docs/architecture.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.tensor.tensor import Tensor, wrap

Pairs = tuple[tuple[int, int], ...]
"""(head, tail) for each axis."""

_CONV: dict[int, Callable[..., torch.Tensor]] = {2: F.conv2d, 3: F.conv3d}


# --- what the transposed layers share


def pairs(padding: int | tuple[int, ...], axes: int) -> Pairs:
    """One number, or front, tail, top, bottom, left, right, as pairs."""
    flat = (padding,) * (2 * axes) if isinstance(padding, int) else padding
    return tuple((flat[2 * a], flat[2 * a + 1]) for a in range(axes))


def extents(kernel_size: Sequence[int], dilation: Sequence[int]) -> list[int]:
    """How far each axis of a dilated kernel reaches."""
    return [d * (k - 1) + 1 for k, d in zip(kernel_size, dilation, strict=True)]


def check(cls_name: str, in_channels: int, out_channels: int, group: int, pad_mode: str, padding: Any) -> None:
    """ValueError for a group that does not divide the channels, or a padding without pad_mode 'pad'."""
    if in_channels % group or out_channels % group:
        raise ValueError(
            f"For '{cls_name}', the 'group' must divide 'in_channels' and 'out_channels', but got {group} for "
            f"{in_channels} and {out_channels}."
        )
    if pad_mode.lower() != "pad" and any(_flat(padding)):
        raise ValueError(
            f"For '{cls_name}', the 'padding' must be 0 where 'pad_mode' is not 'pad', but got {padding} with "
            f"'pad_mode' {pad_mode!r}."
        )


def _flat(value: int | tuple[int, ...]) -> tuple[int, ...]:
    return (value,) if isinstance(value, int) else value


def lift(given: dict[str, Any]) -> dict[str, Any]:
    """A 1-D layer's arguments as those of a 2-D layer with a height of 1."""
    init = given["weight_init"]
    if isinstance(init, Tensor):
        if len(init.shape) != 3:
            raise ValueError(
                f"For '{given['cls_name']}', the 'weight_init' must be a Tensor of 3 dimensions, but got one of shape "
                f"{tuple(init.shape)}."
            )
        init = wrap((init.init_data() if init.has_init else init)._t.unsqueeze(2))
    raised: dict[str, Any] = {name: (1, given[name]) for name in ("kernel_size", "stride", "dilation")}
    amount = given["padding"]
    return {**raised, "padding": (0, 0, amount, amount), "weight_init": init, "data_format": "NCHW"}


# --- plain


def plan(
    cls_name: str,
    in_channels: int,
    out_channels: int,
    kernel_size: tuple[int, ...],
    stride: tuple[int, ...],
    pad_mode: str,
    padding: int | tuple[int, ...],
    dilation: tuple[int, ...],
    group: int,
    **_: Any,
) -> dict[str, Any]:
    """What torch pads, and the remainder; None where the amounts depend on the input's size."""
    check(cls_name, in_channels, out_channels, group, pad_mode, padding)
    mode, axes = pad_mode.lower(), len(kernel_size)
    pads: Pairs | None
    if mode == "pad":
        pads = pairs(padding, axes)
    elif mode == "valid":
        pads = ((0, 0),) * axes
    elif all(s == 1 for s in stride):
        pads = same(kernel_size, kernel_size, stride, dilation)
    else:
        pads = None
    return {"native": None if pads is None else absorb(pads)}


def plan_1d(**given: Any) -> dict[str, Any]:
    """`plan` for Conv1d, whose weight is 4-D."""
    lifted = lift(given)
    return {**lifted, **plan(**{**given, **lifted})}


def same(size: Sequence[int], kernel_size: Sequence[int], stride: Sequence[int], dilation: Sequence[int]) -> Pairs:
    """'same': as many outputs as strides fit in the input; an odd amount puts the extra zero at the tail."""
    amounts = []
    for n, e, s in zip(size, extents(kernel_size, dilation), stride, strict=True):
        total = max(((n + s - 1) // s - 1) * s + e - n, 0)
        amounts.append((total // 2, total - total // 2))
    return tuple(amounts)


def absorb(pads: Pairs) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What torch's symmetric padding takes, and the remainder in the order of `F.pad` (empty if none)."""
    native = tuple(min(pair) for pair in pads)
    if all(head == tail for head, tail in pads):
        return native, ()
    rest = [(head - p, tail - p) for (head, tail), p in zip(pads, native, strict=True)]
    return native, tuple(amount for pair in reversed(rest) for amount in pair)


def conv(
    x: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None,
    stride: tuple[int, ...],
    dilation: tuple[int, ...],
    group: int,
    native: tuple[tuple[int, ...], tuple[int, ...]] | None,
) -> torch.Tensor:
    """Plain convolution of (N, C, *size) with a weight (out, in // group, *kernel).

    Raises:
        ValueError: The kernel is larger than the padded input. Where only its dilation is, by one, nothing comes out.
    """
    padding, rest = absorb(same(x.shape[2:], weight.shape[2:], stride, dilation)) if native is None else native
    if rest:
        x = F.pad(x, rest)
    call = _CONV[len(stride)]
    try:
        if x.dtype is torch.float16 and x.device.type == "cpu":
            return half(call, x, weight, bias, stride, padding, dilation, group)
        return call(x, weight, bias, stride, padding, dilation, group)
    except RuntimeError:
        size = _output_size(x, weight, padding, stride, dilation)
        if min(size) > 0 or x.dtype != weight.dtype or x.shape[1] != weight.shape[1] * group:
            raise
        if min(size) == 0 and min(_output_size(x, weight, padding, stride, (1,) * len(stride))) > 0:
            return x.new_empty((x.shape[0], weight.shape[0], *size))
        raise ValueError(
            f"The 'kernel_size' {tuple(weight.shape[2:])} with 'dilation' {dilation} is larger than the padded input."
        ) from None


def _output_size(
    x: torch.Tensor, weight: torch.Tensor, padding: Sequence[int], stride: Sequence[int], dilation: Sequence[int]
) -> list[int]:
    spans = extents(weight.shape[2:], dilation)
    return [(n + 2 * p - e) // s + 1 for n, p, e, s in zip(x.shape[2:], padding, spans, stride, strict=True)]


def conv3d(
    x: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None,
    stride: tuple[int, ...],
    dilation: tuple[int, ...],
    group: int,
    native: tuple[tuple[int, ...], tuple[int, ...]] | None,
) -> torch.Tensor:
    """`conv`, but an empty tensor where the kernel is larger than the padded input."""
    try:
        return conv(x, weight, bias, stride, dilation, group, native)
    except ValueError:
        assert native is not None  # 'same' always fits
        padded = F.pad(x, native[1]) if native[1] else x
        size = _output_size(padded, weight, native[0], stride, dilation)
        return x.new_empty((x.shape[0], weight.shape[0], *(max(0, length) for length in size)))


def conv1d(
    x: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None,
    stride: tuple[int, ...],
    dilation: tuple[int, ...],
    group: int,
    native: tuple[tuple[int, ...], tuple[int, ...]] | None,
) -> torch.Tensor:
    """Plain convolution of (N, C, L) with MindSpore's weight (out, in // group, 1, kernel)."""
    return conv(x.unsqueeze(2), weight, bias, stride, dilation, group, native).squeeze(2)


# --- half precision on the CPU


def half(
    call: Callable[..., torch.Tensor],
    x: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None,
    *options: Any,
) -> torch.Tensor:
    """MindSpore's rounding: convolve in float32, round, add the half bias, round."""
    if weight.dtype is not torch.float16:
        raise RuntimeError(f"the input is float16 and the weight {weight.dtype}")
    y = call(x.float(), weight.float(), None, *options).half()
    return y if bias is None else y + bias.view(-1, *[1] * (y.dim() - 2))
