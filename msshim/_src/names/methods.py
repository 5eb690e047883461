"""The methods of Tensor that are rows: a stand-in each until first use.

A stand-in and not `__getattr__`, since torch.compile finds only the methods that stand on a class.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable
from typing import Any

from msshim._src.factory.registry import get
from msshim._src.tables import load, missing
from msshim._src.tensor import absent_members
from msshim._src.tensor.tensor import Tensor


def install() -> None:
    """Put a stand-in for each row of ``Tensor`` on the class, and let both classes ask here for what they lack."""
    for name in load.index("Tensor").keys() - vars(Tensor).keys():
        setattr(Tensor, name, _stand_in(name))
    absent_members.find = find


class _Made:
    """The methods once they are made; torch.compile would remember of Tensor what it has seen there before."""


def _stand_in(name: str) -> Any:
    def make() -> None:
        made = get("Tensor", name)
        setattr(Tensor, name, made)
        setattr(_Made, name, staticmethod(made))

    def method(self: Tensor, *args: Any, **kwargs: Any) -> Any:
        make()
        return getattr(_Made, name)(self, *args, **kwargs)

    def signature() -> inspect.Signature:
        return inspect.signature(get("Tensor", name))

    # torch.compiler.assume_constant_result without its import: the method is made while torch.compile traces.
    make._dynamo_marked_constant = True  # type: ignore[attr-defined]
    method.__name__ = name
    method.__qualname__ = f"Tensor.{name}"
    method.__signature__ = _Signature(signature)  # type: ignore[attr-defined]
    method.__doc__ = f"Of mindspore.Tensor; `msshim api Tensor.{name}` prints its page."
    return method


class _Signature(inspect.Signature):
    """The signature of a method that is made when somebody looks at its parameters."""

    __slots__ = ("_signature",)

    def __init__(self, signature: Callable[[], inspect.Signature]) -> None:
        super().__init__()
        self._signature = signature

    @property
    def parameters(self) -> types.MappingProxyType[str, inspect.Parameter]:
        """The parameters in order."""
        return self._signature().parameters

    def replace(self, **changes: Any) -> inspect.Signature:  # type: ignore[override]
        """A plain signature with these changes."""
        return self._signature().replace(**changes)


def find(owner: str, name: str) -> None:
    """Raise `Missing` where MindSpore's class has the member and msshim's has not."""
    said = missing.message(owner, name)
    if said is not None:
        raise absent_members.Missing(said)
