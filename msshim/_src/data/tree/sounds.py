"""The parameters of transforms of sounds as JSON. Source: the operations of minddata's audio of 2.10."""

from __future__ import annotations

from typing import Any

import numpy as np

from msshim._src.data.tree.values import tensor, written
from msshim._src.tables import load

_NAMES = {"freq_mask_param": "frequency_mask_param"}
_WHOLE = ("int", "int?", "rate", "compact_rate", "record_rate", "dct_type")
"""The kinds of parameters that are ints."""
_OTHERWISE: dict[str, str] = {
    "DetectPitchFrequency.freq_low": "int", "DetectPitchFrequency.freq_high": "int", "TimeStretch.hop_length": "float",
}  # fmt: skip
"""Parameters that C++ has as another kind of number than Python."""
_SPECTRA = {"speckwargs": "Spectrogram", "melkwargs": "MelSpectrogram"}
"""Parameters that are another transform's, which are written among the own ones."""


def parameters(transform: Any) -> dict[str, Any] | None:
    """What a transform writes: all its parameters, or None where it has none.

    Args:
        transform: One of `dataset.audio`.

    Raises:
        RuntimeError: A parameter among `speckwargs` or `melkwargs` is None.
    """
    kind = type(transform).__name__
    values = {name: getattr(transform, name) for name in _kinds(kind)}
    found: dict[str, Any] = {}
    for name, other in _SPECTRA.items():
        found |= _parameters(other, values.pop(name, {}))
    if "norm" in found:
        found["norm_mel"] = found.pop("norm")
    return {**found, **_parameters(kind, values)} or None


def _kinds(name: str) -> dict[str, str]:
    return {str(p.name): str(p.type) for p in load.row("dataset.audio", name, tried=False).signature}


def _parameters(name: str, values: dict[str, Any]) -> dict[str, Any]:
    kinds = {key: _OTHERWISE.get(f"{name}.{key}", kind) for key, kind in _kinds(name).items()}
    return {_NAMES.get(key, key): _parameter(key, kinds[key], value) for key, value in values.items() if key in kinds}


def _parameter(key: str, kind: str, value: Any) -> Any:
    if value is None:
        raise RuntimeError(f"The {key!r} must be a number, but got None.")
    if isinstance(value, np.ndarray):
        return tensor(value)
    if isinstance(value, dict):
        return {name: written(name, one, True) for name, one in value.items()}
    whole = kind.split()[0] in _WHOLE
    return int(value) if whole and isinstance(value, float) else written("", value, not whole)
