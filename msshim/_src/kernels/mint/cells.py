"""What the cells of `mindspore.mint.nn` compute and how they are set up. Source: mindspore.mint.nn of 2.10."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.kernels import layouts

_FORMS = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}


def _spread(value: Any, ndim: int) -> Any:
    if isinstance(value, str):
        return value
    return tuple(value) if isinstance(value, (tuple, list)) else (value,) * ndim


def _conv_options(
    cls_name: str, ndim: int, in_channels: int, out_channels: int, groups: int, padding_mode: str, **sizes: Any
) -> dict[str, Any]:
    for name, channels in (("in_channels", in_channels), ("out_channels", out_channels)):
        if channels % groups:
            raise ValueError(f"For '{cls_name}', the '{name}' must be divisible by 'groups', but got {channels}.")
    given: dict[str, Any] = {
        name: value if isinstance(value, str) else _spread(value, ndim) for name, value in sizes.items()
    }
    for name in ("kernel_size", "stride", "dilation"):
        if not all(isinstance(item, int) for item in given[name]):
            raise TypeError(
                f"For '{cls_name}', the '{name}' must be an int or a tuple of them, but got {given[name]!r}."
            )
        if min(given[name]) < 1:
            raise ValueError(f"For '{cls_name}', the '{name}' must be at least 1, but got {given[name]}.")
    padding = given["padding"]
    if padding == "same" and any(step != 1 for step in given["stride"]):
        raise ValueError(f"For '{cls_name}', the 'padding' must not be 'same' with a stride of {given['stride']}.")
    if isinstance(padding, str):
        if padding not in ("same", "valid"):
            raise ValueError(f"For '{cls_name}', the 'padding' must be 'same' or 'valid', but got {padding!r}.")
        totals = [
            (d * (k - 1) if padding == "same" else 0)
            for d, k in zip(given["dilation"], given["kernel_size"], strict=True)
        ]
        given["reversed_padding"] = [side for total in totals[::-1] for side in (total // 2, total - total // 2)]
    else:
        given["reversed_padding"] = [amount for amount in padding[::-1] for _ in range(2)]
    return given


def conv1d_options(cls_name: str, **given: Any) -> dict[str, Any]:
    """The sizes as tuples of one. ValueError for channels, groups or padding that do not fit."""
    return _conv_options(cls_name, 1, **_sizes(given))


def conv2d_options(cls_name: str, **given: Any) -> dict[str, Any]:
    """The sizes as tuples of two. ValueError for channels, groups or padding that do not fit."""
    return _conv_options(cls_name, 2, **_sizes(given))


def conv3d_options(cls_name: str, **given: Any) -> dict[str, Any]:
    """The sizes as tuples of three. ValueError for channels, groups or padding that do not fit."""
    return _conv_options(cls_name, 3, **_sizes(given))


def _sizes(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name not in ("bias", "dtype", "device")}


def conv(
    input: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None,
    stride: Any,
    padding: Any,
    dilation: Any,
    groups: int,
    padding_mode: str,
    reversed_padding: list[int],
) -> torch.Tensor:
    """A convolution of one to three axes, with torch's padding modes."""
    if padding_mode != "zeros":
        input, padding = F.pad(input, reversed_padding, mode=padding_mode), 0
    return _FORMS[weight.dim() - 2](input, weight, bias, stride, padding, dilation, groups)  # type: ignore[operator,no-any-return]


def conv_transpose2d(
    input: torch.Tensor,
    output_size: Any,
    weight: torch.Tensor,
    bias: torch.Tensor | None,
    stride: Any,
    padding: Any,
    output_padding: Any,
    dilation: Any,
    groups: int,
) -> torch.Tensor:
    """A transposed convolution; `output_size` picks the output padding."""
    if output_size is not None:
        sizes = list(output_size)[-2:]
        smallest = [
            (n - 1) * s - 2 * p + d * (k - 1) + 1
            for n, s, p, d, k in zip(input.shape[-2:], stride, padding, dilation, weight.shape[-2:], strict=True)
        ]
        output_padding = [size - least for size, least in zip(sizes, smallest, strict=True)]
    return F.conv_transpose2d(input, weight, bias, stride, padding, output_padding, groups, dilation)


