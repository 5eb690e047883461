"""Convolutions as functions: MindSpore's padding modes over torch's own convolutions."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.kernels.convolution.cells import conv
from msshim._src.kernels.convolution.transposed import plan_transposed


def _sizes(name: str, parameter: str, value: Any, axes: int, least: int) -> tuple[int, ...]:
    """One int of at least `least` for each axis."""
    if type(value) is int and value >= least:
        return (value,) * axes
    if not isinstance(value, (int, tuple, list)) or isinstance(value, bool):
        raise TypeError(f"For '{name}', the '{parameter}' must be an int or a tuple of ints, but got {value!r}.")
    items = (value,) if isinstance(value, int) else tuple(value)
    if not all(isinstance(item, int) and not isinstance(item, bool) for item in items) or min(items) < least:
        raise ValueError(f"For '{name}', the '{parameter}' must be ints of at least {least}, but got {value!r}.")
    if isinstance(value, int):
        return items * axes
    if len(items) != axes:
        raise ValueError(f"For '{name}', the '{parameter}' must be an int or {axes} of them, but got {value!r}.")
    return items


def _mode(name: str, pad_mode: Any) -> str:
    if not isinstance(pad_mode, str):
        raise TypeError(f"For '{name}', the 'pad_mode' must be a str, but got {pad_mode!r}.")
    if pad_mode.lower() not in ("valid", "same", "pad"):
        raise ValueError(f"For '{name}', the 'pad_mode' must be 'valid', 'same' or 'pad', but got {pad_mode!r}.")
    return pad_mode.lower()


def _check(
    name: str, input: torch.Tensor, weight: torch.Tensor, bias: Any, axes: int, mode: str, padding: Any, groups: int
) -> None:
    if input.dim() != axes + 2 or weight.dim() != axes + 2:
        raise ValueError(
            f"For '{name}', the 'input' and 'weight' must have {axes + 2} dimensions, but got {input.dim()} and "
            f"{weight.dim()}."
        )
    if mode != "pad" and any(padding):
        raise ValueError(f"For '{name}', the 'padding' must be 0 where 'pad_mode' is not 'pad', but got {padding!r}.")
    if input.dtype != weight.dtype or not input.is_floating_point():
        raise TypeError(
            f"For '{name}', the 'input' and 'weight' must be floating-point and of one dtype, but got {input.dtype} "
            f"and {weight.dtype}."
        )
    if not isinstance(groups, int):
        raise TypeError(f"For '{name}', the 'groups' must be an int, but got {groups!r}.")
    if bias is not None and not isinstance(bias, torch.Tensor):
        raise TypeError(f"For '{name}', the 'bias' must be a Tensor or None, but got {bias!r}.")
    shapes = f"the shapes {tuple(input.shape)} and {tuple(weight.shape)}"
    if input.shape[1] % groups or weight.shape[0] % groups:
        raise ValueError(f"For '{name}', the 'groups' {groups} must divide the channels, but got {shapes}.")
    if weight.shape[1] * groups != input.shape[1]:
        raise RuntimeError(f"For '{name}', the 'weight' must take the input's channels, but got {shapes}.")


def _convolve(
    name: str,
    axes: int,
    input: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None,
    stride: Any,
    pad_mode: Any,
    padding: Any,
    dilation: Any,
    groups: int,
) -> torch.Tensor:
    mode = _mode(name, pad_mode)
    steps = _sizes(name, "stride", stride, axes, 1)
    spread = _sizes(name, "dilation", dilation, axes, 1)
    amounts = _sizes(name, "padding", padding, axes, 0)
    _check(name, input, weight, bias, axes, mode, amounts, groups)
    if axes == 1:
        native = None if mode == "same" else ((0, *amounts), ())
        image, kernel = input.unsqueeze(2), weight.unsqueeze(2)
        return conv(image, kernel, bias, (1, *steps), (1, *spread), groups, native).squeeze(2)
    return conv(input, weight, bias, steps, spread, groups, None if mode == "same" else (amounts, ()))


def conv1d(
    input: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None,
    stride: Any,
    pad_mode: Any,
    padding: Any,
    dilation: Any,
    groups: int,
) -> torch.Tensor:
    """Convolution of (N, C, L) with MindSpore's padding modes; errors as of `conv2d`."""
    return _convolve("conv1d", 1, input, weight, bias, stride, pad_mode, padding, dilation, groups)


