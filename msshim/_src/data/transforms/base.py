"""What a transform is, and how it runs: by itself, or in the worker of a `map`.

A transform has a native form (MindSpore's C++: arrays, and an engine of its own for its random numbers), a form in
Python (PIL's images, and the generators of Python and numpy), or both. Source: mindspore.dataset.transforms of 2.10.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from msshim._src.data import config
from msshim._src.data.failures import Refused
from msshim._src.data.kinds import Implementation
from msshim._src.data.transforms.checks import refuse, typed

Step = Callable[..., Any]
"""What one worker of a pipeline calls for each row."""


def is_pil(value: Any) -> bool:
    """Whether it is an image of PIL; where nobody has imported PIL, there is none."""
    pil: Any = sys.modules.get("PIL.Image")
    return pil is not None and isinstance(value, pil.Image)


class TensorOperation:
    """A transform with a native form.

    implementation: the form that it always takes; None where its input and its neighbours decide.
    """

    implementation: Implementation | None = None
    device_target = "CPU"
    _holds_lock = False
    """Whether its native form is Python's work here, which threads would only take turns at."""

    def __init__(self) -> None:
        super().__init__()

    def __call__(self, *input_tensor_list: Any) -> Any:
        """What the transform makes of one row: of PIL's image by its form in Python, of all else by the native one.

        Raises:
            TypeError: An input is no array, nor can be one.
            RuntimeError: The native form refuses it.
        """
        if self.implementation == Implementation.PY or (
            len(input_tensor_list) == 1 and is_pil(input_tensor_list[0]) and hasattr(self, "_execute_py")
        ):
            return self._execute_py(*input_tensor_list)  # type: ignore[attr-defined]
        try:
            return self._native(config.drawn_seed(), None)(*input_tensor_list)
        except Refused as error:
            raise RuntimeError(str(error)) from error.__cause__

    def device(self, device_target: str = "CPU") -> TensorOperation:
        """Where the transform runs; here always on the CPU.

        Raises:
            TypeError, ValueError: `device_target` is neither ``CPU`` nor ``Ascend``.
        """
        typed("device_target", device_target, str)
        if device_target not in ("CPU", "Ascend"):
            raise ValueError(f"The 'device_target' must be 'CPU' or 'Ascend', but got {device_target!r}.")
        self.device_target = device_target
        return self

    def _native(self, seed: int, worker: int | None) -> Step:
        """The native form, for one worker of a pipeline, or for one call (None)."""
        raise NotImplementedError(f"{type(self).__name__} has no native form.")


class PyTensorOperation:
    """A transform with a form in Python, `_execute_py`, which subclasses have."""

    def __init__(self) -> None:
        self.transforms: list[Any] = []
        self.output_type: Any = None

    def __call__(self, img: Any) -> Any:
        """What the transform makes of one row."""
        return self._execute_py(img)  # type: ignore[attr-defined]

    def to_json(self) -> str:
        """The transform's class and attributes."""
        params = dict(vars(self))
        if "transforms" in params:
            params["transforms"] = [json.loads(one.to_json()) for one in params["transforms"]]
        if "output_type" in params:
            params["output_type"] = np.dtype(params["output_type"]).name
        kind = type(self)
        return json.dumps(
            {"tensor_op_params": params, "tensor_op_name": kind.__name__, "python_module": kind.__module__}
        )


class ImageTensorOperation(TensorOperation):
    """A transform of images."""

    def __call__(self, *input_tensor_list: Any) -> Any:
        """What the transform makes of one row."""
        for one in input_tensor_list:
            if not isinstance(one, np.ndarray) and not is_pil(one):
                raise refuse("image", "a numpy array or an image of PIL", one)
        return super().__call__(*input_tensor_list)


class VideoTensorOperation(TensorOperation):
    """A transform of videos."""

    def __call__(self, *input_tensor_list: Any) -> Any:
        """What the transform makes of one row."""
        for one in input_tensor_list:
            if not isinstance(one, np.ndarray):
                raise refuse("video", "a numpy array", one)
        return super().__call__(*input_tensor_list)


class TextTensorOperation(TensorOperation):
    """An operation on texts."""

    implementation = Implementation.C
    _holds_lock = True

    def __call__(self, *input_tensor_list: Any) -> Any:
        """What the operation makes of one row.

        Raises:
            TypeError: An input is no array, nor can be one, or has half of a surrogate pair.
            RuntimeError: The operation refuses it, or it is empty.
        """
        arrays = [np.asarray(one) for one in input_tensor_list]
        for array in arrays:
            if array.dtype.kind == "U" and not _encodes("".join(array.ravel().tolist())):
                raise TypeError(f"A text must be of whole characters, but got {array!r}.")
        if not arrays or any(array.size == 0 for array in arrays):
            raise RuntimeError(f"{type(self).__name__} must be called with an input that has data.")
        return super().__call__(*arrays)


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class AudioTensorOperation(TensorOperation):
    """A transform of sound."""

    def __call__(self, *input_tensor_list: Any) -> Any:
        """What the transform makes of one row."""
        for one in input_tensor_list:
            if not isinstance(one, np.ndarray):
                raise refuse("audio", "a numpy array", one)
        return super().__call__(*input_tensor_list)


def given(value: Any) -> Any:
    """An input of a native form as an array. Raises TypeError where it can not be one."""
    found = np.asarray(value)
    if found.dtype == object or found.dtype.kind in "cmM":
        raise TypeError(f"The input {value!r} of type {type(value).__name__} can not be an array.")
    return found


def refused(name: str, why: str) -> Refused:
    """The error of a native form, as a pipeline says it."""
    return Refused(f"map operation: [{name}] failed. {name}: {why}")


def not_random(function: Any) -> Any:
    """Mark a function as one whose answer depends on its input alone."""
    function.random = False
    return function
