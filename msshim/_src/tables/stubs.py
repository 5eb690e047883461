"""Stubs (`.pyi`) of the generated modules, from the rows: names, arguments and summaries for IDEs and mypy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msshim._src.tables import load
from msshim._src.tables.model import REQUIRED, Parameter, Row
from msshim._src.tables.overloads import overloads

_TENSOR = "_Tensor | _Torch"
_TYPES = {
    "tensor": _TENSOR,
    "tensor_or_none": f"{_TENSOR} | None",
    "tensor_or_number": f"{_TENSOR} | _builtins.float",
    "tensors": f"_Sequence[{_TENSOR}]",
    "dtype": "_Type | None",
    "bool": "_builtins.bool",
    "int": "_builtins.int",
    "float": "_builtins.float",
    "str": "_builtins.str",
}
_HEAD = """\
# Made of the tables by a build of msshim; `make generate` makes it anew.
import builtins as _builtins
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
from typing import overload as _overload

from torch import Tensor as _Torch

from msshim._src.cell.cell import Cell as _Cell
from msshim._src.tensor.dtype import Type as _Type
from msshim._src.cell.parameter import Parameter as _Parameter
from msshim._src.cell.primitive import Primitive as _Primitive
from msshim._src.tensor.tensor import Tensor as _Tensor

