"""Reads the tables: YAML -> rows. An error names file, line, row and field.

A table is a file ``mappings/<namespace>/<family>.yaml`` whose top-level keys are public names; the key `shared`
holds anchors that rows repeat. The first use of a name parses the text of its row and of what it repeats, not the whole
table; positions are looked up only for an error.
"""

from __future__ import annotations

import re
import sys
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml

from msshim._src.tables.model import REQUIRED, Cases, Departure, Deviation, Input, Parameter, Proof, Row, State, Weight

LISTS = {
    "parameters": Parameter,
    "inputs": Input,
    "weights": Weight,
    "states": State,
    "deviations": Deviation,
    "departures": Departure,
    "cases": Cases,
}
_NAME = re.compile(r"^(\w+):", re.MULTILINE)
_OBJECT = re.compile(r"^(\w+):|\bof: msshim\.([\w.]+)", re.MULTILINE)
_ITEM = re.compile(r"^  - (&\w+)", re.MULTILINE)
_ANCHOR = re.compile(r"&\w+")
_TRIED = re.compile(r"^  (?:calls|errors):.*\n(?:    .*\n)*", re.MULTILINE)
_REPEAT = re.compile(r"\*(\w+)")
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PRIMITIVES = "primitives"  # a folder of tables, not a module


class TableError(ValueError):
    """A table says something that no row can say."""


class _Loader(_Safe):  # type: ignore[misc]
    """YAML's safe loader, which refuses a key that stands twice in one mapping: YAML keeps the last without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:
        """A dict; ConstructorError where a key stands twice."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} is there twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def directory() -> Path:
    """Where the tables are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[2]
    shipped = package / "mappings"
    return shipped if shipped.is_dir() else package.parent / "mappings"


def document(name: str) -> Any:
    """What a file of `mappings/` holds, e.g. ``missing.yaml``."""
    with (directory() / name).open(encoding="utf-8") as file:  # whose name is in an error
        return yaml.load(file, _Loader)


@cache
def index(namespace: str) -> dict[str, Path]:
    """Which file has which name, for a namespace such as ``nn``; no YAML is parsed for this."""
    found: dict[str, Path] = {}
    folder = directory() / namespace.replace(".", "/")
    for path in sorted([*folder.glob("*.yaml"), *folder.glob(f"{_PRIMITIVES}/*.yaml")]):
        text = path.read_text(encoding="utf-8")
        for name, start in ((match[1], match.start()) for match in _NAME.finditer(text)):
            if name in found:
                line = text.count("\n", 0, start) + 1
                raise TableError(f"{path}:{line}: {name}: {found[name].name} has a row of that name, too")
            if name != "shared":
                found[name] = path
    return found


@cache
def namespaces() -> list[str]:
    """All namespaces that have tables."""
    folders = {path.parent.relative_to(directory()) for path in directory().glob("*/**/*.yaml")}
    return sorted(".".join(folder.parts) for folder in folders if folder.name != _PRIMITIVES)


@cache
def children(namespace: str) -> tuple[str, ...]:
    """The modules right below one, e.g. ``nn`` and ``linalg`` of ``mint``; of ``mindspore`` those of the top."""
    prefix = "" if namespace == "mindspore" else namespace + "."
    below = {name[len(prefix) :].partition(".")[0] for name in namespaces() if name.startswith(prefix)}
    return tuple(sorted(below - {"", "mindspore", "Tensor"}))


@cache
def row(namespace: str, name: str, tried: bool = True) -> Row:
    """The row of a public name, with the words of the one it is `like`; KeyError where there is none.

    `tried`: with its `calls` and `errors`, which are much of its text, and nothing to the code that it makes.
    """
    found = read(index(namespace)[name], namespace, name, tried)
    return found if found.like is None else _completed(found, found.like, tried)


def _completed(found: Row, like: str, tried: bool) -> Row:
    """`found`, and where it says nothing, what the row named `like` says."""
    namespace, _, name = like.rpartition(".")
    other = row(namespace, name, tried)
    own = ("name", "namespace", "file", "kind", "like", "of", "source", "deviations", "cases")
    plain = {field.name: field.default for field in fields(Row) if field.name not in own}
    words = {key: getattr(found, key) for key in plain}
    taken = {key: getattr(other, key) for key, value in words.items() if not value or value == plain[key]}
    if found.kind == "method" and taken.get("parameters"):
        first, *rest = other.parameters
        taken["parameters"] = (replace(first, name="self", to=first.to or first.name, default=REQUIRED), *rest)
    return replace(found, **taken)


def read(path: Path, namespace: str, name: str, tried: bool = True) -> Row:
    """The row of a name as it stands in its table; see `row`."""
    text = _block(path, name)
    if not tried:
        text = _TRIED.sub("", text)
    try:
        document = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise TableError(f"{path}:{mark.line + 1 if mark else 1}: {error}") from None
    return _Reader(path, text, name).row(namespace, document[name])


@cache
def written() -> dict[str, tuple[str, str]]:
    """The namespace and name of the row of each object of msshim in a table, by its path without `msshim`."""
    found: dict[str, tuple[str, str]] = {}
    for namespace in namespaces():
        for path in sorted(set(index(namespace).values())):
            text = path.read_text(encoding="utf-8")
            name = ""
            for match in _OBJECT.finditer(text) if "of: msshim." in text else ():
                name = match[1] or name
                if match[2]:
                    found.setdefault(match[2], (namespace, name))
    return found


def _block(path: Path, name: str) -> str:
    """The text of one row, and of the anchors of `shared` that it repeats, on the lines where the table has them."""
    text, blocks = _blocks(path)
    keys = [name]
    for key in keys:  # which grows: an anchor may repeat another
        found = ("&" + word for word in _REPEAT.findall(text, *blocks[key]))
        keys += [anchor for anchor in dict.fromkeys(found) if anchor in blocks and anchor not in keys]
    spans = sorted({blocks[key] for key in keys})
    wanted, line = "", 0
    if len(keys) > 1:
        wanted, line = "shared:\n", text.count("\n", 0, blocks["shared"][0]) + 1
        wanted = "\n" * (line - 1) + wanted
    for start, end in spans:
        above = text.count("\n", 0, start)
        wanted += "\n" * (above - line) + text[start:end]
        line = above + text.count("\n", start, end)
    return wanted


@cache
def _blocks(path: Path) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text of a table, and from where to where each of its names goes, and each anchor of `shared`."""
    text = path.read_text(encoding="utf-8")
    blocks = _spans(text, _NAME, 0, len(text))
    if "shared" in blocks:
        for start, end in _spans(text, _ITEM, *blocks["shared"]).values():
            blocks |= dict.fromkeys(_ANCHOR.findall(text, start, end), (start, end))
    return text, blocks


