"""Row -> Python source with MindSpore's exact signature, as `dataclasses` does it.

The source is real: tracebacks show it, `inspect.getsource` finds it, and a call costs one frame over torch.
"""

from __future__ import annotations

import inspect
import linecache
from collections.abc import Callable
from importlib import import_module
from types import FunctionType
from typing import Any

from msshim._src.tables.model import REQUIRED, Parameter, Row
from msshim._src.tensor import dtype as mstype


def resolve(path: str) -> Callable[..., Any]:
    """The object at a dotted path, e.g. ``torch.nn.functional.conv3d`` or ``torch.Tensor.add_``."""
    module, _, name = path.rpartition(".")
    try:
        owner: Any = import_module(module)
    except ModuleNotFoundError:
        owner = resolve(module)
    return getattr(owner, name)  # type: ignore[no-any-return]


def default(parameter: Parameter) -> Any:
    """MindSpore's default value; a table writes a dtype by its name, and a list only by the type word `list`."""
    if parameter.type == "list" and isinstance(parameter.default, tuple):
        return list(parameter.default)
    if parameter.type == "dtype" and isinstance(parameter.default, str):
        return getattr(mstype, parameter.default)
    return parameter.default


def arguments(row: Row) -> tuple[str, dict[str, Any]]:
    """The text of the parameter list, and the values of the names that its defaults use."""
    parts: list[str] = []
    names: dict[str, Any] = {}
    for parameter in row.signature:
        if parameter.keyword and "*" not in "".join(parts):
            parts.append("*")
        parts.append(str(parameter.name) if parameter.default is REQUIRED else default_text(parameter, names))
    return ", ".join(parts), names


def default_text(parameter: Parameter, names: dict[str, Any]) -> str:
    """A parameter with its default, as text; the value goes into `names`."""
    names[f"_default_{parameter.name}"] = default(parameter)
    return f"{parameter.name}=_default_{parameter.name}"


def needs(call: Callable[..., Any]) -> list[str]:
    """The names of a function's parameters without a default; none of one of torch's builtins."""
    names = takes(call) or []
    return [name for name in names if inspect.signature(call).parameters[name].default is inspect.Parameter.empty]


def takes(call: Callable[..., Any], star: bool = True) -> list[str] | None:
    """The names of a function's parameters; None for one of torch's builtins, or where any keyword goes (`**given`).

    Without `star`, that of ``*values`` is left out.
    """
    try:
        parameters = _parameters(call)
    except ValueError:
        return None
    if any(kind is inspect.Parameter.VAR_KEYWORD for _, kind in parameters):
        return None
    return [name for name, kind in parameters if star or kind is not inspect.Parameter.VAR_POSITIONAL]


def leading(call: Callable[..., Any]) -> list[str]:
    """The names of what a function takes by position, before its ``*values``."""
    kinds = _parameters(call) if takes(call) is not None else []
    return [name for name, kind in kinds if kind is inspect.Parameter.POSITIONAL_OR_KEYWORD]


def _parameters(call: Callable[..., Any]) -> list[tuple[str, inspect._ParameterKind]]:
    """The names and kinds of a function's parameters; of a plain function from its code, which is much faster."""
    if not isinstance(call, FunctionType) or hasattr(call, "__wrapped__"):
        return [(parameter.name, parameter.kind) for parameter in inspect.signature(call).parameters.values()]
    code = call.__code__
    kinds: list[inspect._ParameterKind] = [inspect.Parameter.POSITIONAL_OR_KEYWORD] * code.co_argcount
    kinds += [inspect.Parameter.KEYWORD_ONLY] * code.co_kwonlyargcount
    kinds += [inspect.Parameter.VAR_POSITIONAL] * bool(code.co_flags & inspect.CO_VARARGS)
    kinds += [inspect.Parameter.VAR_KEYWORD] * bool(code.co_flags & inspect.CO_VARKEYWORDS)
    return list(zip(code.co_varnames, kinds, strict=False))


def call_text(row: Row, call: Callable[..., Any], values: dict[str, str]) -> str:
    """The call's arguments: `values` maps the names that a cell or function offers to the text that reads them.

    A kernel of ours is matched by the names of its parameters; torch's functions get the inputs by position and
    what the rows call `torch: name` by keyword.
    """
    if str(row.call).startswith("msshim."):
        return ", ".join(f"{name}={values[name]}" for name in takes(call) or [] if name in values)
    inputs = [values[entry.name] for entry in row.inputs if entry.type == "tensor"]
    inputs += [f"{entry.torch}={values[entry.name]}" for entry in row.inputs if entry.type != "tensor"]
    named = [f"{p.torch}={values[str(p.name)]}" for p in row.signature if p.torch and str(p.name) in values]
    return ", ".join(inputs + named)


def build(row: Row, text: str, names: dict[str, Any], module: str) -> Any:
    """What generated source defines; its lines are kept for tracebacks and `inspect.getsource`.

    `names` are closed over, as in `dataclasses`: torch.compile tells global names apart by module and name alone,
    and all rows of a public module share both.
    """
    filename = f"<msshim {row.qualified}>"
    names = {name: value for name, value in names.items() if name in text}
    lines = [f"def _make({', '.join(names)}):", *(f"    {line}".rstrip() for line in text.splitlines())]
    text = "\n".join([*lines, f"    return {row.name}"]) + "\n"
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    namespace: dict[str, Any] = {"__name__": module}
    exec(compile(text, filename, "exec", dont_inherit=True), namespace)
    made = namespace["_make"](**names)
    for part in (made, *vars(made).values()):
        if hasattr(part, "__qualname__"):
            part.__qualname__ = part.__qualname__.rpartition("<locals>.")[2]
    return made