def conv2d(
    input: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None,
    stride: Any,
    pad_mode: Any,
    padding: Any,
    dilation: Any,
    groups: int,
) -> torch.Tensor:
    """Convolution of (N, C, H, W) with MindSpore's padding modes.

    Raises:
        TypeError: A tensor or option is of the wrong type.
        ValueError: An option is out of range, or the shapes do not fit.
    """
    return _convolve("conv2d", 2, input, weight, bias, stride, pad_mode, padding, dilation, groups)


def conv3d(
    input: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None,
    stride: Any,
    pad_mode: Any,
    padding: Any,
    dilation: Any,
    groups: int,
) -> torch.Tensor:
    """Convolution of (N, C, D, H, W) with MindSpore's padding modes; errors as of `conv2d`."""
    return _convolve("conv3d", 3, input, weight, bias, stride, pad_mode, padding, dilation, groups)


def conv3d_transpose(
    input: torch.Tensor,
    weight: torch.Tensor,
    pad_mode: Any,
    padding: Any,
    stride: Any,
    dilation: Any,
    groups: int,
    output_padding: Any,
) -> torch.Tensor:
    """Transposed convolution of (N, C, D, H, W), with six paddings and MindSpore's padding modes."""
    name = "conv3d_transpose"
    if input.dim() != 5 or weight.dim() != 5:
        raise ValueError(f"For '{name}', 'inputs' and 'weight' must be 5-D, but got {input.dim()}-D, {weight.dim()}-D.")
    if input.dtype != weight.dtype or not input.is_floating_point():
        raise TypeError(f"For '{name}', the dtype must be one floating-point one, got {input.dtype}, {weight.dtype}.")
    steps = _sizes(name, "stride", stride, 3, 1)
    spread = _sizes(name, "dilation", dilation, 3, 1)
    rims = _sizes(name, "padding", padding, 6, 0)
    extra = _sizes(name, "output_padding", output_padding, 3, 0)
    plan = plan_transposed(
        name, input.shape[1], weight.shape[1] * groups, tuple(weight.shape[2:]), steps, _mode(name, pad_mode), rims,
        spread, groups, extra,
    )  # fmt: skip
    return plan["forms"].direct(input, weight, None)


