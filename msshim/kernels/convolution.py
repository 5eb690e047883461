"""The six convolutions: one explicit asymmetric padding, or one asymmetric crop, around torch's own call.

A plan is made once, when the layer is built. torch's symmetric padding and `output_padding` absorb what they
can; only the remainder is an `F.pad` (plain) or a narrowed view (transposed). Everything is written for any
number of axes; the 1-D layers are 2-D ones with a height of 1, as in MindSpore.

Formulas and proof: docs/architecture.md and the comparison pages of the rows in mappings/nn/convolution.yaml.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod
from typing import Any

import torch
import torch.nn.functional as F

from msshim.core.tensor import Tensor, wrap

Pairs = tuple[tuple[int, int], ...]
"""(head, tail) for each axis."""

_CONV: dict[int, Callable[..., torch.Tensor]] = {2: F.conv2d, 3: F.conv3d}
_TRANSPOSED: dict[int, Callable[..., torch.Tensor]] = {2: F.conv_transpose2d, 3: F.conv_transpose3d}


# --- what both directions share


def _pairs(padding: int | tuple[int, ...], axes: int) -> Pairs:
    """One number, or front, tail, top, bottom, left, right, as pairs."""
    flat = (padding,) * (2 * axes) if isinstance(padding, int) else padding
    return tuple((flat[2 * a], flat[2 * a + 1]) for a in range(axes))


def _extents(kernel_size: Sequence[int], dilation: Sequence[int]) -> list[int]:
    return [d * (k - 1) + 1 for k, d in zip(kernel_size, dilation, strict=True)]


def _check(cls_name: str, in_channels: int, out_channels: int, group: int, pad_mode: str, padding: Any) -> None:
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


def _lift(
    cls_name: str, kernel_size: int, stride: int, padding: int, dilation: int, weight_init: Any
) -> dict[str, Any]:
    """A 1-D layer's arguments as those of a 2-D layer with a height of 1."""
    if isinstance(weight_init, Tensor):
        if len(weight_init.shape) != 3:
            raise ValueError(
                f"For '{cls_name}', the 'weight_init' must be a Tensor of 3 dimensions, but got one of shape "
                f"{tuple(weight_init.shape)}."
            )
        weight_init = wrap(weight_init._t.unsqueeze(2))
    return {
        "kernel_size": (1, kernel_size),
        "stride": (1, stride),
        "padding": (0, 0, padding, padding),
        "dilation": (1, dilation),
        "weight_init": weight_init,
        "data_format": "NCHW",
    }


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
) -> dict[str, Any]:
    """What torch pads, and the remainder; None where the amounts depend on the input's size."""
    _check(cls_name, in_channels, out_channels, group, pad_mode, padding)
    mode, axes = pad_mode.lower(), len(kernel_size)
    pads: Pairs | None
    if mode == "pad":
        pads = _pairs(padding, axes)
    elif mode == "valid":
        pads = ((0, 0),) * axes
    elif all(s == 1 for s in stride):
        pads = same(kernel_size, kernel_size, stride, dilation)
    else:
        pads = None
    return {"native": None if pads is None else absorb(pads)}


def plan_1d(
    cls_name: str,
    in_channels: int,
    out_channels: int,
    kernel_size: int,
    stride: int,
    pad_mode: str,
    padding: int,
    dilation: int,
    group: int,
    weight_init: Any,
) -> dict[str, Any]:
    """`plan` for Conv1d, whose weight is 4-D."""
    lifted = _lift(cls_name, kernel_size, stride, padding, dilation, weight_init)
    k, s, p, d = (lifted[name] for name in ("kernel_size", "stride", "padding", "dilation"))
    return {**lifted, **plan(cls_name, in_channels, out_channels, k, s, pad_mode, p, d, group)}


