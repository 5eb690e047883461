"""The command `msshim api nn.Conv3dTranspose`: the comparison page of a name; of `torch.nn.Linear`: whose it is."""

from __future__ import annotations

import argparse
import difflib
import inspect
import re
import shutil
import sys
import textwrap
from functools import cache

from msshim._src.cli.check import answers
from msshim._src.hook import importing
from msshim._src.tables import load, missing, page, public, torch_side
from msshim._src.tables.model import Row

HELP = "print how a name of MindSpore and its counterpart in torch compare, or whose counterpart a name of torch is"
EPILOG = "Exit codes: 0 printed, 1 the name is missing from msshim or unknown."

_OURS = re.compile(r"^(?:mindspore|msshim|ms)\.")
_ORDER = ("mindspore", "nn", "ops", "mint", "mint.nn", "mint.nn.functional", "Tensor", "numpy", "train", "dataset")
"""The namespaces in which a bare name is looked for first."""


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    parser.add_argument("name", help="such as nn.Conv3dTranspose, Tensor.view, save_checkpoint, relu or torch.cat")
    parser.add_argument("--markdown", action="store_true", help="Markdown instead of text")


def run(options: argparse.Namespace) -> int:
    """Print the page, or what is known of a name that has none."""
    given = options.name.strip()
    if re.match(r"(torch|F)\.", given):
        return _of_torch(re.sub(r"^F\.", "torch.nn.functional.", given))
    path = "" if given in ("mindspore", "msshim", "ms") else _OURS.sub("", given)
    others: list[str] = []
    if path and "." not in path and path not in load.index("mindspore") and not answers.is_module(path):
        path, *others = _same_name(path) or [path]
    found = _row(path)
    if found is not None:
        width = min(shutil.get_terminal_size((120, 24)).columns, 140)
        print(page.markdown(found) if options.markdown else page.text(found, width), end="")
        if others:
            print(f"Of the same name: {', '.join(others)}.", file=sys.stderr)
        return 0
    known = answers.answer(path)
    if known.status == "supported":
        print(_module(path) if answers.is_module(path) else _without_row(path))
        return 0
    print(missing.message(*_split(path)) or (known.why if _is_known(path) else "") or _near(path), file=sys.stderr)
    return 1


def _split(path: str) -> tuple[str, str]:
    namespace, _, name = path.rpartition(".")
    return namespace or "mindspore", name


def _row(path: str) -> Row | None:
    """The row of a name, also by a deep path such as ``ops.operations.Add``."""
    namespace, name = _split(path)
    if namespace in load.namespaces() and name in load.index(namespace):
        return load.row(namespace, name)
    found = answers.answer(path).row
    return found if found is not None and found.name == name else None


def _is_known(path: str) -> bool:
    """Whether there is more to say of a name than that nobody has it."""
    found = answers.answer(path)
    return found.status == "missing" or (found.status == "unknown" and "MindSpore 2.10.0 has no" in found.why)


def _module(path: str) -> str:
    """What a module has, and how much of MindSpore's that is."""
    names = sorted(answers.exported(path))
    there = [name for name in names if answers.has(path, name) and _status(path, name) != "missing"]
    head = f"{'.'.join(filter(None, ('mindspore', path)))} is a module; of its names these {len(there)} are there:"
    lacking = [name for name in names if _status(path, name) == "missing"]
    tail = f"\n\nand these {len(lacking)} are not:\n\n{_wrapped(lacking)}" if lacking else ""
    return f"{head}\n\n{_wrapped(there)}{tail}"


def _status(path: str, name: str) -> str:
    return answers.answer(f"{path}.{name}".lstrip(".")).status


def _wrapped(names: list[str]) -> str:
    return textwrap.fill(" ".join(names), 100, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)


def _without_row(path: str) -> str:
    """What there is to say of a name that msshim has by hand."""
    module, name = _split(path)
    made = getattr(importing.served("mindspore" if module == "mindspore" else f"mindspore.{module}"), name)
    try:
        signature = str(inspect.signature(made))
    except (TypeError, ValueError):
        signature = ""
    return f"mindspore.{path}{signature}\n\n{inspect.getdoc(made) or ''}\n\nStatus: supported"