def bias_add(input: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    """The input plus one number a channel, its second axis; ValueError for another number of channels."""
    if input.dtype != bias.dtype or input.dtype is torch.bool:
        raise TypeError(f"For 'bias_add', the dtype must be one number's, but got {input.dtype} and {bias.dtype}.")
    if bias.dim() != 1 or input.dim() < 2 or input.shape[1] != bias.shape[0]:
        raise ValueError(
            f"For 'bias_add', the 'bias' must have one number for each channel, but got the shapes "
            f"{tuple(input.shape)} and {tuple(bias.shape)}."
        )
    return input + bias.view(-1, *[1] * (input.dim() - 2))


def dense(input: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
    """F.linear, with a weight of one axis for one number out; ValueError for shapes that do not fit."""
    if input.shape[-1] != weight.shape[-1]:
        raise ValueError(
            f"For 'dense', the last axes must be equal, but got {tuple(input.shape)} and {tuple(weight.shape)}."
        )
    return F.linear(input, weight, bias)


def bidense(
    input1: torch.Tensor, input2: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None
) -> torch.Tensor:
    """F.bilinear, also of integers, which come out as int64 without a bias.

    Raises:
        ValueError: The inputs' shapes differ in more than the last axis.
        TypeError: The dtype of the bias is another one.
    """
    if input1.shape[:-1] != input2.shape[:-1]:
        raise ValueError(
            f"For 'bidense', the inputs' shapes must be equal but for the last axis, but got {tuple(input1.shape)} and "
            f"{tuple(input2.shape)}."
        )
    if bias is not None and not input1.dtype == input2.dtype == bias.dtype:
        raise TypeError(f"For 'bidense', the dtypes must be equal: {input1.dtype}, {input2.dtype}, {bias.dtype}.")
    if input1.is_floating_point():
        return F.bilinear(input1, input2, weight, bias)
    if bias is None and not input1.is_complex():
        input1, input2, weight = input1.long(), input2.long(), weight.long()
    result = torch.einsum("...i,oij,...j->...o", input1, weight, input2)
    return result if bias is None else result + bias


def deformable_conv2d(
    x: torch.Tensor,
    weight: torch.Tensor,
    offsets: torch.Tensor,
    kernel_size: tuple[int, int],
    strides: tuple[int, int, int, int],
    padding: tuple[int, int, int, int],
    bias: torch.Tensor | None,
    dilations: tuple[int, int, int, int],
    groups: int,
    deformable_groups: int,
) -> torch.Tensor:
    """Convolution whose taps are moved by offsets, bilinearly interpolated and scaled by masks."""
    flat = deformable_offsets(x, offsets, kernel_size, strides, padding, dilations, deformable_groups)
    return F.conv2d(flat, weight, bias, kernel_size, groups=groups)


def deformable_offsets(
    x: torch.Tensor,
    offsets: torch.Tensor,
    kernel_size: tuple[int, int],
    strides: tuple[int, int, int, int],
    padding: tuple[int, int, int, int],
    dilations: tuple[int, int, int, int],
    deformable_groups: int,
) -> torch.Tensor:
    """The taps of a deformable convolution, a window for each of its outputs: (N, C, Ho * kh, Wo * kw).

    The offsets (N, 3 * deformable_groups * kh * kw, Ho, Wo) hold the horizontal ones, the vertical ones, the masks.
    """
    (kh, kw), (top, bottom, left, right) = kernel_size, padding
    n, channels, height, width = x.shape
    out_h = (height + top + bottom - dilations[2] * (kh - 1) - 1) // strides[2] + 1
    out_w = (width + left + right - dilations[3] * (kw - 1) - 1) // strides[3] + 1
    if offsets.shape != (n, 3 * deformable_groups * kh * kw, out_h, out_w):
        raise ValueError(
            f"For 'deformable_conv2d', the 'offsets' must have the shape "
            f"{(n, 3 * deformable_groups * kh * kw, out_h, out_w)}, but got {tuple(offsets.shape)}."
        )
    moves = offsets.reshape(n, 3, deformable_groups, kh, kw, out_h, out_w)

    def steps(count: int, step: int) -> torch.Tensor:
        return torch.arange(count, dtype=offsets.dtype, device=x.device) * step

    rows = (steps(out_h, strides[2]) - top).view(-1, 1) + steps(kh, dilations[2]).view(-1, 1, 1, 1)
    columns = steps(out_w, strides[3]) - left + steps(kw, dilations[3]).view(-1, 1, 1)
    ys, xs, masks = rows + moves[:, 1], columns + moves[:, 0], moves[:, 2]
    images = x.reshape(n, deformable_groups, channels // deformable_groups, height * width)
    taps = _bilinear(images, ys, xs, height, width) * masks.unsqueeze(2)
    return taps.permute(0, 1, 2, 5, 3, 6, 4).reshape(n, channels, out_h * kh, out_w * kw)


def _bilinear(images: torch.Tensor, ys: torch.Tensor, xs: torch.Tensor, height: int, width: int) -> torch.Tensor:
    """Values of (N, G, C, H * W) between pixels, at (N, G, *places); 0 beyond the rim, nan where the place is."""
    y0, x0 = ys.floor(), xs.floor()
    total: Any = 0
    for dy in (0, 1):
        for dx in (0, 1):
            y, x = y0 + dy, x0 + dx
            share = (1 - (ys - y).abs()) * (1 - (xs - x).abs())
            outside = (y < 0) | (y >= height) | (x < 0) | (x >= width)
            place = (y.clamp(0, height - 1) * width + x.clamp(0, width - 1)).nan_to_num().long()
            flat = place.flatten(2).unsqueeze(2).expand(-1, -1, images.shape[2], -1)
            values = images.gather(3, flat).view(*images.shape[:3], *ys.shape[2:])
            part = values * share.masked_fill(outside, 0).unsqueeze(2)  # masked twice: of infinities, too, it is 0
            total = total + part.masked_fill(outside.unsqueeze(2), 0)
    return total  # type: ignore[no-any-return]
