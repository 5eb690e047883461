"""`transform_checkpoints` and what goes with it, beside the real MindSpore."""

import random
from pathlib import Path

import mindspore as ms
import numpy as np
import pytest
from raising import raises
from shards import Maker, layout, outcome, said_of, save, write_strategy

import msshim

SEEDS = range(30)


@pytest.mark.parametrize("seed", SEEDS)
def test_random_checkpoints_become_those_of_another_cut(seed: int, tmp_path: Path) -> None:
    """Files to the byte, and the classes of errors. Every rank has other numbers, so that it counts whose are taken."""
    case = Maker(seed).case()
    case.write(tmp_path)
    assert said_of(case.run(ms, tmp_path, "real"), case.run(msshim, tmp_path, "ours"), case.ordered) == ""


@pytest.mark.parametrize("seed", range(100, 110))
def test_ranks_that_are_needed_and_one_rank_alone(seed: int, tmp_path: Path) -> None:
    case, chance = Maker(seed).case(), random.Random(seed)
    src, dst = case.write(tmp_path)
    for rank in {0, 1, chance.randint(0, 17)}:
        real, ours = (
            outcome(lambda: one.rank_list_for_transform(rank, src, dst), tmp_path / "x") for one in (ms, msshim)
        )
        assert said_of(real, ours) == "", rank
        if isinstance(real, Exception) or case.form != "ckpt":
            continue
        files = {one: str(tmp_path / "src" / f"rank_{one}" / "net-1_1.ckpt") for one in real[0]}
        made = []
        for name, library in (("real", ms), ("ours", msshim)):
            folder = tmp_path / f"{name}{rank}"
            folder.mkdir()
            arguments = rank, files, str(folder / "net.ckpt"), src, dst
            made.append(outcome(lambda: library.transform_checkpoint_by_rank(*arguments), folder))
        assert said_of(*made) == ""


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Two ranks with rows of one parameter, to be columns."""
    for rank in range(2):
        (tmp_path / "src" / f"rank_{rank}").mkdir(parents=True)
        values = {"w": np.arange(8, dtype="float32").reshape(2, 4) + 8 * rank, "step": np.int32(rank)}
        save(tmp_path / "src" / f"rank_{rank}" / "net.ckpt", values)
    write_strategy(tmp_path / "src.json", {"w": layout([2], [0, -1])})
    write_strategy(tmp_path / "dst.json", {"w": layout([2], [-1, 0])})
    return tmp_path


def paths(folder: Path, source: str | None = "src.json", target: str | None = "dst.json") -> list[str | None]:
    return [None if name is None else str(folder / name) for name in (source, target)]


def wrong(folder: Path, kind: str) -> list[str | None]:
    """What is wrong with the call, made so."""
    if kind == "truncated json":
        (folder / "src.json").write_text((folder / "src.json").read_text()[:40])
    elif kind == "truncated protobuf":
        data = Path(write_strategy(folder / "src.ckpt", {"w": layout([2], [0, -1])})).read_bytes()
        (folder / "src.ckpt").write_bytes(data[:-3])
        return paths(folder, "src.ckpt")
    elif kind == "empty strategy":
        (folder / "src.json").write_text("")
    elif kind == "no strategy":
        return paths(folder, "other.json")
    elif kind == "strategy in no folder":
        return paths(folder, "other/src.json")
    elif kind == "both None":
        return [None, None]
    elif kind == "no layout":
        (folder / "src.json").write_text("{}")
    elif kind == "layout without matrix":
        (folder / "src.json").write_text('{"parallel_layout_item": {"w": {"field": 0}}}')
    elif kind == "missing rank":
        (folder / "src" / "rank_1" / "net.ckpt").unlink()
    elif kind == "missing parameter":
        (folder / "src" / "rank_1" / "net.ckpt").unlink()
        save(folder / "src" / "rank_1" / "net.ckpt", {"step": np.int32(1)})
    elif kind == "wrong shape":
        (folder / "src" / "rank_1" / "net.ckpt").unlink()
        save(folder / "src" / "rank_1" / "net.ckpt", {"w": np.zeros((3, 3), "float32"), "step": np.int32(1)})
    elif kind == "truncated checkpoint":
        path = folder / "src" / "rank_1" / "net.ckpt"
        path.chmod(0o600)
        path.write_bytes(path.read_bytes()[:-5])
    elif kind == "no checkpoints":
        for rank in range(2):
            (folder / "src" / f"rank_{rank}" / "net.ckpt").unlink()
    elif kind == "both formats":
        save(folder / "src" / "rank_1" / "net.safetensors", {"step": np.int32(1)})
    elif kind == "wrong devices":
        write_strategy(folder / "dst.json", {"w": layout([3], [-1, 0])})
    elif kind == "dimension that is not there":
        write_strategy(folder / "dst.json", {"w": layout([2], [-1, 3])})
    elif kind == "dimension twice":
        write_strategy(folder / "dst.json", {"w": layout([2], [0, 0])})
    elif kind == "too few axes":
        write_strategy(folder / "dst.json", {"w": layout([2], [0])})
    elif kind == "uneven":
        write_strategy(folder / "src.json", {"w": layout([2], [-1, 0])})
        write_strategy(folder / "dst.json", {"w": layout([2, 8], [0, -1])})
    elif kind == "stage that is not there":
        write_strategy(folder / "src.json", {"1-w": layout([2], [0, -1])})
    elif kind == "stage that is no number":
        write_strategy(folder / "src.json", {"a-w": layout([2], [0, -1])})
    elif kind == "parts of ranks that share nothing":
        write_strategy(folder / "src.json", {"w": layout([2], [0, -1], 1, 2)})
    elif kind == "parts that are not next to each other":
        write_strategy(folder / "dst.json", {"w": layout([2], [-1, -1], 3, 2)})
    return paths(folder)


WRONG = (
    "truncated json|truncated protobuf|empty strategy|no strategy|strategy in no folder|both None|no layout|"
    "layout without matrix|missing rank|missing parameter|wrong shape|truncated checkpoint|no checkpoints|both formats|"
    "wrong devices|dimension that is not there|dimension twice|too few axes|uneven|stage that is not there|"
    "stage that is no number|parts of ranks that share nothing|parts that are not next to each other"
)


@pytest.mark.parametrize("kind", WRONG.split("|"))
def test_wrong_input_raises_the_same_class_and_writes_nothing(kind: str, two: Path) -> None:
    arguments = wrong(two, kind)
    real, ours = (
        outcome(lambda: one.transform_checkpoints(str(two / "src"), str(two / name), "new", *arguments), two / name)
        for name, one in (("real", ms), ("ours", msshim))
    )
    assert isinstance(real, Exception) and said_of(real, ours) == ""
    assert [path for path in (two / "ours").rglob("*") if path.is_file()] == []


ARGUMENTS = {
    "a folder that is none": lambda two: (3, str(two / "x"), "new"),
    "a target that is a file": lambda two: (str(two / "src"), str(two / "src.json"), "new"),
    "a target that is blank": lambda two: (str(two / "src"), " ", "new"),
    "a prefix that is none": lambda two: (str(two / "src"), str(two / "x"), 3),
    "an unsafe prefix": lambda two: (str(two / "src"), str(two / "x"), "../new"),
    "an unsafe target": lambda two: (str(two / "src"), f"{two}/~x", "new"),
    "a long target": lambda two: (str(two / "src"), "x" * 1100, "new"),
}


@pytest.mark.parametrize("kind", ARGUMENTS)
def test_wrong_arguments_raise_the_same_class(kind: str, two: Path) -> None:
    real, ours = (
        outcome(lambda: library.transform_checkpoints(*ARGUMENTS[kind](two), *paths(two)), two / "x")
        for library in (ms, msshim)
    )
    assert isinstance(real, Exception) and said_of(real, ours) == ""


def test_names_of_the_other_form(two: Path) -> None:
    files = {rank: str(two / "src" / f"rank_{rank}" / "net.ckpt") for rank in range(2)}
    made = []
    for name, library in (("real", ms), ("ours", msshim)):
        (two / name).mkdir()
        library.parallel.convert_checkpoints(str(two / "src"), str(two / name), "n", *paths(two))
        library.parallel.convert_checkpoint_by_rank(1, files, str(two / name / "one.ckpt"), *paths(two))
        made.append(outcome(lambda: library.parallel.rank_list_for_convert(1, *paths(two)), two / name))
    assert said_of(*made) == ""


def test_the_stage_of_a_network_goes_to_the_ranks_of_all(two: Path) -> None:
    """A source that has a part of the target's parameters is one stage: its files are parts."""
    write_strategy(two / "dst.json", {"w": layout([2], [-1, 0]), "v": layout([2], [0])})
    made = [
        outcome(lambda: one.transform_checkpoints(str(two / "src"), str(two / name), "n", *paths(two)), two / name)
        for name, one in (("real", ms), ("ours", msshim))
    ]
    assert said_of(*made) == "" and "rank_1/n1_part0.ckpt" in made[1][1]


