"""The facts that refuse a value before the call: does MindSpore refuse it, whatever else the call has?

``PYTHONPATH=tests/support:tests python -m sweeps.early [rows that contain]``
puts values of the kind that each such fact names into
the row's own calls, asks the real MindSpore, and takes out of ``mappings/refusals.yaml`` what it contradicts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from msshim._src.rules import refusals
from msshim._src.rules.refusals import Refusal as Entry
from msshim._src.tables.model import Row
from sweeps.numbers import forms, spelled
from sweeps.outcomes import Answer, Case, outcomes
from sweeps.refusals import NUMPY, parameter, words, write
from sweeps.seeds import seeds, tried

CALLS = 3  # of a row, at most, that a fact is tried in
TENSORS = (
    "f(2, 3)",
    "f(3)",
    "i(2)",
    "l(1)",
    "b(2, 3)",
    "t(0)",
    "t(2)",
    "t(1.5)",
    "t(True)",
    "t([0, 1])",
    "p(2, 3)",
    "f(0)",
)
ITEMS = ("1", "2, 1", "0, 1", "1.0, 2.0", "True", "None", "f(2, 3)", "f(2, 3), f(2, 3)", "(1, 1), (1, 1)", "")


def _shapes(ndim: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Of any number of elements: all in the first axis, all in the last."""
    ones = (1,) * (ndim - 1)
    return (-1, *ones), (*ones, -1)


VALUES = {  # by word; `{0}` is the value that the call has
    "Tensor": (*TENSORS, "ms.Tensor({0})"),
    "deep": ("x(2, 1, 1, 1, 1, 1, 1, 1, 3)", "i(1, 1, 1, 1, 1, 1, 1, 1, 1)", "({0}).reshape((1,) * 8 + (-1,))"),
    "list": (*(f"[{items}]" for items in ITEMS), "[{0}]", "[{0}, {0}]", "[*{0}]"),
    "tuple": (*(f"({items},)" if items else "()" for items in ITEMS), "({0},)", "({0}, {0})", "(*{0},)"),
    "array": ("np.ones((2, 3))", "np.array([1, 2])", "np.array(1)", "({0}).asnumpy()", "np.array({0})"),
    "dict": ("{}", "{'a': 1}", "{'x': {0}}"),
    "bytes": ("b'x'", "b''"),
    "str": ("'a'", "''", "'mean'", "'float32'", "str({0})"),
    "None": ("None",),
    "bool": ("True", "False"),
    "number": ("0", "1", "-1", "7", "1.5", "-0.5", "1j", "True", "False"),
    "float": ("0.0", "1.0", "1.5", "-0.5", "float({0})"),
    "complex": ("1j", "1 + 0j"),
    "negative": ("-1", "-2", "-7"),
    "int": ("0", "1", "2", "7"),
    "object": ("set()", "slice(1)", "range(2)", "len", "object"),
    "dtype": ("ms.float32", "ms.int32", "ms.bool_"),
    "huge": ("2**63", "10**30", "-(10**30)"),
    "infinite": ("inf", "-inf", "nan"),
    "empty": ("({0})[:0]", "f(0)", "l(0)", "f(0, 3)"),
    "unlike": tuple(f"({{0}}).astype(ms.{dtype})" for dtype in ("float64", "float16", "int32", "int64", "bool_")),
    **{
        f"{n}-d": (*(f"({{0}}).reshape({shape})" for shape in _shapes(n)), f"f(*[1] * {n})", f"i(*[1] * {n})")
        for n in range(1, 9)
    },
}  # fmt: skip
BARE = {  # where the right call has no number of Python's
    "scalar": ("np.int64(1)", "np.bool_(True)"),
    "narrow": ("np.float32(1.5)", "np.int32(1)"),
    "double": ("np.float64(1.5)",),
    "0-d-array": ("np.array(1)", "np.array(1.5)"),
    "0-d": ("t(1)", "t(1.5)", "t(True)"),
}
OF_DTYPE = ("({{0}}).astype(ms.{0})", "t([1, 2], '{0}')", "t(1, '{0}')", "t([[1, 0, 1], [1, 1, 0]], '{0}')")


def cases(row: Row) -> Iterator[tuple[Entry, Case, Case]]:
    """Each such fact with a call that it refuses, and the right call which that was made of."""
    said: dict[str, list[Entry]] = {}
    for entry in refusals.entries(row.qualified):
        if entry.early:
            said.setdefault(entry.parameter, []).append(entry)
    tries: dict[Entry, int] = {}
    for text in seeds(row) if said else ():
        lists = spelled(row, text)
        for k, n in lists.places():
            own = parameter(row, lists, k, n)
            for entry in (*said.get(own, ()), *said.get(f"{own}[]", ())):
                tries[entry] = tries.get(entry, 0) + 1
                if tries[entry] <= CALLS:
                    for value in _values(entry, lists.parts[k][n][1]):
                        case = Case(row.qualified, lists.replace(k, n, value).text(row))
                        if entry.word != refusals.UNLIKE or entry.word in dict(words(row, case)).get(own, ()):
                            yield entry, case, Case(row.qualified, lists.text(row))


def _values(entry: Entry, text: str) -> Iterator[str]:
    """Values of the kind that a fact names, as text, in place of `text`."""
    items = "[]" if entry.parameter.endswith("[]") else ""
    if entry.word in (*NUMPY, "0-d-array", "0-d"):
        found = [new for new, deeper, name in forms(text) if (deeper, name) == (items, entry.word)]
        yield from found or ([] if items else BARE[entry.word])
    elif entry.word in VALUES:
        yield from (value.replace("{0}", text) for value in VALUES[entry.word])
    else:
        dtype = "bool_" if entry.word == "Bool" else entry.word.lower()
        yield from (value.format(dtype).replace("{0}", text) for value in OF_DTYPE)


def contradicted(rows: list[Row]) -> Iterator[tuple[Entry, Case]]:
    """The facts whose value MindSpore takes in some call, where it takes the right one, with that call."""
    every = [found for row in rows for found in cases(row)]
    right = list(dict.fromkeys(case for *_, case in every))
    taken = {case for case, real in zip(right, outcomes("mindspore", right), strict=True) if isinstance(real, Answer)}
    asked = [(entry, case) for entry, case, seed in every if seed in taken]
    theirs = outcomes("mindspore", [case for _, case in asked])
    yield from (found for found, real in zip(asked, theirs, strict=True) if isinstance(real, Answer))


def correct(rows: list[Row]) -> None:
    """Take what MindSpore contradicts out of the lines of these rows."""
    wrong: dict[str, set[Entry]] = {}
    for entry, case in contradicted(rows):
        wrong.setdefault(case.row, set()).add(entry)
        print(case.row, *entry, case.text, sep="\t")
    write({name: [e for e in refusals.entries(name) if e not in some] for name, some in wrong.items()})


if __name__ == "__main__":
    correct([row for row in tried() if "".join(sys.argv[1:2]) in row.qualified])
