"""Which names of MindSpore a source uses, by its syntax tree: aliases, star imports and assignments are followed.

Methods are looked at where the receiver is a Tensor without doubt: made by `Tensor(...)`, annotated, or the value of a
function that gives one Tensor. A branch that does not run under msshim is not looked at: that of a test for another
version of MindSpore, and the one after `except ImportError` where nothing was raised.
"""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from msshim._src.cli.check import answers, guards, syntax
from msshim._src.cli.check.answers import Answer, Status
from msshim._src.cli.check.names import TENSOR, Known, Names

_RAISED: dict[Status, type[BaseException]] = {"unknown": AttributeError, "missing": NotImplementedError}


class _Raised(Exception):
    """Unwinds the walk to the `try` that catches what the use of a name raises."""

    def __init__(self, kind: type[BaseException]) -> None:
        self.kind = kind


@dataclass(frozen=True)
class Use:
    """One use of a name: where (lines from 1, columns from 0), which, and what msshim says of it."""

    line: int
    column: int
    name: str
    status: Status
    why: str = ""
    argument: str = ""


def scanner() -> Callable[[ast.Module], list[Use]]:
    """What gives the uses in a module, in its order; in those that it gets later the names of the first are bound."""
    return _Scanner().scan


class _Scanner(ast.NodeVisitor):
    """Walks a module first, then the bodies of its functions, which run when all names of the module are bound."""

    def __init__(self) -> None:
        self.found: dict[tuple[int, int, str, str], Use] = {}
        self.names = Names()
        self.later: deque[Callable[[], None]] = deque()
        self.cells: list[tuple[str, frozenset[str]]] = []
        self.tries: list[tuple[type[BaseException], ...]] = []

    def scan(self, module: ast.Module) -> list[Use]:
        self.found = {}
        self.visit(module)
        while self.later:
            self.later.popleft()()
        return sorted(self.found.values(), key=lambda use: (use.line, use.column))

    # What is reported.

    def report(
        self, node: ast.AST, name: str, found: Answer, raised: type[BaseException] | None = None, argument: str = ""
    ) -> None:
        """Note a use; one that raises in a `try` that catches it is no fault, and what follows there does not run."""
        if raised is not None and any(issubclass(raised, classes) for classes in self.tries):
            raise _Raised(raised)
        line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
        self.found[line, column, name, argument] = Use(line, column, name, found.status, found.why, argument)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            first, _, rest = alias.name.partition(".")
            if first != "mindspore":
                self.names.scopes[-1][alias.asname or first] = None
                continue
            self.names.scopes[-1][alias.asname or first] = None  # where the import is caught
            if rest:
                self.imported(alias, rest)
            self.names.scopes[-1][alias.asname or first] = rest if alias.asname else ""

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module, _, rest = (node.module or "").partition(".")
        ours = module == "mindspore" and not node.level
        for alias in node.names:
            if alias.name == "*":
                if ours:
                    self.imported(alias, rest)
                    self.names.starred |= answers.exported(rest)
                continue
            path = f"{rest}.{alias.name}".lstrip(".")
            self.names.scopes[-1][alias.asname or alias.name] = None
            if ours:
                self.imported(alias, path, ImportError if answers.is_module(rest) else ModuleNotFoundError)
                self.names.scopes[-1][alias.asname or alias.name] = path

    def imported(self, node: ast.AST, path: str, raised: type[BaseException] = ModuleNotFoundError) -> None:
        """Only what is not there is worth a line; the rest counts where it is used."""
        found = answers.answer(path)
        if found.status in ("missing", "unknown"):  # what is missing can be imported, and raises when it is used
            self.report(node, f"mindspore.{path}", found, raised if found.status == "unknown" else None)

    def visit_Name(self, node: ast.Name) -> None:
        self.named(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if self.names.path(node.value) == TENSOR:
            found = answers.member("Tensor", node.attr)
            self.report(node, f"mindspore.Tensor.{node.attr}", found, _RAISED.get(found.status))
        elif self.named(node):
            return
        elif isinstance(node.value, ast.Name) and self.cells and node.value.id == self.cells[-1][0]:
            found = answers.member("Cell", node.attr)
            if found.status == "missing" and node.attr not in self.cells[-1][1]:
                self.report(node, f"mindspore.nn.Cell.{node.attr}", found, NotImplementedError)
        self.visit(node.value)

    def named(self, node: ast.Name | ast.Attribute) -> bool:
        """Report a path of MindSpore, not the modules on its way; whether it was one."""
        path = self.names.path(node)
        if not path or path == TENSOR or not isinstance(node.ctx, ast.Load):
            return path is not None and path != TENSOR
        found = answers.answer(path)
        if found.status != "supported" or not answers.is_module(path):
            self.report(node, f"mindspore.{path}", found, _RAISED.get(found.status))
        return True

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        found = self.names.called(node.func)
        if found is None or found.row is None or not found.row.inexact:
            return
        row = found.row
        names = answers.parameters(row)
        stars = [isinstance(value, ast.Starred) for value in node.args]
        passed = dict(zip(names, node.args[: stars.index(True) if True in stars else None], strict=False))
        passed.update({keyword.arg: keyword.value for keyword in node.keywords if keyword.arg})
        for name in passed.keys() & row.inexact.keys():
            differs = Answer("differs", row, row.inexact[name])
            self.report(passed[name], f"mindspore.{row.qualified}", differs, argument=name)

    # What chooses between branches.

    def visit_Try(self, node: ast.Try) -> None:
        classes = [guards.caught(handler.type) for handler in node.handlers]
        try:
            raised = self.attempt(node.body, tuple(one for some in classes for one in some))
            if raised is None:
                named = any(self.names.path(one) for one in syntax.attributes(node.body))
                for handler, caught in zip(node.handlers, classes, strict=True):
                    if not guards.is_fallback(node.body, caught, named):
                        self.visit(handler)
                self.visit_all(node.orelse)
            else:
                taken = next(place for place, caught in enumerate(classes) if issubclass(raised, caught))
                self.visit(node.handlers[taken])
        finally:
            self.visit_all(node.finalbody)

    visit_TryStar = visit_Try

    def attempt(self, body: list[ast.stmt], classes: tuple[type[BaseException], ...]) -> type[BaseException] | None:
        """Walk a body up to a name whose use raises one of `classes`; which, or None."""
        depth = len(self.names.scopes)
        self.tries.append(classes)
        try:
            self.visit_all(body)
        except _Raised as raised:
            if not issubclass(raised.kind, classes):
                raise
            del self.names.scopes[depth:]
            return raised.kind
        finally:
            self.tries.pop()
        return None

    def visit_With(self, node: ast.With | ast.AsyncWith) -> None:
        for item in node.items:
            self.visit(item)
        self.attempt(node.body, tuple(one for item in node.items for one in guards.suppressed(item.context_expr)))

    visit_AsyncWith = visit_With

    def visit_If(self, node: ast.If) -> None:
        self.visit(node.test)
        holds = self.names.evaluator.truth(node.test)
        self.visit_all(node.body if holds is not False else [])
        self.visit_all(node.orelse if holds is not True else [])

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self.visit(node.test)
        holds = self.names.evaluator.truth(node.test)
        self.visit_all([node.body] if holds is not False else [])
        self.visit_all([node.orelse] if holds is not True else [])

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        for operand in node.values:
            self.visit(operand)
            if self.names.evaluator.truth(operand) is isinstance(node.op, ast.Or):
                return

    def visit_all(self, nodes: Sequence[ast.AST]) -> None:
        for node in nodes:
            self.visit(node)

    # What binds names.

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            self.visit(target)
            if not (isinstance(node.value, ast.Constant) and node.value.value is None):  # `except: ops = None`
                path = self.names.path(node.value)
                self.names.bind(target, self.names.computed(node.value) if path is None else path)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.generic_visit(node)
        self.names.bind(
            node.target, self.names.annotated(node.annotation) or (self.names.path(node.value) if node.value else None)
        )

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.generic_visit(node)
        self.names.bind(node.target, None)

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        self.visit(node.iter)
        self.names.bind(node.target, None)
        self.visit_all([*node.body, *node.orelse])

    visit_AsyncFor = visit_For

    def visit_withitem(self, node: ast.withitem) -> None:
        self.visit(node.context_expr)
        if node.optional_vars is not None:
            self.names.bind(node.optional_vars, None)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.visit_all([*node.decorator_list, *node.bases, *(keyword.value for keyword in node.keywords)])
        self.names.scopes[-1][node.name] = None
        rows = [answers.answer(path).row for path in map(self.names.path, node.bases) if path and path != TENSOR]
        is_cell = any(row is not None and (row.kind == "cell" or row.namespace == "nn") for row in rows)
        own = frozenset(syntax.defined(node)) if is_cell else frozenset[str]()
        self.names.scopes.append({})
        for statement in node.body:
            if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
                first = next(iter(statement.args.args), None)
                self.function(statement, (first.arg, own) if is_cell and first else None)
            else:
                self.visit(statement)
        self.names.scopes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.function(node, self.cells[-1] if self.cells else None)

    visit_AsyncFunctionDef = visit_FunctionDef

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, cell: tuple[str, frozenset[str]] | None) -> None:
        self.visit_all([*node.decorator_list, *syntax.outside(node.args), *([node.returns] if node.returns else [])])
        self.names.scopes[-1][node.name] = None
        self.body(node.args, node.body, cell)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.visit_all([*syntax.outside(node.args)])
        self.body(node.args, [node.body], self.cells[-1] if self.cells else None)

    def body(
        self,
        arguments: ast.arguments,
        statements: list[ast.stmt] | list[ast.expr],
        cell: tuple[str, frozenset[str]] | None,
    ) -> None:
        """Look at a body later, with the scopes as they are then."""
        scopes = list(self.names.scopes)

        def walk() -> None:
            local: dict[str, str | Known | None] = {
                a.arg: self.names.annotated(a.annotation) for a in syntax.arguments(arguments)
            }
            kept, self.names.scopes = self.names.scopes, [*scopes, local]
            self.cells.extend([cell] if cell else [])
            self.visit_all(statements)
            self.names.scopes = kept
            del self.cells[len(self.cells) - bool(cell) :]

        self.later.append(walk)

    def visit_comprehension_scope(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> None:
        self.names.scopes.append({})
        for generator in node.generators:
            self.visit(generator.iter)
            self.names.bind(generator.target, None)
            self.visit_all(generator.ifs)
        self.visit_all([node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt])
        self.names.scopes.pop()

    visit_ListComp = visit_SetComp = visit_GeneratorExp = visit_DictComp = visit_comprehension_scope
