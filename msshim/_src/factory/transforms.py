"""Row -> a transform of `mindspore.dataset`: signature, checks, and its forms."""

from __future__ import annotations

import inspect
import re
from dataclasses import replace
from typing import Any

import numpy as np

from msshim._src.data import kinds
from msshim._src.data.kinds import Implementation
from msshim._src.data.transforms import base, images, sounds
from msshim._src.data.transforms.made import Form, NativeForm, Part, PythonForm, SoundForm
from msshim._src.data.transforms.words import check
from msshim._src.factory.data_classes import make_class
from msshim._src.factory.source import resolve, resolved
from msshim._src.tables.model import Parameter, Row
from msshim._src.tensor import dtype as mstype

_BASES = {"vision": base.ImageTensorOperation, "text": base.TextTensorOperation, "audio": base.AudioTensorOperation}
_DEFAULTS: dict[str, Any] = {"nptype": np, "type": mstype, "known": mstype}


def make_transform(row: Row, module: str) -> type:
    """The class of a row of kind `transform`, for a public module such as ``msshim.dataset.vision``."""
    row = replace(row, parameters=tuple(_with_default(p) for p in row.parameters))
    usual = _BASES.get(module.rpartition(".")[2], base.TensorOperation)
    bases = [NativeForm, resolved(row, "base") if row.base else usual] if row.call else []
    bases += [PythonForm, base.PyTensorOperation] if row.pil else []
    made = make_class(row, module, bases, lambda p: check(p.type))
    if row.call:
        made._form = _form(row, row.call, row.draw, True)
    if row.pil:
        made._python = _form(row, row.pil, row.pil_draw, False)
    if not (row.call and row.pil):
        made.implementation = Implementation.C if row.call else Implementation.PY
    return made  # type: ignore[no-any-return]


def _with_default(p: Parameter) -> Parameter:
    """A parameter whose default, where it is the name of a choice or dtype, is that."""
    word = re.match(r"\w*", p.type or "")[0]  # type: ignore[index]
    owner = _DEFAULTS.get(word) or getattr(kinds, word, None)
    return replace(p, default=getattr(owner, p.default)) if owner and isinstance(p.default, str) else p


def _form(row: Row, call: str, draw: str | None, native: bool) -> Form:
    many = any(entry.name.startswith("*") for entry in row.inputs)
    inputs = len(row.inputs) or 1
    parts = _part(call, inputs), _part(draw, 1 + native) if draw else None
    if row.namespace == "dataset.audio":
        return SoundForm(row.name, *parts, sounds.looker(row.takes), as_is=bool(row.takes.get("as_is")))
    return Form(
        row.name,
        *parts,
        images.looker(row.takes) if row.takes else None,
        0 if many else inputs,
        bool(row.takes.get("bools")),
        row.namespace.endswith("vision"),
        any(one.kind is one.VAR_POSITIONAL for one in inspect.signature(resolve(call)).parameters.values()),
    )


def _part(path: str, given: int) -> Part:
    """A function; its first parameters are what a call gives it: an engine, inputs."""
    function = resolve(path)
    return Part(function, tuple(inspect.signature(function).parameters)[given:])
