"""Row -> a transform of `mindspore.dataset`: signature, checks, and its forms."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from msshim._src.data import kinds
from msshim._src.data.kinds import Implementation
from msshim._src.data.transforms import base, images, made, sounds
from msshim._src.data.transforms.words import check
from msshim._src.factory.signature import default, listed
from msshim._src.factory.source import build, fill, resolve, resolved
from msshim._src.tables.docstring import docstring
from msshim._src.tables.model import Parameter, Row
from msshim._src.tensor import dtype as mstype

_TRANSFORM = """
class $name($bases):
    def __init__($parameters):
        _init(self, dict($given), _checks, _setup)
"""
_BASES = {"vision": base.ImageTensorOperation, "text": base.TextTensorOperation, "audio": base.AudioTensorOperation}
_DEFAULTS: dict[str, Any] = {"nptype": np, "type": mstype, "known": mstype}


def make_transform(row: Row, module: str) -> type:
    """The class of a row of kind `transform`, for a public module such as ``msshim.dataset.vision``."""
    row = replace(row, parameters=tuple(_with_default(p) for p in row.parameters))
    usual = _BASES.get(module.rpartition(".")[2], base.TensorOperation)
    bases = [made.NativeForm, resolved(row, "base") if row.base else usual] if row.call else []
    bases += [made.PythonForm, base.PyTensorOperation] if row.pil else []
    names: dict[str, Any] = {f"_base{i}": one for i, one in enumerate(bases)} | {"_init": _init, "_row": row}
    names |= {"_checks": [(str(p.variable), check(p.type)) for p in row.signature if p.type]}
    names |= {"_setup": _matched(resolved(row, "setup")) if row.setup else None}
    text = fill(
        _TRANSFORM,
        name=row.name,
        bases=", ".join(f"_base{i}" for i in range(len(bases))),
        parameters=", ".join(
            filter(None, ("self", listed(row.signature, {p.name: default(p) for p in row.signature}, names)))
        ),
        given=", ".join(f"{p.variable}={p.variable}" for p in row.signature),
    )
    cls: Any = build(row.qualified, text, row.name, names, module)
    cls.__doc__ = docstring(row)
    if row.call:
        cls._form = _form(row, row.call, row.draw, True)
    if row.pil:
        cls._python = _form(row, row.pil, row.pil_draw, False)
    if not (row.call and row.pil):
        cls.implementation = Implementation.C if row.call else Implementation.PY
    return cls  # type: ignore[no-any-return]


def _with_default(p: Parameter) -> Parameter:
    """A parameter whose default, where it is the name of a choice or dtype, is that."""
    word = re.match(r"\w*", p.type or "")[0]  # type: ignore[index]
    owner = _DEFAULTS.get(word) or getattr(kinds, word, None)
    return replace(p, default=getattr(owner, p.default)) if owner and isinstance(p.default, str) else p


def _matched(setup: Callable[..., Any]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    wanted = [*inspect.signature(setup).parameters]
    return lambda values: setup(**{name: values[name] for name in wanted})


def _form(row: Row, call: str, draw: str | None, native: bool) -> made.Form:
    many = any(entry.name.startswith("*") for entry in row.inputs)
    inputs = len(row.inputs) or 1
    parts = _part(call, inputs), _part(draw, 1 + native) if draw else None
    if row.namespace == "dataset.audio":
        return made.SoundForm(row.name, *parts, sounds.looker(row.takes), as_is=bool(row.takes.get("as_is")))
    return made.Form(
        row.name,
        *parts,
        images.looker(row.takes) if row.takes else None,
        0 if many else inputs,
        bool(row.takes.get("bools")),
        row.namespace.endswith("vision"),
        any(one.kind is one.VAR_POSITIONAL for one in inspect.signature(resolve(call)).parameters.values()),
    )


def _part(path: str, given: int) -> made.Part:
    """A function; its first parameters are what a call gives it: an engine, inputs."""
    function = resolve(path)
    return made.Part(function, tuple(inspect.signature(function).parameters)[given:])


def _init(self: Any, values: dict[str, Any], checks: Any, setup: Any) -> None:
    """What every generated `__init__` does: check, set up, keep."""
    for name, test in checks:
        test(name, values[name])
    if setup is not None:
        values |= setup(values)
    self.__dict__.update(values)
