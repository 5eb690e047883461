"""OpenCV and Pillow. OpenCV of the version and with the settings whose bits are MindSpore's: no IPP, one thread.

The settings hold during a transform; what the program has set is there before and after.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from threading import Lock
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
        ipp = cv2.ipp.useIPP()  # of this thread alone
        if ipp:
            cv2.ipp.setUseIPP(False)
        try:
            with _one_thread:
                made = function(*args, **kwargs)
            return made[..., None] if getattr(args[0], "shape", ())[2:] == (1,) and made.ndim == 2 else made
        finally:
            if ipp:
                cv2.ipp.setUseIPP(True)

    return run  # type: ignore[return-value]


class _OneThread:
    """While any thread is within, OpenCV has one thread of its own; then as many as before."""

    def __init__(self) -> None:
        self._lock, self._within, self._before = Lock(), 0, 1

    def __enter__(self) -> None:
        with self._lock:
            self._within += 1
            if self._within == 1:
                self._before = cv2.getNumThreads()
                if self._before != 1:
                    cv2.setNumThreads(1)

    def __exit__(self, *error: Any) -> None:
        with self._lock:
            self._within -= 1
            if not self._within and self._before != 1:
                cv2.setNumThreads(self._before)


_one_thread = _OneThread()
