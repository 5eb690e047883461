"""`mindspore.train.callback`: what happens around the steps of `Model`."""

from importlib import import_module
from typing import Any


def __getattr__(name: str) -> Any:
    return getattr(import_module("msshim.train"), name)
