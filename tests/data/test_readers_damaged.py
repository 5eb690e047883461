"""Readers of damaged collections beside MindSpore's: the same classes of exceptions, or the same rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sample_files import WRITERS, noise
from test_readers import LARGE, ROWS, Found, failed, seen

DAMAGES: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "noise": lambda path: path.write_bytes(noise(60, seed=3).tobytes()),
    "a text": lambda path: path.write_text("1\n\n2 3\n"),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"\n7\n"),
}


CRASHES = {
    ("LFWDataset", "lfw-names.txt", "a text"),
    ("LFWDataset", "lfw-names.txt", "longer"),
    ("PhotoTourDataset", "patches0000.bmp", "gone"),
    ("IMDBDataset", "10_7.txt", "empty"),
    ("KITTIDataset", "000000.txt", "longer"),
    ("LJSpeechDataset", "metadata.csv", "a text"),
    ("LJSpeechDataset", "metadata.csv", "longer"),
    ("KITTIDataset", "000000.txt", "noise"),
    ("KITTIDataset", "000000.txt", "a text"),
}
"""Where MindSpore's process ends, as it does where the head of a JPEG does that is to be decoded; or where it makes a
row of nothing, which its iterator then fails to read."""


def apart(name: str, path: Path, damage: str) -> bool:
    """Whether MindSpore crashes, or reads less of a talk than msshim, which refuses one that ends too early."""
    if damage == "half" and path.suffix == ".sph":
        return True
    return (name, path.name, damage) in CRASHES or (damage == "half" and path.suffix.lower() in (".jpg", ".jpeg"))


def files(folder: Path) -> list[Path]:
    """One file of each kind: of each extension in each folder, four at most."""
    found: dict[tuple[Path, str], Path] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.setdefault((path.parent, path.suffix), path)
    return list(found.values())[:: max(1, len(found) // 4)][:5]


def told(found: Found) -> Found:
    """What is compared: the classes of what failed, else all."""
    if isinstance(found, type):
        return found
    return failed(found) if any(isinstance(one, type) for one in (found[0], found[1], found[-1])) else found


@pytest.mark.parametrize("name", [name for name in ROWS if name not in (*LARGE, "FakeImageDataset")])
def test_damages(name: str, tmp_path: Path) -> None:
    WRITERS[name.removesuffix("Dataset")](tmp_path)
    call = (
        ROWS[name].calls[0]
        + ", shuffle=False"
        + ", decode=True" * any(p.name == "decode" for p in ROWS[name].signature)
    )
    for path in files(tmp_path):
        before = path.read_bytes()
        for damage, harm in DAMAGES.items():
            harm(path)
            ours = told(seen("ours", name, call, tmp_path))
            if not apart(name, path, damage):
                theirs = told(seen("theirs", name, call, tmp_path))
                assert ours == theirs, (str(path.relative_to(tmp_path)), damage)
            path.write_bytes(before)


@pytest.mark.parametrize("name", [name for name in ROWS if name not in (*LARGE, "FakeImageDataset")])
def test_an_empty_folder(name: str, tmp_path: Path) -> None:
    for call in ROWS[name].calls:
        ours, theirs = (told(seen(side, name, call, tmp_path)) for side in ("ours", "theirs"))
        assert ours == theirs, call
