"""Print rows to start from, as YAML: `python tools/propose.py ops.abs Tensor.abs nn.LSTM` (or `ops.*` for all).

MindSpore's signature is the real one's, read live; torch's names are matched by spelling and by the usual synonyms.
What it can not know is left to the person: the summary, the kernel, the calls, what differs.
"""

from __future__ import annotations

import importlib
import inspect
import re
import sys
from typing import Any

import mindspore
import torch

SYNONYMS = {
    "axis": "dim", "keep_dims": "keepdim", "keepdims": "keepdim", "x": "input", "input_x": "input", "a": "input",
    "input1": "input", "y": "other", "x2": "other", "input2": "other", "x1": "input", "perm": "dims", "axes": "dims",
}  # fmt: skip
TENSORS = {
    "input",
    "x",
    "input_x",
    "other",
    "y",
    "x1",
    "x2",
    "self",
    "mat1",
    "mat2",
    "target",
    "weight",
    "bias",
    "index",
}


def real(path: str) -> Any:
    owner: Any = mindspore
    for part in path.split("."):
        if not hasattr(owner, part):
            importlib.import_module(f"{owner.__name__}.{part}")
        owner = getattr(owner, part)
    return owner


def counterpart(name: str) -> Any:
    for module in (torch, torch.nn.functional, torch.special, torch.linalg, torch.Tensor):
        for candidate in (name, re.sub(r"_ext$", "", name), name.lower()):
            if hasattr(module, candidate):
                where = "torch.Tensor" if module is torch.Tensor else module.__name__
                return f"{where}.{candidate}"
    return None


def spelled(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(map(spelled, value)) + "]"
    return str(value).lower() if "mindspore" in repr(value) else str(value)


def entry(p: inspect.Parameter) -> str:
    if p.kind is p.VAR_POSITIONAL:  # the kernel is `def name(*args)`, or has `args`, a tuple
        return f'{{name: "*{p.name}", type: any}}'
    words = [f"name: {p.name}"]
    words += [f"torch: {SYNONYMS.get(p.name, p.name)}"]
    if p.name in TENSORS:
        words += ["type: tensor"]
    elif p.name == "dtype":
        words += ["type: dtype"]
    elif p.name in ("axis", "dim", "shape", "size"):
        words += ["type: ints"]
    elif isinstance(p.default, bool):
        words += ["type: bool"]
    if p.default is not p.empty:
        words += [f"default: {spelled(p.default)}"]
    if p.kind is p.KEYWORD_ONLY:
        words += ["keyword: true"]
    return "{" + ", ".join(words) + "}"


def propose(path: str) -> str:
    thing, name = real(path), path.rpartition(".")[2]
    is_class = inspect.isclass(thing)
    kind = "function"
    if is_class:
        kind = "cell" if issubclass(thing, mindspore.nn.Cell) else "primitive"
    elif path.startswith("Tensor."):
        kind = "method"
    lines = [f"{name}:", f"  kind: {kind}", "  summary: TODO", f"  call: {counterpart(name) or 'TODO'}"]
    try:
        parameters = list(inspect.signature(thing).parameters.values())
    except (TypeError, ValueError):
        parameters = []
        lines.append("  # no signature (C++)")
    if [p.name for p in parameters] in (["args", "kwargs"], ["self", "args", "kwargs"]):
        lines.append("  variadic: true")
        parameters = []
    if parameters:
        lines.append("  parameters:")
        lines += [f"    - {entry(p)}" for p in parameters]
    if kind == "primitive":
        inputs = list(inspect.signature(thing.__call__).parameters.values())[1:]
        lines.append("  inputs: [" + ", ".join(entry(p) for p in inputs) + "]")
    lines += ["  calls:", f'    - "{"()(x(2, 3))" if kind == "primitive" else "x(2, 3)"}"']
    return "\n".join(lines) + "\n"


def main() -> None:
    for path in sys.argv[1:]:
        if path.endswith(".*"):
            owner = real(path[:-2])
            paths = [f"{path[:-2]}.{name}" for name in sorted(set(getattr(owner, "__all__", None) or dir(owner)))]
        else:
            paths = [path]
        for one in paths:
            print(propose(one))


if __name__ == "__main__":
    main()
