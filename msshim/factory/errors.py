"""What was wrong with a call that torch refused, in MindSpore's exception classes and the user's terms."""

from __future__ import annotations

from typing import Any

import torch

from msshim.core.tensor import Tensor
from msshim.tables.model import Input, Row

_CLASSES: dict[str, type[Exception]] = {"ValueError": ValueError, "RuntimeError": RuntimeError, "TypeError": TypeError}


def explain(row: Row, cell: Any, inputs: tuple[Any, ...], error: Exception) -> Exception:
    """The exception to raise for `error`: a clearer one where an input breaks a rule of the row, else itself."""
    for entry, value in zip(row.inputs, inputs, strict=True):
        found = _fault(row, entry, cell, value)
        if found is not None:
            return found
    if isinstance(error, IndexError):
        return ValueError(f"For '{row.name}', an axis is out of range: {error}")
    message = str(error)
    if message.startswith("The '"):  # a kernel's own; it knows neither the cell nor the input as it was given
        shapes = ", ".join(f"'{e.name}' of shape {tuple(v.shape)}" for e, v in zip(row.inputs, inputs, strict=True))
        return type(error)(f"For '{row.name}', t{message[1:]} The input was {shapes}.")
    return error


def _fault(row: Row, entry: Input, cell: Any, value: Any) -> Exception | None:
    if not isinstance(value, (Tensor, torch.Tensor)):
        return TypeError(
            f"For '{row.name}', the input '{entry.name}' must be a Tensor, but got {value!r} of type "
            f"{type(value).__name__}."
        )
    tensor = value._live if isinstance(value, Tensor) else value
    shape = tuple(tensor.shape)
    if entry.rank and len(shape) not in entry.rank:
        ranks = " or ".join(map(str, entry.rank))
        return ValueError(
            f"For '{row.name}', the input '{entry.name}' must have {ranks} dimensions, but got {len(shape)}: {shape}."
        )
    if entry.like is not None:
        like = (cell._parameters.get(entry.like), cell._buffers.get(entry.like))
        weight = next((tensor for tensor in like if tensor is not None), None)
        if weight is not None and weight.dtype != tensor.dtype:
            return TypeError(
                f"For '{row.name}', the input '{entry.name}' and '{entry.like}' must have the same dtype, but got "
                f"{_name(tensor)} and {_name(weight)}."
            )
    if entry.channels is not None and len(shape) > 1 and shape[1] != getattr(cell, entry.channels):
        return _CLASSES[entry.wrong_channels](
            f"For '{row.name}', the input '{entry.name}' must have {getattr(cell, entry.channels)} channels "
            f"('{entry.channels}'), but got {shape[1]}: shape {shape}."
        )
    if not tensor.is_floating_point() and (entry.floating or entry.like is not None):
        return TypeError(
            f"For '{row.name}', the input '{entry.name}' must be a floating-point Tensor, but got {_name(tensor)}."
        )
    return None


def _name(tensor: torch.Tensor) -> str:
    return str(tensor.dtype).removeprefix("torch.")
