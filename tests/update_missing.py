"""Rewrite mappings/missing.yaml from the real MindSpore: `python tests/update_missing.py`."""

import textwrap

from test_names import CLASSES, MODULES, absent_members, ours, public, theirs

from msshim.tables import load

HEAD = """\
# The public names of MindSpore 2.10.0 that msshim does not have yet, by namespace. Using one raises
# NotImplementedError.
# Written by tests/update_missing.py; tests/test_names.py fails when it is stale.
"""


def main() -> None:
    absent = {namespace or "mindspore": public(theirs(namespace)) - public(ours(namespace)) for namespace in MODULES}
    absent |= {name: absent_members(*classes) for name, classes in CLASSES.items()}
    parts = [HEAD]
    for namespace, names in absent.items():
        if names:
            text = textwrap.fill(" ".join(sorted(names)), 116, initial_indent="  ", subsequent_indent="  ")
            parts.append(f"\n{namespace}: >-\n{text}\n")
    (load.directory() / "missing.yaml").write_text("".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
