"""What torch says of its own parameters: Python's signature, the documented one, or the schemas of aten."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

import torch


def found(dotted: str) -> Any:
    """What a dotted path names."""
    first, *path = dotted.split(".")
    owner: Any = import_module(first)
    for i, part in enumerate(path):
        if not hasattr(owner, part):
            import_module(".".join([first, *path[: i + 1]]))
        owner = getattr(owner, part)
    return owner


@cache
def signatures(dotted: str) -> tuple[str, ...]:
    """The parameter lists of a function, method or class of torch as text, such as ``(input, dim, keepdim=False)``.

    Of what is written in Python, its signature; else those that its documentation gives; else those of its operator.
    None where torch does not say. A method's are without the Tensor itself.
    """
    return next((tuple(dict.fromkeys(texts)) for texts in _sources(dotted) if texts), ())


@cache
def listed(dotted: str) -> tuple[str, ...]:
    """The parameters in `signatures`, in torch's order."""
    return tuple(dict.fromkeys(name for text in signatures(dotted) for name in _names(text)))


@cache
def names(dotted: str) -> frozenset[str]:
    """All parameters that it takes; of a Tensor's method also ``input``, of a module also those of its call.

    Where torch documents one name and its operator has another (``shape`` and ``size`` of `broadcast_to`), both.
    """
    listed = ["input"] if dotted.startswith(METHODS) else []
    listed += [name for texts in _sources(dotted) for text in texts for name in _names(text)]
    target = found(dotted)
    if inspect.isclass(target) and issubclass(target, torch.nn.Module):
        listed += [name for text in _in_python(target.forward) for name in _names(text)]
    return frozenset(listed)


METHODS = "torch.Tensor."


def _sources(dotted: str) -> tuple[list[str], list[str], list[str]]:
    target = found(dotted)
    return (
        _in_python(target) or _in_python(_chosen(dotted)),
        list(_documented(target, dotted)),
        list(_schemas(dotted)),
    )


def _chosen(dotted: str) -> Any:
    """What a function calls that takes anything and chooses by a flag, as `max_pool2d`; it has the parameters."""
    owner, _, name = dotted.rpartition(".")
    candidates = ((owner, f"{name}_with_indices"), (owner, f"_{name}"), ("torch.functional", f"_{name}_impl"))
    return next((getattr(found(place), word) for place, word in candidates if hasattr(found(place), word)), None)


def _in_python(target: Any) -> list[str]:
    """The signature of what is written in Python; none that says only ``*args``."""
    try:
        signature = inspect.signature(target)
    except (ValueError, TypeError):
        return []
    parameters = [p for name, p in signature.parameters.items() if name != "self"]
    if inspect.isclass(target) and target.__init__ is torch.nn.Module.__init__:
        return ["()"]
    if parameters and all(p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in parameters):
        return []
    return [shown(signature.replace(parameters=parameters))]


def shown(signature: inspect.Signature) -> str:
    """A signature as text, without annotations, a function as default by its name."""
    empty = inspect.Parameter.empty
    parameters = [
        p.replace(annotation=empty, default=_Name(p.default.__name__) if inspect.isfunction(p.default) else p.default)
        for p in signature.parameters.values()
    ]
    return str(signature.replace(parameters=parameters, return_annotation=empty))


class _Name(str):
    """A text whose repr has no quotes."""

    __repr__ = str.__str__


def _documented(target: Any, dotted: str) -> Iterator[str]:
    """From lines such as ``sum(input, dim, *, dtype=None) -> Tensor``."""
    name = re.escape(dotted.rpartition(".")[2])
    lines = inspect.getdoc(target) or ""
    for match in re.finditer(
        rf"^(?:\s*\.\. (?:function|method):: )?(?:\w+\.)*(?:{name}|__init__)\((.*?)\)\s*(?:->.*)?$", lines, re.M
    ):
        yield f"({match[1].replace(chr(92), '')})"


def _schemas(dotted: str) -> Iterator[str]:
    """From torch's registered operators; those that write into an `out` of the caller's are left out."""
    owner, _, name = dotted.rpartition(".")
    prefix = f"{owner.rpartition('.')[2]}_" if owner in ("torch.linalg", "torch.special", "torch.fft") else ""
    for schema in torch._C._jit_get_schemas_for_operator(f"aten::{prefix}{name}"):
        if any(argument.is_out for argument in schema.arguments) or "Tensor" not in str(schema):
            continue
        parts: list[str] = []
        for argument in schema.arguments:
            if argument.name == "self" and dotted.startswith(METHODS):
                continue
            if argument.kwarg_only and "*" not in parts:
                parts.append("*")
            default = f"={argument.default_value}" if argument.has_default_value() else ""
            parts.append(f"{'input' if argument.name == 'self' else argument.name}{default}")
        yield f"({', '.join(parts)})"


def _names(text: str) -> list[str]:
    """The names in a parameter list."""
    flat = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", text[1:-1])
    words = [re.split(r"[=:]", part)[0].strip().lstrip("*") for part in flat.split(",")]
    return [word for word in words if word.isidentifier()]
