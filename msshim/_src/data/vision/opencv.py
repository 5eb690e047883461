"""OpenCV and Pillow. OpenCV of the version and with the settings whose bits are MindSpore's: no IPP, one thread.

The settings hold during a transform; what the program has set is there before and after.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any, TypeVar

_EXTRA = "pip install 'msshim[vision]'"
F = TypeVar("F", bound=Callable[..., Any])


class _Later:
    """The module cv2, imported at its first use."""

    def __getattr__(self, name: str) -> Any:
        try:
            module = import_module("cv2")
        except ImportError as error:
            raise ImportError(f"This transform of images needs OpenCV: {_EXTRA}.") from error
        found = getattr(module, name)
        self.__dict__[name] = found
        return found


cv2: Any = _Later()


def pillow(name: str) -> Any:
    """A module of Pillow. Raises ImportError, which names msshim's extra, where it is not installed."""
    try:
        return import_module(f"PIL.{name}")
    except ImportError as error:
        raise ImportError(f"This form of a transform of images needs Pillow: {_EXTRA}.") from error


def ours(function: F) -> F:
    """A function that calls OpenCV, with MindSpore's settings around it; a single channel, which it drops, stays."""

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        ipp, threads = cv2.ipp.useIPP(), cv2.getNumThreads()
        if ipp:
            cv2.ipp.setUseIPP(False)
        if threads != 1:
            cv2.setNumThreads(1)
        try:
            made = function(*args, **kwargs)
            return made[..., None] if getattr(args[0], "shape", ())[2:] == (1,) and made.ndim == 2 else made
        finally:
            if ipp:
                cv2.ipp.setUseIPP(True)
            if threads != 1:
                cv2.setNumThreads(threads)

    return run  # type: ignore[return-value]
