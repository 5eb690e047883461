"""The JSON schema of the tables, from the dataclasses that hold a row: for editors, which complete and check words."""

from __future__ import annotations

import inspect
import re
import types
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from msshim._src.tables.load import LISTS
from msshim._src.tables.model import Proof, Row

_PLACE = ("name", "namespace", "file")
"""What a row is told by where it stands."""


def schema() -> dict[str, Any]:
    """The schema of one file of `mappings/`: names to rows, and `shared` with what they repeat."""
    kinds = [Row, *dict.fromkeys(LISTS.values()), Proof]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A table of msshim: public names to rows",
        "type": "object",
        "properties": {"shared": {"description": "Anchors that the rows repeat."}},
        "additionalProperties": {"$ref": "#/$defs/Row"},
        "$defs": {kind.__name__: _entry(kind) for kind in kinds},
    }


def _entry(kind: type) -> dict[str, Any]:
    hints, said = get_type_hints(kind), {**_said(kind.__mro__[1]), **_said(kind)}
    listed = [field for field in fields(kind) if kind is not Row or field.name not in _PLACE]
    return {
        "type": "object",
        "description": (inspect.getdoc(kind) or "").partition("\n")[0],
        "properties": {
            field.name: {**_typed(kind, field.name, hints[field.name]), **said.get(field.name, {})} for field in listed
        },
        "required": [f.name for f in listed if f.default is MISSING and f.default_factory is MISSING],
        "additionalProperties": False,
    }


def _said(kind: type) -> dict[str, dict[str, str]]:
    """What the docstring says of each field, in paragraphs such as ``name, other: ...``."""
    if not is_dataclass(kind):
        return {}
    names = "|".join(field.name for field in fields(kind))
    text = " ".join((inspect.getdoc(kind) or "").split())
    parts = re.split(rf"(?:^|(?<=[.;] ))((?:{names})(?:, (?:{names}))*): ", text)[1:]
    return {
        name: {"description": said[:1].upper() + said[1:].strip(" ;")}
        for heads, said in zip(parts[::2], parts[1::2], strict=True)
        for name in heads.split(", ")
    }


def _typed(kind: type, name: str, hint: Any) -> dict[str, Any]:
    if kind is Row and name in LISTS:
        return {"type": "array", "items": {"$ref": f"#/$defs/{LISTS[name].__name__}"}}
    if hint is Proof:
        return {"$ref": "#/$defs/Proof"}
    return _plain(hint)


_PLAIN = {str: "string", bool: "boolean", int: "integer", float: "number"}


def _plain(hint: Any) -> dict[str, Any]:
    origin, options = get_origin(hint), get_args(hint)
    if hint in _PLAIN:
        return {"type": _PLAIN[hint]}
    if origin is Literal:
        return {"enum": list(options)}
    if origin in (Union, types.UnionType):
        several = [_plain(option) for option in options if option is not type(None)]
        return several[0] if len(several) == 1 else {"anyOf": several}
    if origin is tuple:
        return {"type": "array", "items": _plain(options[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _plain(options[1])}
    return {}