@pytest.mark.parametrize("form", ["ckpt", "safetensors"])
def test_of_several_files_the_same_is_taken(form: str, tmp_path: Path) -> None:
    for n, name in enumerate(["net-2_9", "net-10_9", "net-9_30", "a-11_1"]):
        (tmp_path / "src" / "rank_0").mkdir(parents=True, exist_ok=True)
        save(tmp_path / "src" / "rank_0" / f"{name}.{form}", {"w": np.full(4, n, "float32")})
    target = write_strategy(tmp_path / "dst.ckpt", {"w": layout([2], [0])})
    source = str(tmp_path / "src")
    made = [
        outcome(lambda: one.transform_checkpoints(source, str(tmp_path / name), "n", None, target), tmp_path / name)
        for name, one in (("real", ms), ("ours", msshim))
    ]
    assert said_of(*made) == ""


def test_a_stage_that_fails_is_an_error(tmp_path: Path) -> None:
    """The real one makes each stage in a process of its own, and goes on without those that fail."""
    for rank in (0, 1, 2):
        (tmp_path / "src" / f"rank_{rank}").mkdir(parents=True)
        save(tmp_path / "src" / f"rank_{rank}" / "net.safetensors", {f"w{rank // 2}": np.ones(2, "float32")})
    source = write_strategy(tmp_path / "src.ckpt", {"0-w0": layout([2], [0]), "1-w1": layout([2], [0])})
    with raises(ValueError, match="ranks"):
        msshim.transform_checkpoints(str(tmp_path / "src"), str(tmp_path / "ours"), "n", source)
    assert list((tmp_path / "ours").rglob("*")) == []


