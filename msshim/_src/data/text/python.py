"""A tokenizer that is a function of the program. Source: PythonTokenizer of mindspore.dataset.text of 2.10."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np

from msshim._src.data.transforms.checks import refuse


class PythonTokenizer:
    """A function as an operation.

    Args:
        tokenizer: It gets a str and gives a list of str.

    Raises:
        TypeError: It can not be called.
    """

    def __init__(self, tokenizer: Callable[[str], Any]) -> None:
        if not callable(tokenizer):
            raise refuse("tokenizer", "a function", tokenizer)
        self.pyfunc = tokenizer
        self.tokenizer = np.vectorize(lambda text: np.array(tokenizer(text), dtype="U"), signature="()->(n)")
        self.random = False

    def __call__(self, in_array: Any) -> Any:
        """The tokens of a text, or of each text of an array.

        Raises:
            TypeError: The input is no array.
            RuntimeError: The function raises.
        """
        if not isinstance(in_array, np.ndarray):
            raise refuse("in_array", "a numpy array", in_array)
        if in_array.dtype.kind == "S":
            in_array = np.char.decode(in_array, "utf8")
        try:
            return self.tokenizer(in_array)
        except Exception as error:
            name = getattr(self.pyfunc, "__name__", repr(self.pyfunc))
            raise RuntimeError(f"The tokenizer {name} says: {error}") from error

    def to_json(self) -> str:
        """The function's name."""
        return json.dumps({"tensor_op_name": self.pyfunc.__name__, "python_module": type(self).__module__})