def batch_norm(
    input: torch.Tensor,
    weight: torch.Tensor | None,
    bias: torch.Tensor | None,
    running_mean: torch.Tensor | None,
    running_var: torch.Tensor | None,
    num_batches_tracked: torch.Tensor | None,
    training: bool,
    track_running_stats: bool,
    momentum: float | None,
    eps: float,
) -> torch.Tensor:
    """Batch normalisation; `momentum` None keeps the average of all batches."""
    factor = 0.0 if momentum is None else momentum
    if training and num_batches_tracked is not None:
        num_batches_tracked.add_(1)
        if momentum is None:
            factor = 1.0 / float(num_batches_tracked)
    kept = not training or track_running_stats
    return layouts.apply(
        F.batch_norm,
        input,
        running_mean if kept else None,
        running_var if kept else None,
        weight,
        bias,
        training or running_mean is None,
        factor,
        eps,
    )


def group_norm(
    input: torch.Tensor, num_groups: int, weight: torch.Tensor | None, bias: torch.Tensor | None, eps: float
) -> torch.Tensor:
    """Normalisation of groups of channels."""
    return F.group_norm(input, num_groups, weight, bias, eps)


def linear(x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
    """``x @ weight.T + bias``."""
    return F.linear(x, weight, bias)


def _pad(input: torch.Tensor, padding: Any, ndim: int, mode: str, value: float = 0.0) -> torch.Tensor:
    amounts = (padding,) * (2 * ndim) if isinstance(padding, int) else tuple(padding)
    return F.pad(input, amounts, mode, value if mode == "constant" else None)


def pad1d(input: torch.Tensor, padding: Any, value: float) -> torch.Tensor:
    """The last axis padded with `value`."""
    return _pad(input, padding, 1, "constant", value)


def pad2d(input: torch.Tensor, padding: Any, value: float) -> torch.Tensor:
    """The last two axes padded with `value`."""
    return _pad(input, padding, 2, "constant", value)


def pad3d(input: torch.Tensor, padding: Any, value: float) -> torch.Tensor:
    """The last three axes padded with `value`."""
    return _pad(input, padding, 3, "constant", value)


def zero_pad1d(input: torch.Tensor, padding: Any) -> torch.Tensor:
    """The last axis padded with zeros."""
    return _pad(input, padding, 1, "constant")


def zero_pad2d(input: torch.Tensor, padding: Any) -> torch.Tensor:
    """The last two axes padded with zeros."""
    return _pad(input, padding, 2, "constant")


def zero_pad3d(input: torch.Tensor, padding: Any) -> torch.Tensor:
    """The last three axes padded with zeros."""
    return _pad(input, padding, 3, "constant")


def reflection_pad1d(input: torch.Tensor, padding: Any) -> torch.Tensor:
    """The last axis padded with its mirror image."""
    return _pad(input, padding, 1, "reflect")


def reflection_pad2d(input: torch.Tensor, padding: Any) -> torch.Tensor:
    """The last two axes padded with their mirror image."""
    return _pad(input, padding, 2, "reflect")


def reflection_pad3d(input: torch.Tensor, padding: Any) -> torch.Tensor:
    """The last three axes padded with their mirror image."""
    return _pad(input, padding, 3, "reflect")


def replication_pad1d(input: torch.Tensor, padding: Any) -> torch.Tensor:
    """The last axis padded with its ends."""
    return _pad(input, padding, 1, "replicate")


def replication_pad2d(input: torch.Tensor, padding: Any) -> torch.Tensor:
    """The last two axes padded with their edges."""
    return _pad(input, padding, 2, "replicate")


def replication_pad3d(input: torch.Tensor, padding: Any) -> torch.Tensor:
    """The last three axes padded with their faces."""
    return _pad(input, padding, 3, "replicate")


def upsample_nearest2d(input: torch.Tensor, size: Any, scale_factor: Any) -> torch.Tensor:
    """Larger by repetition."""
    return F.interpolate(input, size, scale_factor, mode="nearest")


def upsample_bilinear2d(input: torch.Tensor, size: Any, scale_factor: Any) -> torch.Tensor:
    """Larger by bilinear interpolation, corners aligned."""
    return F.interpolate(input, size, scale_factor, mode="bilinear", align_corners=True)


def conv_repr(cell: Any) -> str:
    """What a convolution prints."""
    return (
        f"input_channels={cell.in_channels}, output_channels={cell.out_channels}, kernel_size={cell.kernel_size}, "
        f"stride={cell.stride}, padding={cell.padding}, dilation={cell.dilation}, groups={cell.groups}, "
        f"bias={cell.bias is not None}"
    )


def linear_repr(cell: Any) -> str:
    """What Linear prints."""
    text = f"input_features={cell.in_features}, output_features={cell.out_features}"
    return text if cell.bias is None else f"{text}, has_bias=True"
