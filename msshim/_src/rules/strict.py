"""`MSSHIM_STRICT=1`: a call that passes what msshim ignores or approximates raises; `--profile` lists such calls.

What is watched is made a little slower, so nothing is where nobody asked for it.
"""

from __future__ import annotations

import functools
import inspect
import os
import sys
from collections.abc import Callable
from typing import Any

from msshim._src.tables.model import STREAM, Row

strict = os.environ.get("MSSHIM_STRICT", "0") not in ("", "0")
listed: dict[str, None] | None = None
"""Where `--profile` wants what was passed, in order; None where nobody asked."""


def watch(made: Any, row: Row) -> Any:
    """What a row makes, watched for its inexact parameters, if somebody asked for that."""
    if not (strict or listed is not None) or not (row.inexact or (listed is not None and row.foreign_stream)):
        return made
    if inspect.isclass(made):
        made.__init__ = _watched(made.__init__, row, 1)  # type: ignore[method-assign]
        return made
    return _watched(made, row, 0)


def _watched(call: Callable[..., Any], row: Row, skipped: int) -> Callable[..., Any]:
    path = f"mindspore.{row.qualified}"
    parameters = list(inspect.signature(call).parameters.values())[skipped:]
    defaults = {parameter.name: parameter.default for parameter in parameters}

    @functools.wraps(call)
    def watched(*args: Any, **kwargs: Any) -> Any:
        if not _from_within():
            passed = {**dict(zip(defaults, args[skipped:], strict=False)), **kwargs}
            for name in row.inexact.keys() & passed.keys():
                if not _same(passed[name], defaults.get(name)):
                    _note(f"{path}: {name}={passed[name]!r}: {row.inexact[name]}", strict)
            if row.foreign_stream:
                _note(f"{path}: {STREAM}", False)
        return call(*args, **kwargs)

    return watched


def _same(value: Any, default: Any) -> bool:
    return value is default or (type(value) is type(default) and bool(value == default))


def _from_within() -> bool:
    """Whether msshim itself makes the call, whatever metaclasses stand between."""
    frame = sys._getframe(2)
    while frame.f_code.co_name == "__call__" and frame.f_back is not None:
        frame = frame.f_back
    return str(frame.f_globals.get("__name__")).startswith("msshim.")


def _note(text: str, refuse: bool) -> None:
    if listed is not None:
        listed[text] = None
    if refuse:
        raise NotImplementedError(f"{text} (MSSHIM_STRICT is set; without it the call goes on.)")
