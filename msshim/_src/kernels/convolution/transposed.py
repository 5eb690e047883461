"""The transposed convolutions: one asymmetric crop of torch's own call.

A plan is made once, when the layer is built: torch's `padding` and `output_padding` absorb what they can, and only the
remainder is a narrowed view, never a copy. Formulas: docs/architecture.md. How a call computes it is for
`transposed_forms` to choose.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.kernels.convolution.cells import Pairs, check, extents, lift, pairs
from msshim._src.kernels.convolution.forms import Forms


def crops(
    kernel_size: Sequence[int],
    stride: Sequence[int],
    dilation: Sequence[int],
    pad_mode: str,
    padding: int | tuple[int, ...],
    output_padding: Sequence[int],
) -> Pairs:
    """Rows to take away from the full transposed convolution at each end; negative: zero rows to append."""
    over = [e - s for e, s in zip(extents(kernel_size, dilation), stride, strict=True)]
    if pad_mode == "same":
        return tuple((max(t, 0) // 2, t - max(t, 0) // 2) for t in over)
    if pad_mode == "valid":
        return tuple((0, min(t, 0)) for t in over)
    return tuple(
        (head, tail - extra) for (head, tail), extra in zip(pairs(padding, len(over)), output_padding, strict=True)
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
    **_: Any,
) -> dict[str, Any]:
    """The forms, with torch's padding and output_padding and the rows that are left to crop, in the order of the axes.

    torch allows an output_padding below max(stride, dilation), so a head that is cropped more than the tail is
    absorbed as far as that goes; a tail that is cropped more always leaves a view.
    """
    check(cls_name, in_channels, out_channels, group, pad_mode, padding)
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
    crop = tuple((a, *pair) for a, pair in enumerate(left, 2) if pair != (0, 0))
    return {"forms": Forms(kernel_size, stride, dilation, group, cropped, (tuple(native), tuple(native_output)), crop)}


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


def plan_transposed_1d(**given: Any) -> dict[str, Any]:
    """`plan_transposed` for Conv1dTranspose, whose weight is 4-D."""
    lifted = lift(given)
    return {**lifted, **plan_transposed(**{**given, **lifted})}


def plan_transposed_2d(output_padding: int | tuple[int, int], **given: Any) -> dict[str, Any]:
    """`plan_transposed` for Conv2dTranspose, whose `output_padding` is zeros appended after the bias."""
    height, width = output_padding if isinstance(output_padding, tuple) else (output_padding,) * 2
    appended = (height, width) if height or width else ()
    return {**plan_transposed(**given), "data_format": "NCHW", "appended": appended}


def conv_transpose(x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None, forms: Forms) -> torch.Tensor:
    """Transposed convolution of (N, C, *size) with a weight (in, out // group, *kernel)."""
    return forms(x, weight, bias)


def conv_transpose1d(x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None, forms: Forms) -> torch.Tensor:
    """Transposed convolution of (N, C, L) with MindSpore's weight (in, out // group, 1, kernel)."""
    return forms(x.unsqueeze(2), weight, bias).squeeze(2)


def conv_transpose2d(
    cls_name: str,
    x: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None,
    pad_mode: str,
    forms: Forms,
    appended: tuple[int, ...],
) -> torch.Tensor:
    """`conv_transpose`, then MindSpore's `output_padding`: zeros below and to the right, after the bias."""
    y = forms(x, weight, bias)
    if not appended:
        return y
    # MindSpore checks these at the call.
    _check_output_padding(cls_name, appended, forms.stride, forms.dilation, pad_mode)
    return F.pad(y, (0, appended[1], 0, appended[0]))
