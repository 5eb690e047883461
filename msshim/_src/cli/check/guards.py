"""What a program's own tests for a version, a name or a failed import come to under msshim: which branches run."""

from __future__ import annotations

import ast
import builtins
import operator
import re
from collections.abc import Callable, Sequence
from typing import Any

from msshim._src.cli.check import answers

_COMPARED: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda item, held: item in held,
    ast.NotIn: lambda item, held: item not in held,
}
_CALLED: dict[str, Any] = {
    "int": int,
    "float": float,
    "str": str,
    "bool": bool,
    "len": len,
    "tuple": tuple,
    "list": list,
    "map": map,
}
_METHODS = ("startswith", "endswith", "split", "rsplit", "strip", "lstrip", "rstrip", "replace", "partition", "lower")
_PARSED = ("parse", "parse_version", "Version", "LooseVersion", "StrictVersion")


class Unknown(Exception):
    """What an expression comes to can not be told without running the program."""


class Version(tuple[int, ...]):
    """A version that was parsed: its numbers, which compare as packaging's do."""

    def __new__(cls, text: str) -> Version:
        """`text`, such as ``2.10.0``, without the zeros at its end."""
        numbers = [int(part) for part in re.findall(r"\d+", re.split(r"[a-z+-]", text, maxsplit=1)[0])]
        while numbers and not numbers[-1]:
            numbers.pop()
        return super().__new__(cls, numbers)

    @property
    def major(self) -> int:
        """The first number."""
        return int((*self, 0)[0])

    @property
    def minor(self) -> int:
        """The second number."""
        return int((*self, 0, 0)[1])


def caught(node: ast.expr | None) -> tuple[type[BaseException], ...]:
    """The classes of Python that an `except` names; a bare one catches all."""
    if node is None:
        return (BaseException,)
    named = node.elts if isinstance(node, ast.Tuple) else [node]
    found = (getattr(builtins, _last(one), None) for one in named)
    return tuple(one for one in found if isinstance(one, type) and issubclass(one, BaseException))


def suppressed(node: ast.expr) -> tuple[type[BaseException], ...]:
    """The classes that a context manager swallows, where it is `contextlib.suppress`."""
    if isinstance(node, ast.Call) and _last(node.func) == "suppress":
        return tuple(one for argument in node.args for one in caught(argument))
    return ()


def is_fallback(body: Sequence[ast.stmt], classes: tuple[type[BaseException], ...], named: bool) -> bool:
    """Whether an `except` is there for other versions of MindSpore, and so does not run where `body` has all its names.

    `named`: whether `body` uses a name of MindSpore.
    """
    imports = [
        one for statement in body for one in ast.walk(statement) if isinstance(one, (ast.Import, ast.ImportFrom))
    ]
    if not all(map(of_mindspore, imports)) or not (imports or named):
        return False
    if classes and all(issubclass(one, (ImportError, AttributeError)) for one in classes):
        return bool(imports) or AttributeError in classes
    return all(isinstance(statement, (ast.Import, ast.ImportFrom)) for statement in body)


def of_mindspore(node: ast.Import | ast.ImportFrom) -> bool:
    """Whether an import is of MindSpore alone."""
    if isinstance(node, ast.ImportFrom):
        return not node.level and (node.module or "").partition(".")[0] == "mindspore"
    return all(alias.name.partition(".")[0] == "mindspore" for alias in node.names)


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


class Evaluator:
    """Computes what can be told of an expression without running the program.

    path: the path below `mindspore` that an expression names, or None. bound: the value that a name is bound to; raises
    `Unknown` where it is not one that was computed here.
    """

    def __init__(self, path: Callable[[ast.expr], str | None], bound: Callable[[str], Any]) -> None:
        self.path, self.bound = path, bound

    def truth(self, node: ast.expr) -> bool | None:
        """Whether a condition holds; None where that can not be told."""
        try:
            return bool(self.value(node))
        except Unknown:
            return None

    def value(self, node: ast.expr) -> Any:
        """What an expression comes to.

        Raises:
            Unknown: That can not be told.
        """
        compute = getattr(self, f"_{type(node).__name__}", None)
        if compute is None:
            raise Unknown
        try:
            return compute(node)
        except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError):
            raise Unknown from None

    def asks(self, node: ast.AST) -> bool:
        """Whether a part of an expression asks for MindSpore's version or for one of its names."""
        if isinstance(node, ast.Name):
            try:
                return self._is_version(node) or self.bound(node.id) is not None
            except Unknown:
                return False
        if isinstance(node, ast.Call):
            return _last(node.func) in ("hasattr", "getattr")
        return isinstance(node, ast.Attribute) and self._is_version(node)

    def _Constant(self, node: ast.Constant) -> Any:
        return node.value

    def _Name(self, node: ast.Name) -> Any:
        return answers.VERSION if self._is_version(node) else self.bound(node.id)

    def _Attribute(self, node: ast.Attribute) -> Any:
        if self._is_version(node):
            return answers.VERSION
        if node.attr in ("major", "minor"):
            return getattr(self.value(node.value), node.attr)
        raise Unknown

    def _is_version(self, node: ast.expr) -> bool:
        return self.path(node) in ("__version__", "version.__version__")

    def _Tuple(self, node: ast.Tuple | ast.List) -> Any:
        return tuple(map(self.value, node.elts))

    _List = _Tuple

    def _UnaryOp(self, node: ast.UnaryOp) -> Any:
        if isinstance(node.op, ast.Not):
            return not self.value(node.operand)
        raise Unknown

    def _BoolOp(self, node: ast.BoolOp) -> Any:
        """The value that decides; what can not be told may stand beside it."""
        unknown = False
        value: Any = None
        for operand in node.values:
            try:
                value = self.value(operand)
            except Unknown:
                unknown = True
                continue
            if bool(value) is isinstance(node.op, ast.Or):
                return value
        if unknown:
            raise Unknown
        return value

    def _Compare(self, node: ast.Compare) -> Any:
        values = [self.value(one) for one in (node.left, *node.comparators)]
        for how, left, right in zip(node.ops, values, values[1:], strict=False):
            if type(how) not in _COMPARED:
                raise Unknown
            if not _COMPARED[type(how)](left, right):
                return False
        return True

    def _Subscript(self, node: ast.Subscript) -> Any:
        held = self.value(node.value)
        if isinstance(node.slice, ast.Slice):
            ends = (node.slice.lower, node.slice.upper, node.slice.step)
            return held[slice(*(None if end is None else self.value(end) for end in ends))]
        return held[self.value(node.slice)]

    def _Call(self, node: ast.Call) -> Any:
        called = _last(node.func)
        if called in ("hasattr", "getattr") and len(node.args) >= 2:
            owner, name = self.path(node.args[0]), self.value(node.args[1])
            found = None if owner is None else answers.has(owner, name)
            if called == "hasattr" and found is not None:
                return found
            if found is False and len(node.args) == 3:
                return self.value(node.args[2])
            raise Unknown
        if called in _PARSED and len(node.args) == 1:
            return Version(self.value(node.args[0]))
        if called in _CALLED and isinstance(node.func, ast.Name):
            if called == "map":
                return tuple(map(_CALLED[_last(node.args[0])], self.value(node.args[1])))
            return _CALLED[called](*map(self.value, node.args))
        if called in _METHODS and isinstance(node.func, ast.Attribute):
            owner = self.value(node.func.value)
            if isinstance(owner, str):
                return getattr(owner, called)(*map(self.value, node.args))
        raise Unknown
