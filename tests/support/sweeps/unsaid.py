"""Finds what ``mappings/wrong.yaml`` says: the wrong arguments that msshim takes, or refuses with another class.

``PYTHONPATH=tests/support:tests python -m sweeps.unsaid [rows that contain]`` writes the lines of those rows anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from msshim._src.tables import wrong
from msshim._src.tables.load import directory
from msshim._src.tables.model import Row
from sweeps.arguments import judged, mutations
from sweeps.outcomes import Answer, Case, Refusal
from sweeps.refusals import changed, words
from sweeps.seeds import Lists, tried

COUNT, SEED = 5, 3  # calls of each row
SAID = {"msshim answers alone": "taken", "other class": "other class"}
READ = {
    **{"int": "an int", "negative": "a negative int", "huge": "a huge int", "infinite": "nan or infinity"},
    **{"object": "an object of another kind", "None": "None", "0-d-array": "an array without axes"},
    **dict.fromkeys(("narrow", "scalar", "double"), "a number of NumPy's"),
}

Judged = tuple[str, Case, Answer | Refusal, Answer | Refusal]


def calls(rows: Iterable[Row]) -> list[Judged]:
    """The calls that the table is about, with both outcomes."""
    return judged([case for row in rows for case in mutations(row, COUNT, SEED)])


def lines(rows: Iterable[Row], found: Iterable[Judged]) -> dict[str, str]:
    """What the table has to say of the rows, of what was `found`."""
    named = {row.qualified: row for row in rows}
    kinds: dict[str, dict[str, set[str]]] = {}
    for verdict, case, *_ in found:
        if verdict in SAID:
            kinds.setdefault(case.row, {}).setdefault(SAID[verdict], set()).add(kind(named[case.row], case))
    return {
        name: "; ".join(f"{part}: {', '.join(sorted(by[part]))}" for part in SAID.values() if part in by)
        for name, by in kinds.items()
    }


def kind(row: Row, case: Case) -> str:
    """The argument that is wrong in a call, and the kind of its value, in words."""
    for name in sorted(set(changed(row, case))):
        found = dict(words(row, case)).get(name)
        place = f"argument {int(name) + (row.kind != 'method')}" if name.isdigit() else f"`{name}`"
        return place + (f" ({read(found)})" if found else "")
    bogus = any(name == "bogus" for part in Lists.of(row, case.text).parts for name, _ in part)
    return "an unknown keyword" if bogus else "the number of arguments"


def read(found: tuple[str, ...]) -> str:
    """The words of `rules.refusals` for a value, for readers."""
    if "Tensor" in found:
        rank = next((word for word in found if word.endswith("-d")), "very deep")
        return f"{'an empty' if 'empty' in found else 'a'} {rank} {found[0]} Tensor"
    word = found[0]
    return READ.get(word) or f"{'an' if word[0] in 'aeiou' else 'a'} {word.replace('-of-', ' of ')}"


def main(part: str = "") -> None:
    """Write the lines of the rows whose name contains `part`."""
    rows = [row for row in tried() if part in row.qualified]
    write({row.qualified: "" for row in rows} | lines(rows, calls(rows)))


def write(found: dict[str, str]) -> None:
    """Put the lines of these rows into the table, or take them out where nothing is said."""
    path = directory() / "wrong.yaml"
    head = [text for text in path.read_text(encoding="utf-8").splitlines() if text[:1] == "#"]
    kept = {name: text for name, text in sorted((wrong.table() | found).items()) if text}
    path.write_text("\n".join([*head, *(f"{name}: {text}" for name, text in kept.items())]) + "\n", encoding="utf-8")
    wrong.table.cache_clear()


if __name__ == "__main__":
    main(*sys.argv[1:])
