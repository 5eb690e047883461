"""Padding in every mode, for any dtype and any axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
import torch.nn.functional as F


def _source(n: int, head: int, tail: int, mode: str, device: torch.device) -> torch.Tensor:
    """From which place of an axis of length n each place of the padded one is taken."""
    places = torch.arange(-head, n + tail, device=device)
    if mode == "circular":
        return places % n
    if mode == "reflect":
        places = places.abs()
        return torch.where(places >= n, 2 * (n - 1) - places, places)
    if mode == "symmetric":
        places = torch.where(places < 0, -1 - places, places)
        return torch.where(places >= n, 2 * n - 1 - places, places)
    return places.clamp(0, n - 1)


def _taken(input: torch.Tensor, pads: Sequence[tuple[int, int]], mode: str) -> torch.Tensor:
    """The input padded from itself; `pads` are the head and tail of the last axes, in their order."""
    for axis, (head, tail) in enumerate(pads, input.dim() - len(pads)):
        if head or tail:
            input = input.index_select(axis, _source(input.shape[axis], head, tail, mode, input.device))
    return input


def pad(input: torch.Tensor, pad: Any, mode: str, value: Any) -> torch.Tensor:
    """Amounts at the head and tail of the last axes, the last axis first, of a constant or from the input itself.

    Raises:
        TypeError: The input is no tensor, or an amount no int.
        ValueError: The number of amounts is odd or does not fit, or the mode is another one or takes no value.
    """
    if not isinstance(input, torch.Tensor):
        raise TypeError(f"For 'pad', the 'input_x' must be a Tensor, but got {input!r}.")
    if len(pad) == 0:
        return input
    if len(pad) % 2 or len(pad) > 2 * input.dim():
        raise ValueError(f"For 'pad', the 'padding' must be pairs for at most {input.dim()} axes, but got {pad!r}.")
    if not all(isinstance(amount, int) for amount in pad):
        raise TypeError(f"For 'pad', the 'padding' must be ints, but got {pad!r}.")
    if mode == "constant":
        return F.pad(input, list(pad), "constant", _filler(input, value))
    if mode not in ("reflect", "replicate", "circular"):
        raise ValueError(f"For 'pad', the 'mode' must be constant, reflect, replicate or circular, but got {mode!r}.")
    if len(pad) > 6 or value is not None:
        raise ValueError(
            f"For 'pad', the mode {mode!r} takes at most 6 amounts and no 'value', but got {pad}, {value}."
        )
    pads = [(pad[k], pad[k + 1]) for k in range(len(pad) - 2, -1, -2)]
    for (head, tail), n in zip(pads, input.shape[-len(pads) :], strict=True):
        most = {"reflect": n - 1, "circular": n}.get(mode)
        if most is not None and max(head, tail) > most:
            raise ValueError(f"For 'pad', the amounts of mode {mode!r} must be at most {most} here, but got {pad}.")
    axes = input.dim() - len(pads)
    if input.dtype in (torch.float32, torch.float64) and axes in (1, 2) and mode != "circular":
        return F.pad(input, list(pad), mode)
    return _taken(input, pads, mode)


def _filler(input: torch.Tensor, value: Any) -> Any:
    if value is None:
        return 0
    if isinstance(value, torch.Tensor):
        value = value.item()
    return value if input.is_floating_point() or input.is_complex() else int(value)


def mirror_pad(input: torch.Tensor, paddings: Any, mode: str) -> torch.Tensor:
    """The input mirrored at its rims: without the rim itself (REFLECT) or with it (SYMMETRIC)."""
    if mode not in ("REFLECT", "SYMMETRIC"):
        raise ValueError(f"For 'mirror_pad', the 'mode' must be 'REFLECT' or 'SYMMETRIC', but got {mode!r}.")
    pads = [tuple(pair) for pair in paddings]
    if len(pads) != input.dim():
        raise ValueError(f"For 'mirror_pad', the 'paddings' must be one pair for each axis, but got {paddings}.")
    room = [size - (mode == "REFLECT") for size in input.shape]
    if any(max(pair) > most for pair, most in zip(pads, room, strict=True)):
        raise ValueError(f"For 'mirror_pad', the 'paddings' must not exceed {room}, but got {paddings}.")
    return _taken(input, pads, mode.lower())  # type: ignore[arg-type]