def test_a_parameter_of_both_stages_goes_to_both(tmp_path: Path) -> None:
    """The real one leaves it out of the second stage's .safetensors files where all ranks need the same sources."""
    (tmp_path / "src" / "rank_0").mkdir(parents=True)
    whole = {"w": np.arange(4, dtype="float32"), "v": np.ones(2, "float32")}
    save(tmp_path / "src" / "rank_0" / "net.safetensors", whole)
    both = {"0-w": layout([2], [0]), "1-w": layout([2], [0]), "1-v": layout([2], [0])}
    source = write_strategy(tmp_path / "src.ckpt", {"w": layout([1], [-1]), "v": layout([1], [-1])})
    target = write_strategy(tmp_path / "dst.ckpt", both)
    msshim.transform_checkpoints(
        str(tmp_path / "src"), str(tmp_path / "ours"), "n", source, target, output_format="safetensors"
    )
    for rank, rows in enumerate([[0, 1], [2, 3]] * 2):
        found = msshim.load_checkpoint(str(tmp_path / f"ours/rank_{rank}/n{rank}.safetensors"), format="safetensors")
        assert found["w"].asnumpy().tolist() == rows and ("v" in found) == (rank > 1)


def test_texts_go_along(two: Path) -> None:
    """The real one raises AttributeError for a checkpoint with a text."""
    for rank in range(2):
        path = two / "src" / f"rank_{rank}" / "net.ckpt"
        values = msshim.load_checkpoint(str(path))
        msshim.save_checkpoint(values, str(path), append_dict={"note": f"of {rank}"})
    msshim.transform_checkpoints(str(two / "src"), str(two / "ours"), "n", *paths(two))
    assert msshim.load_checkpoint(str(two / "ours" / "rank_1" / "n1.ckpt"))["note"] == "of 1"
