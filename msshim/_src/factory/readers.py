"""Row -> a reader of `mindspore.dataset`: signature, checks, and the function that finds its samples."""

from __future__ import annotations

import inspect
from dataclasses import replace
from functools import partial
from typing import Any

from msshim._src.data.readers.base import Form, Reader
from msshim._src.data.readers.checks import choice
from msshim._src.data.sampler_base import Shuffle
from msshim._src.data.transforms.words import check
from msshim._src.factory.data_classes import Check, make_class
from msshim._src.factory.source import resolved
from msshim._src.tables.model import Parameter, Row


def make_reader(row: Row, module: str) -> type:
    """The class of a row of kind `reader`."""
    row = replace(row, parameters=tuple(_with_default(p) for p in row.parameters))
    find, base = resolved(row, "call"), resolved(row, "base") if row.base else Reader
    made: type[Reader] = make_class(row, module, [base], _check)
    taken = {p.name: None if p.default is p.empty else p.default for p in inspect.signature(find).parameters.values()}
    made._form = Form(row.name, find, taken, row.columns)
    return made


def _with_default(p: Parameter) -> Parameter:
    """A parameter whose default, where it is the name of a level of shuffling, is that."""
    return replace(p, default=Shuffle[p.default]) if p.name == "shuffle" and isinstance(p.default, str) else p


def _check(p: Parameter) -> Check:
    of_type = check(str(p.type))
    if not p.choices:
        return of_type
    of_choices = partial(choice, p.choices, str(p.type).endswith("?"))

    def both(name: str, value: Any) -> None:
        of_type(name, value)
        of_choices(name, value)

    return both
