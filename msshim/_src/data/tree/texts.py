"""The parameters of operations on texts as JSON, and back. Source: the operations of minddata's text of 2.10."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from msshim._src.data.failures import Refused, failed
from msshim._src.data.kinds import NormalizeForm
from msshim._src.data.text.sequences import check_token
from msshim._src.data.text.vocab import Vocab, check_unknown
from msshim._src.data.tree.values import plain
from msshim._src.tables import load
from msshim._src.tensor.dtype import number_type

_WRITTEN = ("AddToken", "BertTokenizer", "ToNumber", "Truncate")
_CHECKS: dict[str, Callable[[Any], None]] = {
    "AddToken": lambda one: check_token(one.token),
    "Lookup": lambda one: check_unknown(one.vocab, one.unknown_token, one.data_type),
}
"""What MindSpore looks at when an operation is called or written, not when it is made."""
BACK = ("BertTokenizer", "ToNumber")
"""Those that come back; MindSpore refuses the others."""
_MADE: dict[str, Callable[[Any], Any]] = {
    "vocab": Vocab.from_dict,
    "normalization_form": NormalizeForm,
    "data_type": {one._name: one for one in number_type}.__getitem__,
}
"""What parameters are made of."""
_NAMES = {"normalization_form": "normalize_form"}


def parameters(operation: Any) -> dict[str, Any] | None:
    """What an operation writes, which few do. Raises RuntimeError for arguments with which it could not be called.

    Args:
        operation: One of `dataset.text`.
    """
    kind = type(operation).__name__
    try:
        if kind in _CHECKS:
            _CHECKS[kind](operation)
    except ValueError as error:
        raise failed(Refused(f"{kind}: {error}")) from None
    if kind not in _WRITTEN:
        return None
    return {_NAMES.get(name, name): _parameter(getattr(operation, name)) for name in _names(kind)}


def restored(name: str, params: dict[str, Any]) -> Any:
    """An operation that wrote this.

    Args:
        name: One of `BACK`.
        params: Its parameters.

    Raises:
        KeyError, TypeError, ValueError: They are not those of one.
    """
    given = {key: params[_NAMES.get(key, key)] for key in _names(name)}
    given |= {key: make(given[key]) for key, make in _MADE.items() if key in given}
    return getattr(importlib.import_module("msshim.dataset.text"), name)(**given)


def _names(kind: str) -> list[str]:
    return [str(p.name) for p in load.row("dataset.text", kind, tried=False).signature]


def _parameter(value: Any) -> Any:
    return value.vocab() if isinstance(value, Vocab) else plain(value)
