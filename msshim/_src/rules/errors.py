"""What was wrong with a call that torch refused, in MindSpore's exception classes and the user's terms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch.utils.checkpoint import _StopRecomputationError

from msshim._src.rules import torch_says
from msshim._src.rules.checks import CHECKS
from msshim._src.rules.refusals import as_mindspore, brief
from msshim._src.tables.model import REQUIRED, Input, Parameter, Row
from msshim._src.tensor.tensor import Tensor


class Told(RuntimeError):
    """An error that says all itself: its class and words stay, whatever call it comes from."""


_CLASSES: dict[str, type[Exception]] = {"ValueError": ValueError, "RuntimeError": RuntimeError, "TypeError": TypeError}


def explain(row: Row, cell: Any, inputs: tuple[Any, ...], error: Exception) -> Exception:
    """The exception to raise for `error` in a cell's call: a clearer one where an input breaks a rule of the row."""
    return explain_call(row, {p.name: value for p, value in zip(row.inputs, inputs, strict=True)}, error, cell)


def explain_init(row: Row, given: Mapping[str, Any], error: Exception) -> Exception:
    """The exception to raise for `error` where a cell or primitive was made with the arguments `given`."""
    return error if isinstance(error, NotImplementedError) else explain_call(row, given, error)


def explain_call(row: Row, given: Mapping[Any, Any], error: Exception, cell: Any = None) -> Exception:
    """The exception to raise for `error` in a call with the arguments `given`, or in one of a `cell`."""
    # The second is no error: torch stops `recompute` early so.
    if isinstance(error, (Told, _StopRecomputationError)):
        return error
    found = _explained_call(row, given, error) if cell is None else _explained(row, cell, tuple(given.values()), error)
    found = as_mindspore(row.qualified, given, found)
    if hasattr(error, "__notes__"):  # where the row stands that is wrong; see `tables.load.Field`
        found.__notes__ = error.__notes__  # type: ignore[attr-defined]
    return found


def _explained(row: Row, cell: Any, inputs: tuple[Any, ...], error: Exception) -> Exception:
    for entry, value in zip(row.inputs, inputs, strict=True):
        found = _fault(row, entry, cell, value)
        if found is not None:
            return found
    if isinstance(error, IndexError):
        said = str(error)
        what = "a label" if said.startswith("Target") else "an axis" if said.startswith("Dimension") else "an index"
        return ValueError(f"For '{row.name}', {what} is out of range: {said}")
    message = str(error)
    if isinstance(error, RuntimeError) and any(part in message for part in (*torch_says.RANGE, *torch_says.UNFIT)):
        return ValueError(f"For '{row.name}', {message.splitlines()[0]}")
    if message.startswith("The '"):  # a kernel's own; it knows neither the cell nor the input as it was given
        shapes = ", ".join(f"'{e.name}' of shape {tuple(v.shape)}" for e, v in zip(row.inputs, inputs, strict=True))
        return type(error)(f"For '{row.name}', t{message[1:]} The input was {shapes}.")
    if isinstance(error, (AttributeError, NotImplementedError)):  # of a dtype or value that torch does not take
        return TypeError(f"For '{row.name}', {message.splitlines()[0]}")
    return error


def _fault(row: Row, entry: Input, cell: Any, value: Any) -> Exception | None:
    if entry.type != "tensor":
        return None
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


def _explained_call(row: Row, given: Mapping[Any, Any], error: Exception) -> Exception:
    message = str(error)
    if message.startswith("For '"):  # from a kernel or check, which knew enough to say it
        return error
    first = next(iter(given.values()), None)
    if row.kind == "method" and not isinstance(first, Tensor):
        return TypeError(f"For '{row.name}', 'self' must be a Tensor, but got {brief(first)}.")
    entries: list[Parameter] = [*row.inputs, *row.signature]
    for entry in entries:
        if given.get(entry.variable) is REQUIRED:
            return TypeError(f"For '{row.name}', the '{entry.variable}' must be given.")
        if entry.type in CHECKS and entry.variable in given and given[entry.variable] is not entry.default:
            try:
                CHECKS[entry.type](row.name, entry, given[entry.variable])
            except (TypeError, ValueError) as found:
                return found
    values = ", ".join(f"'{name}': {brief(value)}" for name, value in given.items())
    if not message and type(error) is TypeError:  # from a look before the call; the table knows more
        return error
    if isinstance(error, AttributeError):
        message = "an argument is of a wrong type."
    said = message.splitlines()[0] if message else repr(error)
    return _class_of(error, message)(f"For '{row.name}', {said} The arguments were {values}.")


def _class_of(error: Exception, message: str) -> type[Exception]:
    """MindSpore's exception class for one of torch's."""
    if any(part in message for part in torch_says.KERNEL):
        return RuntimeError
    if isinstance(error, IndexError):
        return ValueError
    if isinstance(error, (RuntimeError, NotImplementedError)) and any(part in message for part in torch_says.RANGE):
        return ValueError
    if isinstance(error, (AttributeError, NotImplementedError)) or any(part in message for part in torch_says.DTYPE):
        return TypeError
    if isinstance(error, RuntimeError) and any(part in message for part in torch_says.SHAPE):
        return ValueError
    return type(error) if type(error) in _KEPT else RuntimeError


_KEPT = (TypeError, ValueError, KeyError, ZeroDivisionError)


def _name(tensor: torch.Tensor) -> str:
    return str(tensor.dtype).removeprefix("torch.")
