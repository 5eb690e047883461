"""Writes `mappings/places.txt`: each module of the real MindSpore, its names, and where what they name is defined.

Run it as ``python tools/update_places.py`` when MindSpore's version changes.
"""

import importlib
import os
import pkgutil
import sys
import types
import warnings
from collections import defaultdict
from pathlib import Path

os.environ.setdefault("GLOG_v", "4")
import mindspore
import mindspore.scipy  # which MindSpore itself does not import

from msshim._src.tables import load

TARGET = Path(__file__).parent.parent / "mappings" / "places.txt"
LITERAL = (bool, int, float, str, type(None))
HEAD = """\
# What is where in MindSpore 2.10.0. A line that is not indented is a module, or with `/` a package; below it stand its
# names by where the objects come from: a module of MindSpore (`name` or `name=qualified name there`; `.` is this one),
# `module` (a module of MindSpore), `import` (one of others), `from x` (an object of another package), `value` (a
# constant), or the type of a value that has no place. `all` is what `import *` brings, where that is less.
# Written by tools/update_places.py.
"""


PUBLIC: dict[int, str] = {}


def modules() -> dict[str, types.ModuleType]:
    """All modules of the package that can be imported, and `typing` and `np_dtypes`, which C++ makes."""
    found, todo = {}, [mindspore]
    while todo:
        module = todo.pop()
        found[module.__name__] = module
        for entry in pkgutil.iter_modules(getattr(module, "__path__", []), f"{module.__name__}."):
            try:
                todo.append(importlib.import_module(entry.name))
            except Exception as error:
                print("left out:", entry.name, error, file=sys.stderr)
    made = (mindspore._c_expression.typing, mindspore._c_expression.np_dtypes)
    return {**found, **{module.__name__: module for module in made}}


def reached(module: str, path: str) -> object:
    """The object at a qualified name of a module, or None."""
    try:
        owner = importlib.import_module(module) if module in sys.modules else None
        for part in path.split("."):
            owner = getattr(owner, part)
    except (AttributeError, ImportError):
        return None
    return owner


def public() -> dict[int, str]:
    """The values of public names that have no place themselves, such as `mindspore.float32`, by identity."""
    found = {}
    for namespace in load.namespaces():
        if namespace != "Tensor":
            module = importlib.import_module("mindspore" if namespace == "mindspore" else f"mindspore.{namespace}")
            for name in load.index(namespace):
                value = getattr(module, name)
                if not isinstance(value, (*LITERAL, types.ModuleType)) and not hasattr(value, "__qualname__"):
                    found.setdefault(id(value), f"{namespace} {name}")
    return found


def here(value: object) -> bool:
    """Whether a constant is of this machine or process: a path, or the address of something."""
    return "/" in value if isinstance(value, str) else isinstance(value, int) and 2**40 < value < 2**48


def place(module: types.ModuleType, name: str, value: object) -> tuple[str, str] | None:
    """The heading below which a name stands, and what it says there."""
    if isinstance(value, types.ModuleType):
        path = value.__name__
        if path.partition(".")[0] == "mindspore":
            return "module", name if path == f"{module.__name__}.{name}" else f"{name}={path.partition('.')[2]}"
        return ("import", name if path == name else f"{name}={path}") if reached(path, "__name__") else None
    if isinstance(value, LITERAL) and " " not in repr(value) and len(repr(value)) < 60 and not here(value):
        return "value", f"{name}={value!r}"
    at, path = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    if isinstance(at, str) and isinstance(path, str) and " " not in path and id(value) not in PUBLIC:
        said = name if path == name else f"{name}={path}"
        if at.partition(".")[0] == "mindspore":
            return "." if at == module.__name__ else at.partition(".")[2] or "mindspore", said
        if reached(at, path) is value:
            return f"from {at}", said
    if id(value) in PUBLIC:
        at, path = PUBLIC[id(value)].split()
        return at, name if name == path else f"{name}={path}"
    return "from __future__" if type(value).__name__ == "_Feature" else type(value).__name__, name


def main() -> None:
    """Write the file."""
    lines = []
    found = modules()
    PUBLIC.update(public())
    for path, module in sorted(found.items()):
        groups = defaultdict(list)
        for name, value in sorted(vars(module).items()):
            if name.isidentifier() and not (name.startswith("__") and name.endswith("__")):
                found = place(module, name, value)
                if found:
                    groups[found[0]].append(found[1])
        said = [name for name in getattr(module, "__all__", ()) if name in vars(module)]
        if hasattr(module, "__all__") and set(said) != {name for name in vars(module) if not name.startswith("_")}:
            groups["all"] = sorted(set(said))
        lines.append((path.partition(".")[2] or "mindspore") + "/" * hasattr(module, "__path__"))
        lines += [f"  {heading}: {' '.join(names)}" for heading, names in sorted(groups.items())]
    TARGET.write_text(HEAD + "\n".join(lines) + "\n")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main()
