"""Convolutions as MindSpore's primitives take them, over torch's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.kernels.convolution import functions as functions
from msshim._src.kernels.convolution.cells import absorb, conv, extents, half, pairs, same
from msshim._src.kernels.pooling.windows import Plan, choice, flat_pad, only, positive, rims, window

_PAD_MODES = ("valid", "same", "pad")


def _planner(name: str, axes: int, data_format: str) -> Plan:
    """What checks the init arguments of the convolution `name`, and brings them to one form."""

    def plan(
        kernel_size: Any, pad_mode: Any, pad: Any, mode: Any, stride: Any, dilation: Any, group: Any, out_channel: Any,
        **others: Any,
    ) -> dict[str, Any]:  # fmt: skip
        found = {"kernel_size": window(name, "kernel_size", kernel_size, axes)}
        only(name, "data_format", others.get("data_format", data_format), data_format)
        found["stride"] = window(name, "stride", stride, axes, long=axes == 2)
        found["dilation"] = window(name, "dilation", dilation, axes, long=axes == 2)
        padding = choice(name, "pad_mode", pad_mode, _PAD_MODES)
        found["pad"] = rims(name, "pad", pad, axes, padding)
        only(name, "mode", mode, 1)
        positive(name, out_channel=out_channel, group=group)
        if axes == 3 and out_channel % group:
            raise ValueError(f"For '{name}', the 'group' must divide 'out_channel', but got {group}, {out_channel}.")
        return {**found, "pad_mode": padding}

    return plan


plan_conv2d_transpose = _planner("Conv2DTranspose", 2, "NCHW")
plan_conv3d = _planner("Conv3D", 3, "NCDHW")
plan_conv3d_transpose = _planner("Conv3DTranspose", 3, "NCDHW")


def _check(name: str, x: torch.Tensor, weight: torch.Tensor, kernel_size: Sequence[int]) -> None:
    axes = len(kernel_size)
    if x.dim() != axes + 2 or weight.dim() != axes + 2:
        raise ValueError(
            f"For '{name}', the input and the weight must have {axes + 2} dimensions, but got {tuple(x.shape)} and "
            f"{tuple(weight.shape)}."
        )
    if tuple(weight.shape[2:]) != tuple(kernel_size):
        raise ValueError(
            f"For '{name}', the weight must have the 'kernel_size' {kernel_size}, but got {tuple(weight.shape)}."
        )
    if x.dtype != weight.dtype:
        raise TypeError(f"For '{name}', the dtypes must be equal, but got {x.dtype} and {weight.dtype}.")


def conv2d_transpose(
    out_backprop: torch.Tensor, filter: torch.Tensor, input_sizes: Sequence[int], kernel_size: tuple[int, int],
    pad_mode: str, pad: tuple[int, ...], stride: tuple[int, int], dilation: tuple[int, int], group: int,
) -> torch.Tensor:  # fmt: skip
    """What a convolution's input, of the shape `input_sizes`, gets from the gradient of its output.

    Raises:
        ValueError: The shapes do not fit.
        TypeError: The dtypes differ.
        RuntimeError: `input_sizes` is of another convolution.
    """
    kernel_size = (filter.shape[-2], filter.shape[-1])  # which MindSpore computes with, whatever `kernel_size` says
    _check("Conv2DTranspose", out_backprop, filter, kernel_size)
    if len(input_sizes) != 4 or filter.shape[0] != out_backprop.shape[1]:
        raise ValueError(
            f"For 'Conv2DTranspose', the 'input_sizes' must be 4 ints and the channels equal, but got {input_sizes}, "
            f"{tuple(out_backprop.shape)} and {tuple(filter.shape)}."
        )
    size, spans = tuple(input_sizes[2:]), extents(kernel_size, dilation)
    pads = same(size, kernel_size, stride, dilation) if pad_mode == "same" else pairs(pad, 2)
    outputs = [(n + sum(p) - e) // s + 1 for n, p, e, s in zip(size, pads, spans, stride, strict=True)]
    inner = [out_backprop.shape[0], filter.shape[1] * group]
    if outputs != list(out_backprop.shape[2:]) or list(input_sizes[:2]) != inner:
        raise RuntimeError(
            f"For 'Conv2DTranspose', the convolution of 'input_sizes' {tuple(input_sizes)} has the size {outputs}, but "
            f"'out_backprop' has the shape {tuple(out_backprop.shape)}."
        )
    reach = [(n - 1) * s + e for n, s, e in zip(outputs, stride, spans, strict=True)]
    heads = tuple(head for head, _ in pads)
    extra = tuple(n - (r - 2 * head) for n, r, head in zip(size, reach, heads, strict=True))
    fits = all(0 <= e < max(s, d) for e, s, d in zip(extra, stride, dilation, strict=True))
    options = (stride, heads, extra, group, dilation) if fits else (stride, 0, 0, group, dilation)
    if out_backprop.dtype is torch.float16 and out_backprop.device.type == "cpu":
        found = half(F.conv_transpose2d, out_backprop, filter, None, *options)
    else:
        found = F.conv_transpose2d(out_backprop, filter, None, *options)
    if fits:
        return found
    edges = [(-head, n + head - r) for head, n, r in zip(heads, size, reach, strict=True)]
    return F.pad(found, [*edges[1], *edges[0]])


def conv3d(
    x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None, out_channel: int, kernel_size: tuple[int, ...],
    pad_mode: str, pad: tuple[int, ...], stride: tuple[int, ...], dilation: tuple[int, ...], group: int,
) -> torch.Tensor:  # fmt: skip
    """The convolution of (N, C, D, H, W) with six paddings; ValueError or TypeError for what does not fit."""
    _check("Conv3D", x, weight, kernel_size)
    if weight.shape[0] != out_channel:
        raise ValueError(f"For 'Conv3D', the weight must have {out_channel} channels, but got {tuple(weight.shape)}.")
    pads = same(x.shape[2:], kernel_size, stride, dilation) if pad_mode == "same" else pairs(pad, 3)
    room = [n + sum(p) - e for n, p, e in zip(x.shape[2:], pads, extents(kernel_size, dilation), strict=True)]
    size = [left // s + 1 for left, s in zip(room, stride, strict=True)]
    if min(room) == -1 and all(s == 1 for left, s in zip(room, stride, strict=True) if left < 0):
        return x.new_empty((x.shape[0], weight.shape[0], *size))
    if min(room) < 0:
        raise RuntimeError(f"For 'Conv3D', the 'kernel_size' {kernel_size} is larger than {tuple(x.shape)}.")
    return conv(x, weight, bias, stride, dilation, group, absorb(pads))


def conv3d_transpose(
    input: torch.Tensor, weight: torch.Tensor, pad_mode: str, padding: tuple[int, ...], stride: tuple[int, ...],
    dilation: tuple[int, ...], groups: int, output_padding: Any,
) -> torch.Tensor:  # fmt: skip
    """The transposed convolution of (N, C, D, H, W); RuntimeError where the padding crops more than there is."""
    try:
        return functions.conv3d_transpose(input, weight, pad_mode, padding, stride, dilation, groups, output_padding)
    except ValueError as error:
        if "crops more" in str(error):
            raise RuntimeError(f"For 'Conv3DTranspose', {error}") from None
        raise


def depthwise_conv2d(
    x: torch.Tensor, w: torch.Tensor, kernel_size: tuple[int, int], pad_mode: str, pad: tuple[int, ...],
    stride: tuple[int, int], dilation: tuple[int, int],
) -> torch.Tensor:  # fmt: skip
    """Each channel of (N, C, H, W) convolved with its own kernel of (1, C, kh, kw)."""
    _check("DepthwiseConv2dNative", x, w, kernel_size)
    if w.shape[:2] != (1, x.shape[1]):
        raise ValueError(f"For 'DepthwiseConv2dNative', the 'w' must be (1, {x.shape[1]}, …), got {tuple(w.shape)}.")
    native = None if pad_mode == "same" else absorb(pairs(pad, 2))
    return conv(x, w.transpose(0, 1), None, stride, dilation, x.shape[1], native)


def plan_depthwise(
    channel_multiplier: Any, kernel_size: Any, mode: Any, pad_mode: Any, pad: Any, stride: Any, dilation: Any,
    group: Any,
) -> dict[str, Any]:  # fmt: skip
    """The init arguments of DepthwiseConv2dNative, checked and in one form."""
    name = "DepthwiseConv2dNative"
    only(name, "mode", mode, 3)
    found = _planner(name, 2, "NCHW")(kernel_size, pad_mode, pad, 1, stride, dilation, group, channel_multiplier)
    for parameter in ("stride", "dilation"):
        if len(set(found[parameter])) > 1:
            raise ValueError(f"For '{name}', the '{parameter}' must be one for both axes, but got {found[parameter]}.")
    return found


def plan_dilation2d(stride: Any, dilation: Any, pad_mode: Any, data_format: Any) -> dict[str, Any]:
    """The init arguments of Dilation2D, checked and in one form."""
    name = "Dilation2D"
    only(name, "data_format", data_format, "NCHW")
    if not isinstance(pad_mode, str) or pad_mode not in ("VALID", "SAME", "valid", "same"):
        raise ValueError(f"For '{name}', the 'pad_mode' must be 'VALID' or 'SAME', but got {pad_mode!r}.")
    step = window(name, "stride", stride, 2, long=True)
    if max(step) > 255:
        raise ValueError(f"For '{name}', the 'stride' must be at most 255, but got {stride!r}.")
    spread = window(name, "dilation", dilation, 2, long=True)
    return {"pad_mode": pad_mode.lower(), "stride": step, "dilation": spread}


def dilation2d(
    x: torch.Tensor, filter: torch.Tensor, stride: tuple[int, int], pad_mode: str, dilation: tuple[int, int]
) -> torch.Tensor:
    """The largest sum of a window of (N, C, H, W) and the filter (C, kh, kw); what is padded never counts."""
    if x.dim() != 4 or filter.dim() != 3 or x.shape[1] != filter.shape[0]:
        raise ValueError(
            f"For 'Dilation2D', the shapes must be (N, C, H, W) and (C, h, w), but got {tuple(x.shape)} and "
            f"{tuple(filter.shape)}."
        )
    kernel = filter.shape[1:]
    if pad_mode == "same":
        edges = same(x.shape[2:], kernel, stride, dilation)
        x = F.pad(x, flat_pad((*edges[0], *edges[1])), value=torch.finfo(x.dtype).min)
    tall, wide = extents(kernel, dilation)
    windows = x.unfold(2, tall, stride[0]).unfold(3, wide, stride[1])[..., :: dilation[0], :: dilation[1]]
    return (windows + filter[:, None, None]).amax((-2, -1))


def plan_deformable(
    strides: Any, pads: Any, ksize: Any, dilations: Any, data_format: Any, deformable_groups: Any, modulated: Any
) -> dict[str, Any]:
    """The init arguments of DeformableOffsets, checked."""
    name = "DeformableOffsets"
    only(name, "data_format", data_format, "NCHW")
    given: dict[str, Any] = {"strides": strides, "pads": pads, "ksize": ksize, "dilations": dilations}
    for parameter, value in given.items():
        length = 2 if parameter == "ksize" else 4
        if not isinstance(value, tuple) or not all(type(item) is int for item in value):
            raise TypeError(f"For '{name}', the '{parameter}' must be a tuple of {length} ints, but got {value!r}.")
        if len(value) != length or (parameter in ("strides", "dilations") and value[:2] != (1, 1)):
            raise ValueError(f"For '{name}', the '{parameter}' must be {length} ints, of which the first two are 1.")
    positive(name, deformable_groups=deformable_groups)
    if modulated is not True:
        raise ValueError(f"For '{name}', the 'modulated' must be True, but got {modulated!r}.")
    return {}