# From torch's side.


def _of_torch(path: str) -> int:
    """Print the rows whose counterpart a name of torch is."""
    rows = rows_of(path)
    if not rows:
        near = _written(difflib.get_close_matches(path, _counterparts(), n=5, cutoff=0.75))
        print(f"No row has {path} as its counterpart.{near}", file=sys.stderr)
        return 1
    width = max(len(row.qualified) for row in rows)
    print(f"{path} is the counterpart of")
    for row in rows:
        print(f"  {row.qualified:<{width}}  {answers.behind(row).summary}")
    print("`msshim api` with one of these names shows how they compare.")
    return 0


def rows_of(path: str) -> list[Row]:
    """The rows whose counterpart is ``torch.…``, by any of torch's names for it; a method's may be the function."""
    names = {path}
    if path.startswith("torch.Tensor."):
        names.add(f"torch.{path.rpartition('.')[2]}")
    same = [row for name in names for row in _counterparts().get(name, ())]
    if path.startswith("torch.Tensor."):
        same = [row for row in same if row.namespace == "Tensor" or row.counterpart == path]
    thing = _object(path)
    if thing is not None:
        same += [row for name, rows in _counterparts().items() if _object(name) is thing for row in rows]
    return sorted({row.qualified: row for row in same}.values(), key=lambda row: (_place(row.namespace), row.name))


@cache
def _counterparts() -> dict[str, list[Row]]:
    """The rows of each counterpart in torch."""
    found: dict[str, list[Row]] = {}
    for namespace in load.namespaces():
        for name in load.index(namespace):
            row = answers.behind(load.row(namespace, name, tried=False))
            if row.counterpart:
                own = load.row(namespace, name, tried=False)
                found.setdefault(row.counterpart, []).append(own)
    return found


@cache
def _object(path: str) -> object | None:
    try:
        found: object = torch_side.found(path)
    except (ImportError, AttributeError):
        return None
    return found


# What may be meant.


@cache
def _paths() -> dict[str, list[str]]:
    """Each public name in lower letters, with the paths that end in it: those that are there first."""
    there = [(namespace, name) for namespace in public.namespaces() for name in public.there(namespace)]
    gone = [(namespace, name) for namespace in public.namespaces() for name in public.lacking(namespace)]
    found: dict[str, list[str]] = {}
    for pairs in (there, gone):
        for namespace, name in sorted(pairs, key=lambda pair: (_place(pair[0]), pair[1])):
            path = name if namespace == "mindspore" else f"{namespace}.{name}"
            if path not in found.setdefault(name.lower(), []):
                found[name.lower()].append(path)
    return found


def _place(namespace: str) -> int:
    return _ORDER.index(namespace) if namespace in _ORDER else len(_ORDER)


def _same_name(name: str) -> list[str]:
    """The paths that end in a name; in the letters as given first."""
    found = _paths().get(name.lower(), [])
    return sorted(found, key=lambda path: path.rpartition(".")[2] != name)


def _near(path: str) -> str:
    """What may be meant by a name that nobody has: the same name elsewhere, what torch calls so, one spelled alike."""
    namespace, last = _split(path)
    near = _same_name(last)
    for owner in ("torch", "torch.nn", "torch.nn.functional", "torch.Tensor"):
        near += [row.qualified for row in rows_of(f"{owner}.{last}")]
    words = difflib.get_close_matches(last.lower(), _paths(), n=5, cutoff=0.75)
    for word in words:
        alike = sorted(_paths()[word], key=lambda one: _split(one)[1].islower() is not last.islower())
        near += sorted(alike, key=lambda one: _split(one)[0] != namespace)
    return f"There is no row for {path}.{_written(list(dict.fromkeys(near))[:8])}"


def _written(names: list[str]) -> str:
    return f" Did you mean {', '.join(names)}?" if names else ""
