"""The values of transforms as C++ has them in JSON: choices as numbers, floats of single precision, arrays."""

from __future__ import annotations

from enum import Enum
from typing import Any

import numpy as np

from msshim._src.data.kinds import (
    AutoAugmentPolicy,
    Border,
    BorderType,
    ConvertMode,
    DensityFunction,
    FadeShape,
    GainType,
    ImageBatchFormat,
    Inter,
    Interpolation,
    MelType,
    Modulation,
    NormMode,
    NormType,
    Relational,
    ResampleMethod,
    ScaleType,
    SliceMode,
    WindowType,
)
from msshim._src.tensor.dtype import Type, dtype_to_nptype

_IN_ORDER = (
    *(AutoAugmentPolicy, Border, BorderType, ConvertMode, DensityFunction, GainType, ImageBatchFormat, Interpolation),
    *(MelType, Modulation, ResampleMethod, SliceMode, WindowType),
)
NUMBERS: dict[type[Enum], tuple[Enum, ...]] = {
    **{kind: tuple(kind) for kind in _IN_ORDER},
    Inter: (Inter.LINEAR, Inter.NEAREST, Inter.CUBIC, Inter.AREA, Inter.PILCUBIC),
    Relational: (Relational.EQ, Relational.NE, Relational.LT, Relational.LE, Relational.GT, Relational.GE),
    FadeShape: (
        FadeShape.LINEAR, FadeShape.EXPONENTIAL, FadeShape.LOGARITHMIC, FadeShape.QUARTER_SINE, FadeShape.HALF_SINE,
    ),
    NormMode: (NormMode.NONE, NormMode.ORTHO),
    NormType: (NormType.NONE, NormType.SLANEY),
    ScaleType: (ScaleType.MAGNITUDE, ScaleType.POWER),
}  # fmt: skip
"""The choices in the order of C++'s numbers."""


def written(key: str, value: Any, short: bool) -> Any:
    """A value as C++ has it: choices as numbers, sizes as lists, floats rounded."""
    if isinstance(value, Enum):
        return NUMBERS[type(value)].index(value) if type(value) in NUMBERS else value.value
    if isinstance(value, (tuple, list)):
        return [written("", one, short) for one in value]
    if key == "size" and isinstance(value, int):
        return [value]
    if value is None:
        return []
    if short and isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(np.float32(value))
    return plain(value)


def plain(value: Any) -> Any:
    """A value as Python writes it: dtypes by name, choices by what they hold."""
    if isinstance(value, Type):
        return np.dtype(dtype_to_nptype(value)).name
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    return value.value if isinstance(value, Enum) else value


def tensor(value: Any) -> dict[str, Any]:
    """An array as JSON."""
    found = np.asarray(value)
    kind = "string" if found.dtype.kind in "SU" else found.dtype.name
    return {"data": found.ravel().tolist(), "shape": list(found.shape), "type": kind}


def from_tensor(source: dict[str, Any]) -> Any:
    """The array, or the value of one without axes."""
    kind = np.str_ if source["type"] == "string" else source["type"]
    return np.array(source["data"], kind).reshape(source["shape"])[()]