def same(
    size: Sequence[int], kernel_size: Sequence[int], stride: Sequence[int], dilation: Sequence[int]
) -> Pairs:
    """'same': as many outputs as strides fit in the input; an odd amount puts the extra zero at the tail."""
    pairs = []
    for n, e, s in zip(size, _extents(kernel_size, dilation), stride, strict=True):
        total = max(((n + s - 1) // s - 1) * s + e - n, 0)
        pairs.append((total // 2, total - total // 2))
    return tuple(pairs)


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
        ValueError: The kernel is larger than the padded input.
    """
    padding, rest = absorb(same(x.shape[2:], weight.shape[2:], stride, dilation)) if native is None else native
    if rest:
        x = F.pad(x, rest)
    call = _CONV[len(stride)]
    try:
        if x.dtype is torch.float16 and x.device.type == "cpu":
            return _half(call, x, weight, bias, stride, padding, dilation, group)
        return call(x, weight, bias, stride, padding, dilation, group)
    except RuntimeError:
        size = _output_size(x, weight, padding, stride, dilation)
        if prod(size) or x.dtype != weight.dtype or x.shape[1] != weight.shape[1] * group:
            raise
        raise ValueError(
            f"The 'kernel_size' {tuple(weight.shape[2:])} with 'dilation' {dilation} is larger than the padded input."
        ) from None


def _output_size(
    x: torch.Tensor, weight: torch.Tensor, padding: Sequence[int], stride: Sequence[int], dilation: Sequence[int]
) -> list[int]:
    extents = _extents(weight.shape[2:], dilation)
    return [max(0, (n + 2 * p - e) // s + 1) for n, p, e, s in zip(x.shape[2:], padding, extents, stride, strict=True)]


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
        return x.new_empty((x.shape[0], weight.shape[0], *_output_size(padded, weight, native[0], stride, dilation)))


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


# --- transposed


def crops(
    kernel_size: Sequence[int],
    stride: Sequence[int],
    dilation: Sequence[int],
    pad_mode: str,
    padding: int | tuple[int, ...],
    output_padding: Sequence[int],
) -> Pairs:
    """Rows to take away from the full transposed convolution at each end; negative: zero rows to append."""
    over = [e - s for e, s in zip(_extents(kernel_size, dilation), stride, strict=True)]
    if pad_mode == "same":
        return tuple((max(t, 0) // 2, t - max(t, 0) // 2) for t in over)
    if pad_mode == "valid":
        return tuple((0, min(t, 0)) for t in over)
    return tuple(
        (head, tail - extra)
        for (head, tail), extra in zip(_pairs(padding, len(over)), output_padding, strict=True)
    )


def plan_transposed(
    cls_name: str,
    in_channels: int,
    out_channels: int,
    kernel_size: tuple[int, ...],
    stride: tuple[int, ...],
    pad_mode: str,
    padding: int | tuple[int, ...],
    dilation: tuple[int, ...],
    group: int,
    output_padding: tuple[int, ...] = (),
) -> dict[str, Any]:
    """torch's padding and output_padding, and the rows that are left to crop, in the order of the axes.

    torch allows an output_padding below max(stride, dilation), so a head that is cropped more than the tail is
    absorbed as far as that goes; a tail that is cropped more always leaves a view.
    """
    _check(cls_name, in_channels, out_channels, group, pad_mode, padding)
    output_padding = output_padding or (0,) * len(kernel_size)
    if any(output_padding):
        _check_output_padding(cls_name, output_padding, stride, dilation, pad_mode)
    native, native_output, left = [], [], []
    cropped = crops(kernel_size, stride, dilation, pad_mode.lower(), padding, output_padding)
    for (head, tail), s, d in zip(cropped, stride, dilation, strict=True):
        most = max(s, d) - 1
        p = head if head <= tail else min(head, max(tail + most, 0))
        extra = 0 if head <= tail else max(0, min(most, p - tail))
        native.append(p)
        native_output.append(extra)
        left.append((head - p, tail - (p - extra)))
    return {
        "native": (tuple(native), tuple(native_output)),
        "crop": tuple((a, *pair) for a, pair in enumerate(left, 2) if pair != (0, 0)),
    }


def _check_output_padding(
    cls_name: str, output_padding: tuple[int, ...], stride: tuple[int, ...], dilation: tuple[int, ...], pad_mode: str
) -> None:
    if pad_mode.lower() != "pad":
        raise ValueError(
            f"For '{cls_name}', the 'output_padding' must be 0 where 'pad_mode' is not 'pad', but got "
            f"{output_padding} with 'pad_mode' {pad_mode!r}."
        )
    for extra, s, d in zip(output_padding, stride, dilation, strict=True):
        if not 0 <= extra < max(s, d):
            raise ValueError(
                f"For '{cls_name}', the 'output_padding' must be in [0, max(stride, dilation)) = [0, {max(s, d)}), "
                f"but got {output_padding}."
            )


def plan_transposed_1d(
    cls_name: str,
    in_channels: int,
    out_channels: int,
    kernel_size: int,
    stride: int,
    pad_mode: str,
    padding: int,
    dilation: int,
    group: int,
    weight_init: Any,
) -> dict[str, Any]:
    """`plan_transposed` for Conv1dTranspose, whose weight is 4-D."""
    lifted = _lift(cls_name, kernel_size, stride, padding, dilation, weight_init)
    k, s, p, d = (lifted[name] for name in ("kernel_size", "stride", "padding", "dilation"))
    return {**lifted, **plan_transposed(cls_name, in_channels, out_channels, k, s, pad_mode, p, d, group)}


def plan_transposed_2d(
    cls_name: str,
    in_channels: int,
    out_channels: int,
    kernel_size: tuple[int, ...],
    stride: tuple[int, ...],
    pad_mode: str,
    padding: int | tuple[int, ...],
    dilation: tuple[int, ...],
    group: int,
    output_padding: int | tuple[int, int],
) -> dict[str, Any]:
    """`plan_transposed` for Conv2dTranspose, whose `output_padding` is zeros appended after the bias."""
    layout = plan_transposed(
        cls_name, in_channels, out_channels, kernel_size, stride, pad_mode, padding, dilation, group
    )
    height, width = output_padding if isinstance(output_padding, tuple) else (output_padding,) * 2
    return {**layout, "data_format": "NCHW", "appended": (height, width) if height or width else ()}


def conv_transpose(
    x: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None,
    stride: tuple[int, ...],
    dilation: tuple[int, ...],
    group: int,
    native: tuple[tuple[int, ...], tuple[int, ...]],
    crop: tuple[tuple[int, int, int], ...],
) -> torch.Tensor:
    """Transposed convolution of (N, C, *size) with a weight (in, out // group, *kernel)."""
    call = _TRANSPOSED[len(stride)]
    try:
        if x.dtype is torch.float16 and x.device.type == "cpu":
            y = _half(call, x, weight, bias, stride, *native, group, dilation)
        else:
            y = call(x, weight, bias, stride, *native, group, dilation)
    except RuntimeError:
        y = _empty(x, weight, stride, dilation, group, native, crop)
        if y is None:
            raise
        return y
    for axis, head, tail in crop:
        length = y.shape[axis] - head - tail
        if length < 0:
            raise _negative(axis, length)
        y = y.narrow(axis, head, length)
    return y


def _empty(
    x: torch.Tensor,
    weight: torch.Tensor,
    stride: tuple[int, ...],
    dilation: tuple[int, ...],
    group: int,
    native: tuple[tuple[int, ...], tuple[int, ...]],
    crop: tuple[tuple[int, int, int], ...],
) -> torch.Tensor | None:
    """The empty output that torch refuses to make where padding crops all of an axis; None for another error."""
    extents = _extents(weight.shape[2:], dilation)
    size = [
        (n - 1) * s + e - 2 * p + o
        for n, s, e, p, o in zip(x.shape[2:], stride, extents, *native, strict=True)
    ]
    for axis, head, tail in crop:
        size[axis - 2] -= head + tail
    if x.dtype != weight.dtype or x.shape[1] != weight.shape[0] or min(size) > 0:
        return None
    for axis, length in enumerate(size, 2):
        if length < 0:
            raise _negative(axis, length)
    return x.new_empty((x.shape[0], weight.shape[1] * group, *size))


def _negative(axis: int, length: int) -> ValueError:
    return ValueError(f"The 'padding' crops more than there is: the output's axis {axis} would have length {length}.")


def conv_transpose1d(
    x: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None,
    stride: tuple[int, ...],
    dilation: tuple[int, ...],
    group: int,
    native: tuple[tuple[int, ...], tuple[int, ...]],
    crop: tuple[tuple[int, int, int], ...],
) -> torch.Tensor:
    """Transposed convolution of (N, C, L) with MindSpore's weight (in, out // group, 1, kernel)."""
    return conv_transpose(x.unsqueeze(2), weight, bias, stride, dilation, group, native, crop).squeeze(2)


def conv_transpose2d(
    cls_name: str,
    x: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None,
    stride: tuple[int, ...],
    dilation: tuple[int, ...],
    group: int,
    pad_mode: str,
    native: tuple[tuple[int, ...], tuple[int, ...]],
    crop: tuple[tuple[int, int, int], ...],
    appended: tuple[int, ...],
) -> torch.Tensor:
    """`conv_transpose`, then MindSpore's `output_padding`: zeros below and to the right, after the bias."""
    y = conv_transpose(x, weight, bias, stride, dilation, group, native, crop)
    if not appended:
        return y
    # MindSpore checks these at the call.
    _check_output_padding(cls_name, appended, stride, dilation, pad_mode)
    return F.pad(y, (0, appended[1], 0, appended[0]))


# --- half precision on the CPU


def _half(
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
