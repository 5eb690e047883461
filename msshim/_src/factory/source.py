"""Row -> Python source, as `dataclasses` does it: templates with named holes, and what their text defines.

The source is real: tracebacks show it, `inspect.getsource` finds it, and a call costs one frame over torch.
"""

from __future__ import annotations

import ast
import builtins
import linecache
import re
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from types import FunctionType
from typing import Any

from msshim._src.tables.load import Field
from msshim._src.tables.model import Row

_HOLE = re.compile(r"^( *)\$(\w+)\n|\$(\w+)", re.MULTILINE)


def resolve(path: str) -> Callable[..., Any]:
    """The object at a dotted path, e.g. ``torch.nn.functional.conv3d`` or ``torch.Tensor.add_``."""
    module, _, name = path.rpartition(".")
    try:
        owner: Any = import_module(module)
    except ModuleNotFoundError:
        owner = resolve(module)
    return getattr(owner, name)  # type: ignore[no-any-return]


def resolved(row: Row, key: str) -> Callable[..., Any]:
    """The object at the path that a field of a row gives."""
    with Field(row, key):
        return resolve(getattr(row, key))


def fill(template: str, **holes: str | Iterable[str]) -> str:
    """A template with its holes filled: one alone on its line with any number of lines, at its indentation."""

    def filled(found: re.Match[str]) -> str:
        text = holes[found[2] or found[3]]
        lines = (text if isinstance(text, str) else "\n".join(filter(None, text))).splitlines()
        return "".join(f"{found[1]}{line}".rstrip() + "\n" for line in lines) if found[2] else "\n".join(lines)

    return _HOLE.sub(filled, template.lstrip("\n"))


def build(label: str, text: str, name: str, names: dict[str, Any], module: str) -> Any:
    """What generated source defines as `name`; its lines are kept for tracebacks and `inspect.getsource`.

    `names` are closed over, as in `dataclasses`: torch.compile tells global names apart by module and name alone,
    and all rows of a public module share both.
    """
    filename = f"<msshim {label}>"
    names = {name: value for name, value in names.items() if name in text}
    text = fill("def _make($names):\n    $text\n    return $name\n", names=", ".join(names), text=text, name=name)
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    namespace: dict[str, Any] = {"__name__": module}
    exec(compile(text, filename, "exec", dont_inherit=True), namespace)
    made = namespace["_make"](**names)
    for part in (made, *vars(made).values()):
        if isinstance(part, (type, FunctionType)):
            part.__qualname__ = part.__qualname__.rpartition("<locals>.")[2]
    return made


def functions(
    row: Row, texts: Mapping[str, str], *where: str | int, takes: Iterable[str] = ()
) -> dict[str, Callable[..., Any]]:
    """Expressions of a row as functions, of the names that stand in each where nothing else is said.

    where: the field that has them, as in an error: ``"weights", 0`` of ``shape`` and ``when``.
    """
    lines = ["class made:"]
    for key, text in texts.items():
        with Field(row, *where, key):
            nodes = [node for node in ast.walk(ast.parse(text, mode="eval")) if isinstance(node, ast.Name)]
        bound = {node.id for node in nodes if isinstance(node.ctx, ast.Store)}  # within a comprehension
        found = {node.id: None for node in nodes if node.id not in bound and not hasattr(builtins, node.id)}
        lines.append(f"    def {key}({', '.join(takes or found)}):\n        return {text}")
    label = " ".join([row.qualified, ".".join(map(str, where))])
    made = vars(build(label, "\n".join(lines), "made", {}, ""))
    return {key: made[key] for key in texts}


def apply(function: Callable[..., Any], values: Mapping[str, Any]) -> Any:
    """What one of these functions makes of the values of the names in it."""
    code = function.__code__
    return function(*[values[name] for name in code.co_varnames[: code.co_argcount]])