def _spans(text: str, opening: re.Pattern[str], start: int, end: int) -> dict[str, tuple[int, int]]:
    """From each match of `opening` to the next."""
    found = list(opening.finditer(text, start, end))
    ends = [match.start() for match in found[1:]] + [end]
    return {match[1]: (match.start(), last) for match, last in zip(found, ends, strict=True)}


class _Reader:
    """Turns one entry into a `Row`, and knows where it stands when something is wrong."""

    def __init__(self, path: Path, text: str, name: str) -> None:
        self.path, self.text, self.name = path, text, name

    def row(self, namespace: str, entry: Any) -> Row:
        if not isinstance(entry, dict):
            raise self.error((), f"a row must be a mapping, but it is {entry!r}")
        known = _hints(Row).keys() - {"name", "namespace", "file"}
        values: dict[str, Any] = {"name": self.name, "namespace": namespace, "file": str(self.path)}
        for key, value in entry.items():
            if key not in known:
                raise self.error((key,), f"unknown field; a row knows {', '.join(sorted(known))}")
            if key in LISTS:
                if not isinstance(value, list):
                    raise self.error((key,), f"must be a list, but it is {value!r}")
                values[key] = tuple(self.item(LISTS[key], item, (key, i)) for i, item in enumerate(value))
            elif key == "proof":
                values[key] = self.item(Proof, value, (key,))
            else:
                values[key] = self.typed(Row, key, value, (key,))
        made: Row = self.build(Row, values, ())
        lacks = "of" if made.kind in ("alias", "written") else "call"
        if not made.like and not made.pil and not getattr(made, lacks):
            raise self.error((), f"a Row must have {lacks}")
        return made

    def item(self, kind: type, entry: Any, where: tuple[Any, ...]) -> Any:
        if not isinstance(entry, dict):
            raise self.error(where, f"must be a mapping, but it is {entry!r}")
        known = _hints(kind)
        for key in entry:
            if key not in known:
                raise self.error((*where, key), f"unknown field; a {kind.__name__} knows {', '.join(sorted(known))}")
        return self.build(kind, {k: self.typed(kind, k, v, (*where, k)) for k, v in entry.items()}, where)

    def build(self, kind: type, values: dict[str, Any], where: tuple[Any, ...]) -> Any:
        absent = [name for name in _required(kind) if name not in values]
        if absent:
            raise self.error(where, f"a {kind.__name__} must have {', '.join(absent)}")
        return kind(**values)

    def typed(self, kind: type, key: str, value: Any, where: tuple[Any, ...]) -> Any:
        hint = _hints(kind)[key]
        value = _frozen(value) if key not in ("default", "torch_default") else _tuples(value)
        if not _test(hint)(value):
            raise self.error(where, f"must be {_spelled(hint)}, but it is {value!r}")
        return value

    def error(self, where: tuple[Any, ...], message: str) -> TableError:
        """The error with the line of the field that is wrong."""
        return TableError(f"{self.place(where)}: {message}")

    def place(self, where: tuple[Any, ...]) -> str:
        """File, line, row and field."""
        node = yaml.compose(self.text)
        for key in (self.name, *where):
            found = _below(node, key)
            if found is None:
                break
            node = found
        line = node.start_mark.line + 1 if node is not None else 1
        return f"{self.path}:{line}: {self.name}: {'.'.join(map(str, where)) or 'row'}"


