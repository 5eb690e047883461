"""The type words of transforms and readers, such as ``number [0, 1]`` or ``int?``, and the checks they stand for.

A word says a type; a question mark lets None pass, an exclamation mark refuses it by a ValueError, and an interval says
the range, with a round bracket where an end is not in it. Source: the validators of mindspore.dataset of 2.10.
"""

from __future__ import annotations

import re
from functools import cache, partial
from typing import Any

import numpy as np

from msshim._src.data import kinds
from msshim._src.data.audio import checks as sounds
from msshim._src.data.readers import checks as files
from msshim._src.data.text import checks as texts
from msshim._src.data.text.pieces import SentencePieceVocab
from msshim._src.data.text.vectors import Vectors
from msshim._src.data.text.vocab import Vocab, vocabulary
from msshim._src.data.transforms.checks import (
    BYTE,
    COUNT,
    NATURAL,
    SIZE,
    UNSIGNED,
    Check,
    Range,
    bounded,
    dtype,
    integer,
    listed,
    one_or_pair,
    operation,
    pair_of,
    refuse,
    transforms,
    typed,
    within,
)
from msshim._src.data.vision import checks
from msshim._src.tensor.dtype import Type

_WORD = re.compile(r"(\w+)([?!])?(?: ([\[(])(\S+), (\S+)([\])]))?")


def scalar(name: str, value: Any) -> None:
    """One value: a str, bytes or a number."""
    typed(name, value, str, float, bool, int, bytes)


def pad_shape(name: str, value: Any) -> None:
    """A list of positive ints and None."""
    typed(name, value, list)
    for item in value:
        if item is not None:
            if not isinstance(item, int):
                raise refuse(name, "a list of ints and None", value)
            integer(name, item, Range("[", 1, 2**63 - 1, "]"))


def flat(name: str, value: Any) -> None:
    """An array of one axis."""
    typed(name, value, np.ndarray)
    if value.ndim != 1:
        raise ValueError(f"The '{name}' must have one axis, but got {value.ndim}.")


def axis(name: str, value: Any) -> None:
    """0 or -1."""
    typed(name, value, int)
    if value not in (0, -1):
        raise ValueError(f"The '{name}' must be 0 or -1, but got {value}.")


def slices(name: str, value: Any) -> None:
    """Ints, lists of ints, slices, bools, None and an Ellipsis."""
    for one in value:
        if one is not None:
            typed(name, one, int, list, slice, bool, type(Ellipsis))
            if isinstance(one, list):
                listed(name, one, int)


_TYPES: dict[str, tuple[type, ...]] = {
    "int": (int,),
    "number": (int, float),
    "float": (float,),
    "bool": (bool,),
    "str": (str,),
    "array": (np.ndarray,),
    "list": (list,),
    "dict": (dict,),
    "type": (Type,),
    "Vocab": (Vocab,),
    "Vectors": (Vectors,),
    "pieces": (str, SentencePieceVocab),
    **{
        name: (getattr(kinds, name),)
        for name in (
            "Inter",
            "Border",
            "ConvertMode",
            "ImageBatchFormat",
            "SliceMode",
            "AutoAugmentPolicy",
            "Relational",
            "JiebaMode",
            "NormalizeForm",
            "SPieceTokenizerOutType",
            "BorderType",
            "DensityFunction",
            "FadeShape",
            "GainType",
            "Interpolation",
            "MelType",
            "Modulation",
            "NormMode",
            "NormType",
            "ResampleMethod",
            "ScaleType",
            "WindowType",
        )
    },
}
_OF_IMAGES = """
    padding colour center degrees positive_degrees scale ratio shift shears shear bits thresholds threshold_range
    ignored points kernel sigma target offset erased erasing erasing_ratio policy precision channels
"""
_OF_FILES = "file folder function patterns delimiter defaults strs pair languages image_size scenes"
_OF_SOUND = "rate compact_rate record_rate weight weights dct_type"
WORDS: dict[str, Check] = {
    "nptype": dtype,
    "size": partial(one_or_pair, lambda n, v: integer(n, v, COUNT)),
    "resized": partial(one_or_pair, lambda n, v: integer(n, v, SIZE)),
    "coordinates": partial(pair_of, lambda n, v: integer(n, v, NATURAL)),
    "mean": partial(checks.statistics, BYTE),
    "std": partial(checks.statistics, Range("(", 0, 255, "]")),
    "parts": partial(pair_of, partial(bounded, Range("[", -1, 1, "]"), (int, float))),
    "factor": partial(checks.factor, UNSIGNED),
    "hue": partial(checks.factor, Range("[", -0.5, 0.5, "]")),
    **{made.__name__: made for made in (scalar, pad_shape, flat, axis, slices, operation, transforms, vocabulary)},
    **{name: getattr(checks, name) for name in _OF_IMAGES.split()},
    **{name: getattr(files, name) for name in _OF_FILES.split()},
    "any": files.anything,
    **{name: getattr(texts, name) for name in ("numeric", "lengths", "copies", "numbers", "known", "path")},
    **{name: getattr(sounds, name) for name in _OF_SOUND.split()},
}


@cache
def check(word: str) -> Check:
    """The check of a type word of a row; KeyError where there is none."""
    found = _WORD.fullmatch(word)
    if found is None:
        raise KeyError(word)
    kind, none, opening, low, high, closing = found.groups()
    limits = Range(opening, float(low), float(high), closing) if opening else None
    if kind in WORDS:
        inner = WORDS[kind]
    else:
        types = _TYPES[kind]

        def inner(name: str, value: Any) -> None:
            typed(name, value, *types)
            if limits is not None:
                within(name, value, limits)

    return partial(_may_be_none, inner, none) if none else inner


def _may_be_none(inner: Check, none: str, name: str, value: Any) -> None:
    if value is not None:
        inner(name, value)
    elif none == "!":
        raise ValueError(f"The '{name}' must be given, but got None.")