"""
_READER = "msshim._src.data.readers.base.Reader"
_UNTABLED = {"common": ("dtype",)}


def stubs() -> dict[Path, str]:
    """The text of each stub by its path in the package."""
    package = Path(__file__).parents[2]
    found = {package / "_src" / "tensor" / "methods.pyi": _HEAD + "class Methods:\n" + _indented("\n".join(_methods()))}
    for namespace in load.namespaces():
        if namespace != "Tensor":
            found[_path(package, namespace)] = _HEAD + "\n".join(_module(namespace)) + "\n"
    return found


def _path(package: Path, namespace: str) -> Path:
    folder = package if namespace == "mindspore" else package.joinpath(*namespace.split("."))
    return folder / "__init__.pyi" if folder.is_dir() else folder.with_suffix(".pyi")


def _module(namespace: str) -> Iterator[str]:
    yield f'"""`mindspore{"" if namespace == "mindspore" else "." + namespace}` on torch."""\n'
    for name in (*load.children(namespace), *_UNTABLED.get(namespace, ())):
        yield f"from msshim{'' if namespace == 'mindspore' else '.' + namespace} import {name} as {name}"
    if namespace == "mindspore":
        yield "from msshim._src.tensor import dtype as dtype"
        yield "from msshim._src.tensor import interop as _interop"
        yield "from msshim import log as log"
        yield "from msshim._src.hook import importing as _hook\n"
        yield "to_torch = _interop.to_torch"
        yield "from_torch = _interop.to_handles"
        yield "install_as_mindspore = _hook.install"
        yield "__version__: str"
    rows = [load.row(namespace, name) for name in sorted(load.index(namespace))]
    if any(row.kind == "transform" for row in rows):
        yield "from msshim._src.data.transforms.base import TensorOperation as _Transform"
    based = {(row.base, row.kind) for row in rows if row.base is not None and row.kind != "transform"}
    based |= {(_READER, "reader") for row in rows if row.kind == "reader" and row.base is None}
    for base, kind in sorted(based):
        module, _, name = base.rpartition(".")
        if name not in load.index(namespace):
            yield f"from {module} import {name} as {_hidden(kind)}{name}"
    for row in rows:
        yield from _entry(row)


def _methods() -> Iterator[str]:
    for name in ("__eq__", "__ne__"):  # which object has otherwise
        yield f"def {name}(self, other: object) -> _Tensor: ...  # type: ignore[override]"
    for name in sorted(load.index("Tensor")):
        row = load.row("Tensor", name)
        if row.kind != "written":
            yield from _entry(row)
            continue
        yield f"def {name}(self, *args: _Any, **kwargs: _Any) -> _Any:"
        yield _indented(_doc(row)) + "\n"


def _entry(row: Row) -> Iterator[str]:
    if row.kind in ("alias", "written"):
        owner, _, name = str(row.of).rpartition(".")
        module = owner if row.kind == "written" else f"msshim.{owner}".rstrip(".")
        if module != f"msshim.{row.namespace}":
            yield f"from {module} import {name} as {row.name}"
        elif name != row.name:
            yield f"{row.name} = {name}"
    elif row.kind in ("function", "method"):
        told_apart = () if row.variadic else overloads(row)
        lists = [(row.signature[0], *one.entries) for one in told_apart] or [row.signature]
        for entries in lists:
            if len(lists) > 1:
                yield "@_overload"
            yield f"def {row.name}({_parameters(row, entries)}) -> {_result(row)}:"
            yield _indented(_doc(row)) + "\n"
    else:
        yield from _class(row)


def _class(row: Row) -> Iterator[str]:
    """A cell or primitive: its weights, how it is made, and its call, which gives torch's tensors for torch's."""
    if row.kind in ("transform", "reader"):  # whose base says what it does
        base = "_Transform" if row.kind == "transform" else _hidden(row.kind) + (row.base or _READER).rpartition(".")[2]
        yield f"class {row.name}({base}):"
        yield (
            _indented(f"{_doc(row)}\ndef __init__({_joined('self', _parameters(row, row.signature))}) -> None: ...")
            + "\n"
        )
        return
    base = "_Primitive" if row.kind == "primitive" else "_Cell"
    if row.base is not None:
        base = _hidden(row.kind) + row.base.rpartition(".")[2]
    yield f"class {row.name}({base}):"
    lines = [_doc(row), *(f"{weight.name}: _Parameter{' | _Any' * bool(weight.when)}" for weight in row.weights)]
    given, called = _parameters(row, row.signature), _parameters(row, row.inputs)
    lines.append(f"def __init__({_joined('self', given)}) -> None: ...")
    if row.kind == "cell":
        lines.append(f"def construct({_joined('self', called)}) -> {_result(row)}: ...  # type: ignore[override]")
    if row.kind == "optimizer":  # whose base says what its call is
        yield _indented("\n".join(lines)) + "\n"
        return
    result = _result(row)
    if row.inputs and not row.variadic and _annotation(row.inputs[0]) == _TENSOR and "_Tensor" in result:
        for one in ("_Tensor", "_Torch"):
            taken = called.replace(_TENSOR, one, 1)
            lines += ["@_overload", f"def __call__({_joined('self', taken)}) -> {result.replace('_Tensor', one)}: ..."]
    else:
        lines.append(f"def __call__({_joined('self', called)}) -> {result}: ...")
    lines[-1] += "  # type: ignore[override]"
    yield _indented("\n".join(lines)) + "\n"


def _hidden(kind: str) -> str:
    """What goes before the name of a base that no program subclasses by itself."""
    return "_" if kind in ("optimizer", "reader") else ""


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))


_RESULTS = {
    "Tensor": "_Tensor",
    "tuple of Tensors": "tuple[_Tensor, ...]",
    "list of Tensors": "list[_Tensor]",
    "tuple of ints": "tuple[_builtins.int, ...]",
    "list of ints": "list[_builtins.int]",
    "empty tuple": "tuple[()]",
    "dtype": "_Type",
    "None": "None",
    **{name: f"_builtins.{name}" for name in ("bool", "int", "float", "str", "bytes")},
}


def _result(row: Row) -> str:
    """The type of what comes out, from the words of `returns`."""
    kinds = []
    for word in (row.returns or "Tensor").split(" or "):
        counted = re.fullmatch(r"tuple of (\d+) Tensors", word)
        kinds.append(f"tuple[{', '.join(['_Tensor'] * int(counted[1]))}]" if counted else _RESULTS.get(word, "_Any"))
    return "_Any" if "_Any" in kinds else " | ".join(kinds)


def _parameters(row: Row, entries: Sequence[Parameter]) -> str:
    if row.variadic:
        return "self, *args: _Any, **kwargs: _Any" if row.kind == "method" else "*args: _Any, **kwargs: _Any"
    parts: list[str] = []
    for p in entries:
        if p.keyword and not any(part.startswith("*") for part in parts):
            parts.append("*")
        if row.kind == "method" and p is entries[0]:
            parts.append("self")
            continue
        parts.append(f"{p.name}: {_annotation(p)}{'' if p.default is REQUIRED else ' = ...'}")
    return ", ".join(parts)


def _annotation(p: Parameter) -> str:
    annotation = _TYPES.get(str(p.type), "_Any")
    return annotation + " | None" * (p.default is None and "None" not in annotation and annotation != "_Any")


def _doc(row: Row) -> str:
    return f'"""{row.summary.replace(chr(92), chr(92) * 2)}"""'


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())
