"""The syntax tree of a source, and what stands where in it."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator


def tree(source: str | bytes) -> ast.Module:
    """The syntax tree of a source.

    Raises:
        SyntaxError: It is no Python.
        ValueError: It has null bytes.
        RecursionError, MemoryError: It is nested too deeply for Python's parser.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(source)


def arguments(signature: ast.arguments) -> Iterator[ast.arg]:
    """The arguments of a function, of every kind."""
    yield from (*signature.posonlyargs, *signature.args, *signature.kwonlyargs)
    yield from filter(None, (signature.vararg, signature.kwarg))


def outside(signature: ast.arguments) -> Iterator[ast.expr]:
    """The defaults and annotations, which are read where the function stands."""
    yield from (*signature.defaults, *filter(None, signature.kw_defaults))
    yield from (a.annotation for a in arguments(signature) if a.annotation is not None)


def attributes(body: list[ast.stmt]) -> Iterator[ast.Attribute]:
    """The attributes that are read or set anywhere in a body."""
    return (inner for statement in body for inner in ast.walk(statement) if isinstance(inner, ast.Attribute))


def defined(node: ast.ClassDef) -> Iterator[str]:
    """The names that a class defines, in its body and on `self`; not those of the classes in it."""
    below: list[ast.AST] = [*node.body]
    while below:
        inner = below.pop()
        if isinstance(inner, ast.ClassDef):
            continue
        if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield inner.name
        elif isinstance(inner, ast.Attribute) and isinstance(inner.ctx, ast.Store):
            yield inner.attr
        elif isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
            yield inner.id
        below += ast.iter_child_nodes(inner)
