"""What is computed of a window that slides over the time: arrays (..., freq, time)."""

from __future__ import annotations

import numpy as np

from msshim._src.data.audio.exact import Sound
from msshim._src.data.audio.windows import padded
from msshim._src.data.kinds import BorderType


def deltas(spectrum: Sound, win_length: int, pad_mode: BorderType) -> Sound:
    """How fast each frequency rises."""
    kind, reach = spectrum.dtype.type, (win_length - 1) // 2
    x, time = padded(spectrum, reach, reach, pad_mode), spectrum.shape[-1]
    found = np.zeros_like(spectrum)
    for i in range(2 * reach + 1):
        found += kind(i - reach) * x[..., i : i + time]
    return found / kind(reach * (reach + 1) * (2 * reach + 1) // 3)


def sliding_cmn(spectrum: Sound, cmn_window: int, min_cmn_window: int, center: bool, norm_vars: bool) -> Sound:
    """Each frame (..., frame, feature) minus the mean of those around it, or over their deviation, too."""
    frames = spectrum.shape[-2]
    kind, x = spectrum.dtype.type, spectrum.reshape(-1, *spectrum.shape[-2:])
    found, before = np.empty_like(x), (0, 0)
    total = square = np.zeros_like(x[:, 0])
    for i in range(frames):
        start, end = _around(i, frames, cmn_window, min_cmn_window, center)
        if i == 0:
            total, square = x[:, start:end].sum(1), (x[:, start:end] ** 2).sum(1)
        else:
            if start > before[0]:
                total, square = total - x[:, before[0]], square - x[:, before[0]] ** 2
            if end > before[1]:
                total, square = total + x[:, before[1]], square + x[:, before[1]] ** 2
        count, before = kind(end - start), (start, end)
        found[:, i] = x[:, i] - total / count
        if norm_vars and end - start == 1:
            found[:, i] = 0
        elif norm_vars:
            found[:, i] *= kind(1) / np.sqrt(square / count - total**2 / kind((end - start) ** 2))
    return found.reshape(spectrum.shape)


def _around(i: int, frames: int, window: int, least: int, center: bool) -> tuple[int, int]:
    """From where to where the window of a frame goes."""
    start = i - window // 2 if center else i - window
    end = start + window if center else i + 1
    if start < 0:
        start, end = 0, end - start
    if not center and end > i:
        end = max(i + 1, least)
    if end > frames:
        start, end = max(start - (end - frames), 0), frames
    return start, end
