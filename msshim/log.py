"""`mindspore.log`: messages by level, through Python's logging. Source: mindspore.log of 2.10.

`GLOG_v` sets the least level that shows: 0 debug, 1 info, 2 warning (without it), 3 error, 4 critical.
"""

from __future__ import annotations

import functools
import logging
import os
from collections.abc import Callable
from typing import Any, ClassVar

_LEVELS = {"0": logging.DEBUG, "1": logging.INFO, "2": logging.WARNING, "3": logging.ERROR, "4": logging.CRITICAL}
_logger = logging.getLogger("mindspore")
_logger.setLevel(_LEVELS.get(os.environ.get("GLOG_v", "2"), logging.WARNING))  # noqa: SIM112 MindSpore's own name
if not _logger.handlers:
    _handler = logging.StreamHandler()
    _handler.setFormatter(
        logging.Formatter("[%(levelname)s] ME(%(process)d):%(asctime)s [%(pathname)s:%(lineno)d] %(message)s")
    )
    _logger.addHandler(_handler)
    _logger.propagate = False


def get_level() -> str:
    """The least level that shows, as `GLOG_v` has it."""
    return next((name for name, level in _LEVELS.items() if level == _logger.level), "2")


def _log(level: int, message: Any, *args: Any, **kwargs: Any) -> None:
    _logger.log(level, message, *args, stacklevel=3, **kwargs)


def debug(msg: Any, *args: Any, **kwargs: Any) -> None:
    """A message for who looks for a fault."""
    _log(logging.DEBUG, msg, *args, **kwargs)


def info(msg: Any, *args: Any, **kwargs: Any) -> None:
    """A message that all is well."""
    _log(logging.INFO, msg, *args, **kwargs)


def warning(msg: Any, *args: Any, **kwargs: Any) -> None:
    """A message that something may be wrong."""
    _log(logging.WARNING, msg, *args, **kwargs)


def error(msg: Any, *args: Any, **kwargs: Any) -> None:
    """A message that something is wrong."""
    _log(logging.ERROR, msg, *args, **kwargs)


def critical(msg: Any, *args: Any, **kwargs: Any) -> None:
    """A message that nothing goes on."""
    _log(logging.CRITICAL, msg, *args, **kwargs)


def _get_logger() -> logging.Logger:
    """The logger behind these functions."""
    return _logger


class _LogActionOnce:
    """Decorates a function so that warnings of `logger` inside it show at the first call of each `key`, then no more.

    Args:
        logger: Python's logger, or another object with a method `warning`.
        key: What is warned about.
        no_warning: Not even at the first call.
    """

    _seen: ClassVar[set[Any]] = set()

    def __init__(self, logger: Any, key: Any, no_warning: bool = False) -> None:
        self.logger, self.key, self.no_warning = logger, key, no_warning

    def __call__(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function, quieter."""

        @functools.wraps(func)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            if not hasattr(self.logger, "warning"):
                return func(*args, **kwargs)
            warn = self.logger.warning
            if self.no_warning or self.key in self._seen:
                self.logger.warning = lambda *args, **kwargs: None
            else:
                self._seen.add(self.key)
            try:
                return func(*args, **kwargs)
            finally:
                self.logger.warning = warn

        return wrapper
