"""Rewrite mappings/missing.yaml from the real MindSpore: `python tools/update_missing.py`.

Names keep their group, and with it the reason; those that are supported now leave, new ones are "not written yet".
"""

import sys
import textwrap
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))
from public_names import CLASSES, MODULES, absent_members, ours, public, theirs

from msshim._src.tables import load, missing

HEAD = """\
# The public names of MindSpore 2.10.0 that msshim does not have, by namespace and reason. Using one raises
# NotImplementedError. tools/update_missing.py takes names out and puts new ones in; the reasons are written by hand.
"""
NEW = "it is not written yet."


def main() -> None:
    absent = {namespace: public(theirs(namespace)) - public(ours(namespace)) for namespace in MODULES}
    absent |= {name: absent_members(*classes) for name, classes in CLASSES.items()}
    parts = [HEAD]
    for namespace, names in absent.items():
        groups = {(group.why, group.instead): names & set(group.names) for group in missing.groups(namespace)}
        new = names - set().union(*groups.values())
        key = next((key for key in groups if key[0] == NEW), (NEW, missing.Group.instead))
        groups[key] = groups.get(key, set()) | new
        entries = [entry(*key, held) for key, held in groups.items() if held]
        if entries:
            parts.append(f"\n{namespace}:\n" + "".join(entries))
    (load.directory() / "missing.yaml").write_text("".join(parts), encoding="utf-8")


def entry(why: str, instead: str, names: set[str]) -> str:
    text = f"  - why: {why}\n"
    if instead != missing.Group.instead:
        text += f'    instead: "{instead}"\n'
    held = textwrap.fill(" ".join(sorted(names)), 116, initial_indent="      ", subsequent_indent="      ")
    return f"{text}    names: >-\n{held}\n"


if __name__ == "__main__":
    main()
