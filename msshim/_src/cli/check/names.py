"""What the names of a source stand for: paths below `mindspore`, Tensors, and values computed from its version."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any

from msshim._src.cli.check import answers
from msshim._src.cli.check.answers import Answer
from msshim._src.cli.check.guards import Evaluator, Unknown

TENSOR = "Tensor()"
"""What a name is bound to whose value is a Tensor; other values of the scopes are paths below `mindspore`."""


@dataclass(frozen=True)
class Known:
    """What a name is bound to whose value was computed from MindSpore's version."""

    value: Any


class Names:
    """The scopes at one place of a module, the innermost last."""

    def __init__(self) -> None:
        self.scopes: list[dict[str, str | Known | None]] = [{}]
        self.starred: dict[str, str] = {}
        self.evaluator = Evaluator(self.path, self.known)

    def lookup(self, name: str) -> str | Known | None:
        """What a name is bound to, from the innermost scope that has it; None for what is not MindSpore's."""
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        return self.starred.get(name)

    def known(self, name: str) -> Any:
        """The value that was computed for a name; raises `Unknown` where there is none."""
        found = self.lookup(name)
        if isinstance(found, Known):
            return found.value
        raise Unknown

    def path(self, node: ast.expr) -> str | None:
        """The path below `mindspore` that an expression names, "" for mindspore itself, TENSOR for a Tensor."""
        if isinstance(node, ast.Name):
            found = self.lookup(node.id)
            return None if isinstance(found, Known) else found
        if isinstance(node, ast.Attribute):
            owner = self.path(node.value)
            return None if owner in (None, TENSOR) else f"{owner}.{node.attr}".lstrip(".")
        if isinstance(node, ast.Call):
            called = self.called(node.func)
            return TENSOR if called is not None and answers.returns_tensor(called.row) else None
        return None

    def called(self, function: ast.expr) -> Answer | None:
        """What is answered of the function or method that a call names; None where it is not MindSpore's."""
        if isinstance(function, ast.Attribute):
            owner = self.path(function.value)
            if owner == TENSOR:
                return answers.member("Tensor", function.attr)
            return None if owner is None else answers.answer(f"{owner}.{function.attr}".lstrip("."))
        path = self.path(function)
        return answers.answer(path) if path and path != TENSOR else None

    def bind(self, target: ast.expr, value: str | Known | None) -> None:
        """Bind a target of an assignment in the innermost scope; what it is unpacked into is not followed."""
        if isinstance(target, ast.Name):
            self.scopes[-1][target.id] = value
        elif isinstance(target, (ast.Tuple, ast.List)):
            for item in target.elts:
                self.bind(item, None)
        elif isinstance(target, ast.Starred):
            self.bind(target.value, None)

    def annotated(self, annotation: ast.expr | None) -> str | None:
        """TENSOR for what is annotated as one."""
        path = self.path(annotation) if annotation is not None else None
        row = answers.answer(path).row if path and path != TENSOR else None
        return TENSOR if row is not None and row.qualified == "Tensor" else None

    def computed(self, node: ast.expr) -> Known | None:
        """What an expression comes to that asks for MindSpore's version or names; None for others."""
        try:
            value = self.evaluator.value(node)
        except Unknown:
            return None
        return Known(value) if any(map(self.evaluator.asks, ast.walk(node))) else None
