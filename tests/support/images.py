"""What the tests of transforms share: images, both libraries' words, what comes out of a call. See sounds.py."""

from __future__ import annotations

from functools import cache
from typing import Any

import mindspore
import mindspore.dataset
import mindspore.dataset.audio
import mindspore.dataset.transforms
import mindspore.dataset.vision
import numpy as np
from PIL import Image
from sklearn.datasets import load_sample_images

import msshim
import msshim.dataset
import msshim.dataset.audio
import msshim.dataset.transforms
import msshim.dataset.vision

SOUND = """
    BorderType DensityFunction FadeShape GainType Interpolation MelType Modulation NormMode NormType ResampleMethod
    ScaleType WindowType
""".split()
SIDES = {"theirs": mindspore, "ours": msshim}


@cache
def words(side: str) -> dict[str, Any]:
    """The names that a row's calls may use."""
    library = SIDES[side]
    vision, transforms, audio = library.dataset.vision, library.dataset.transforms, library.dataset.audio
    kinds = "Inter Border ConvertMode ImageBatchFormat SliceMode AutoAugmentPolicy".split()
    return {
        "np": np,
        "ms": library,
        "Relational": transforms.Relational,
        **{name: getattr(vision, name) for name in kinds},
        **{name: getattr(audio, name) for name in SOUND},
        **keyword_arguments(audio),
    }


def keyword_arguments(audio: Any) -> dict[str, Any]:
    """What MFCC and LFCC take for their spectra: all of it, or none."""
    spectral = {
        "n_fft": 16, "win_length": 16, "hop_length": 8, "pad": 0, "window": audio.WindowType.HANN, "power": 2.0,
        "normalized": False, "center": True, "pad_mode": audio.BorderType.REFLECT, "onesided": True,
    }  # fmt: skip
    mel = {"f_min": 50.0, "f_max": 8000.0, "n_mels": 5, "norm": audio.NormType.NONE, "mel_scale": audio.MelType.HTK}
    return {"spectral": spectral, "mels": {**spectral, **mel}}


def make(side: str, row: Any, call: str) -> Any:
    """The transform of a row, made with the arguments that a text says."""
    module = SIDES[side].dataset
    for part in row.namespace.split(".")[1:]:
        module = getattr(module, part)
    return getattr(module, row.name)(*eval(f"args({call})", {**words(side), "args": lambda *given: given}))


def smooth(height: int, width: int) -> Any:
    """A picture without noise."""
    y, x = np.mgrid[:height, :width]
    return np.stack([x * 255 // width, y * 255 // height, (x + y) * 127 // (height + width)], 2).astype(np.uint8)


@cache
def images() -> tuple[Any, ...]:
    """Twelve images: noise and smooth ones, even and odd sizes, one and four channels, floats, two photographs."""
    rng = np.random.default_rng(5)
    noise = [rng.integers(0, 256, shape).astype(np.uint8) for shape in ((32, 32, 3), (37, 53, 3), (51, 40, 3))]
    flat = [smooth(36, 44), smooth(55, 31)]
    floats = [(one / np.float32(255)).astype(np.float32) for one in (noise[1], flat[0])]
    photos = [np.ascontiguousarray(one[100:197, 200:340]) for one in load_sample_images().images]
    others = [noise[1][..., 0], noise[0][..., :1], np.dstack([noise[1], noise[1][..., :1]])]
    return (*noise, *flat, *floats, *photos, *others)


@cache
def pictures() -> tuple[Any, ...]:
    """Ten images of PIL."""
    found = [Image.fromarray(one) for one in images() if one.dtype == np.uint8 and one.shape[2:] in ((3,), (4,), ())]
    return (*found, found[0].convert("L"))


def outcome(call: Any) -> Any:
    """What a call gives, as lists of arrays, or the class that it raises."""
    try:
        made = call()
    except Exception as error:
        return type(error)
    return [as_array(one) for one in (made if isinstance(made, (tuple, list)) else [made])]


def as_array(value: Any) -> Any:
    """An image of PIL as an array, with its mode."""
    return (value.mode, np.asarray(value)) if isinstance(value, Image.Image) else value


def same(ours: Any, theirs: Any) -> bool:
    """Whether two outcomes are equal to the bit."""
    if isinstance(theirs, (type, str)):
        return ours is theirs or ours == theirs
    if isinstance(theirs, (list, tuple)):
        return type(ours) is type(theirs) and len(ours) == len(theirs) and all(map(same, ours, theirs))
    ours, theirs = np.asarray(ours), np.asarray(theirs)
    return ours.dtype == theirs.dtype and ours.shape == theirs.shape and ours.tobytes() == theirs.tobytes()