def _below(node: Any, key: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return next((v for k, v in node.value if k.value == str(key)), None)
    return node.value[key] if isinstance(node, yaml.SequenceNode) and key < len(node.value) else None


class Field:
    """A context that names table, line, row and field in whatever fails in it, of contexts in another the innermost.

    The exception keeps its class; the place is a note (PEP 678), or on Python 3.10 at the end of its message.
    """

    __slots__ = ("row", "where")

    def __init__(self, row: Row, *where: str | int) -> None:
        self.row, self.where = row, where

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: BaseException | None, traceback: Any) -> None:
        if not isinstance(error, Exception) or isinstance(error, TableError) or hasattr(error, "__notes__"):
            return
        place = f"in {_place(self.row, self.where)}"
        if sys.version_info < (3, 11):
            error.__notes__ = [place]  # type: ignore[attr-defined]
            error.args = (f"{error} ({place})",)
        else:
            error.add_note(place)


def _place(row: Row, where: tuple[Any, ...]) -> str:
    """Where a field of a row stands: in its own text, or in that of the row it is `like`."""
    path = index(row.namespace)[row.name]
    text = _block(path, row.name)
    own = _below(_below(yaml.compose(text), row.name), where[0]) if where else True
    if own is None and row.like is not None:
        namespace, _, name = row.like.rpartition(".")
        return _place(read(index(namespace)[name], namespace, name), where)
    return _Reader(path, text, row.name).place(where)


@cache
def _hints(kind: type) -> dict[str, Any]:
    """The fields of a kind of entry, and their types."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


@cache
def _required(kind: type) -> list[str]:
    """The fields that have no default."""
    return [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value


def _frozen(value: Any) -> Any:
    """Lists as tuples, all the way down."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return _tuples(value)


@cache
def _test(hint: Any) -> Callable[[Any], bool]:
    """Whether a value is of a hinted type, as a function; the hints are taken apart once."""
    origin, options = get_origin(hint), get_args(hint)
    if hint is Any:
        return lambda value: True
    if origin in (Union, types.UnionType):
        tests = [_test(option) for option in options]
        return lambda value: any(test(value) for test in tests)
    if origin is Literal:
        return lambda value: value in options
    if origin is tuple:
        item = _test(options[0])
        return lambda value: isinstance(value, tuple) and all(map(item, value))
    if origin is dict:
        held = _test(options[1])
        return lambda value: isinstance(value, dict) and all(map(held, value.values()))
    if hint is float:
        return lambda value: isinstance(value, (int, float)) and not isinstance(value, bool)
    if hint is int:
        return lambda value: isinstance(value, int) and not isinstance(value, bool)
    return lambda value: isinstance(value, hint)


def _spelled(hint: Any) -> str:
    return hint.__name__ if isinstance(hint, type) else str(hint).replace("typing.", "")
