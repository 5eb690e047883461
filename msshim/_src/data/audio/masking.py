"""Parts of spectra (..., freq, time) with one value."""

from __future__ import annotations

from typing import Any

from msshim._src.data.audio.exact import Sound
from msshim._src.data.engine import Engine
from msshim._src.data.single import f4


def mask(spectrum: Sound, axis: int, mask_start: int, mask_width: int, mask_value: float) -> Sound:
    """`mask_width` frequencies (axis 1) or times (axis 2) with one value."""
    size = spectrum.shape[axis - 3]
    if mask_width == 0:
        return spectrum
    if mask_start < 0 or mask_start + mask_width > size:
        raise ValueError(f"the mask must end within {size}, but is {mask_width} from {mask_start} on.")
    found = spectrum.copy()
    found.swapaxes(axis - 3, -1)[..., mask_start : mask_start + mask_width] = f4(mask_value)
    return found


def place(engine: Engine, spectrum: Sound, mask_param: int, axis: int) -> dict[str, Any]:
    """A mask at random, at most as wide as is said."""
    size = spectrum.shape[axis - 3]
    if mask_param > size:
        raise ValueError(f"the mask must be at most {size} wide, but may be {mask_param}.")
    width = engine.integer(0, mask_param)
    return {"mask_width": width, "mask_start": engine.integer(0, size - width)}


def place_if(
    engine: Engine, spectrum: Sound, mask_param: int, axis: int, iid_masks: bool, mask_start: int
) -> dict[str, Any]:
    """A mask at random, or the one that is said."""
    if iid_masks:
        return place(engine, spectrum, mask_param, axis)
    if mask_param > spectrum.shape[axis - 3]:
        raise ValueError(f"the mask must be at most {spectrum.shape[axis - 3]} wide, but is {mask_param}.")
    return {"mask_width": mask_param, "mask_start": mask_start}
