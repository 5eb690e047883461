"""`ckpt_to_safetensors` and `safetensors_to_ckpt` beside MindSpore's: the same files, byte for byte."""

import shutil
from pathlib import Path

import mindspore
import numpy as np
import pytest

import msshim

LIBRARIES = (mindspore, msshim)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A file of each format, alone and in folders of ranks."""
    kinds = [mindspore.float32, mindspore.int64, mindspore.bfloat16, mindspore.bool_]
    values = [{"name": f"a.{kind}", "data": mindspore.Tensor(np.arange(6).reshape(2, 3) % 2, kind)} for kind in kinds]
    for rank in ("", "rank_0", "rank_1", "other"):
        place = tmp_path / "in" / rank
        place.mkdir(parents=True, exist_ok=True)
        for name in ("x", "y"):
            mindspore.save_checkpoint(values, str(place / f"{name}.ckpt"))
            mindspore.save_checkpoint(values, str(place / f"{name}.safetensors"), format="safetensors")
    (tmp_path / "in" / "text.txt").write_text("no checkpoint")
    return tmp_path


def outcome(library, name: str, call: str, folder: Path) -> tuple[str, dict[str, bytes]]:
    """The class of the error, if there is one, and all files afterwards."""
    place = folder / library.__name__
    shutil.copytree(folder / "in", place)
    error = ""
    try:
        eval(f"f({call})", {"f": getattr(library, name), "at": lambda path: str(place / path)})
    except Exception as raised:
        error = type(raised).__name__
    return error, {str(p.relative_to(place)): p.read_bytes() for p in place.rglob("*") if p.is_file()}


@pytest.mark.parametrize("name", ["ckpt_to_safetensors", "safetensors_to_ckpt"])
@pytest.mark.parametrize(
    "call",
    [
        "at('x.OLD')",
        "at('x.OLD'), at('out/deep')",
        "at('x.OLD'), None, {'a.Float32': 'new', 'gone': 'b'}",
        "at('x.OLD'), file_name_regex='x'",
        "at('.')",
        "at('.'), at('out')",
        "at('.'), file_name_regex='^x'",
        "at('.'), at('out'), {'a.Float32': 'new'}, 'y', 2",
        "at('x.OLD'), file_name_regex='q'",
        "at('x.NEW')",
        "at('gone.OLD')",
        "at('text.txt')",
        "at('rank_0')",
        "at('x.OLD'), at('x.txt')",
        "at('x.OLD'), None, ['a']",
    ],
)
def test_as_mindspore(name: str, call: str, folder: Path) -> None:
    old, _, new = name.partition("_to_")
    real, mine = (outcome(lib, name, call.replace("OLD", old).replace("NEW", new), folder) for lib in LIBRARIES)
    assert mine[0] == real[0]
    assert mine[1] == real[1]
