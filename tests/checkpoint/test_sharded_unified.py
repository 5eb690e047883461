"""`unified_safetensors`, and what loads what it wrote, beside the real MindSpore."""

import gc
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mindspore as ms
import numpy as np
import pytest
from mindspore.parallel.transform_safetensors import _split_weight_dict
from mindspore.train._utils import get_parameter_redundancy, remove_param_redundancy
from shards import Maker, layout, outcome, said_of, save, write_strategy

import msshim
from msshim._src.checkpoint.sharded import unified
from msshim._src.checkpoint.sharded.layout import layouts
from msshim._src.checkpoint.sharded.redundancy import groups_of

pytestmark = pytest.mark.filterwarnings("ignore:Exception ignored in")  # the real one leaves files open
CHOICES = {
    "all": None,
    "some": lambda name: "layer1" not in name,
    "renamed": lambda name: f"x.{name}" if "layer0" in name else True,
}


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """What the real one left open is closed within the test."""
    yield
    gc.collect()


def united(folder: Path, source: str | None, **options: Any) -> tuple[Any, Any]:
    """What both write of the files in ``src``."""
    made = []
    for name, library in (("real", ms), ("ours", msshim)):
        out = folder / name
        arguments = str(folder / "src"), source, str(out)
        made.append(outcome(lambda: library.unified_safetensors(*arguments, **options), out))
    return made[0], made[1]


def cases() -> list[int]:
    """Seeds of .safetensors with a strategy."""
    return [seed for seed in range(120) if (case := Maker(seed).case()).form == "safetensors" and case.source][:15]


@pytest.mark.parametrize("seed", cases())
def test_random_checkpoints_are_united(seed: int, tmp_path: Path) -> None:
    case, chance = Maker(seed).case(), random.Random(seed)
    source, _ = case.write(tmp_path)
    options = {"choice_func": CHOICES[chance.choice([*CHOICES])], "split_dst_file": chance.choice([(), (1, 1), (1, 2)])}
    assert said_of(*united(tmp_path, source, **options)) == ""


@pytest.mark.parametrize("seed", range(5))
def test_files_without_redundancy(seed: int, tmp_path: Path) -> None:
    """Each slice is in the file of one of the ranks that hold it, as MindSpore shares them out."""
    values = np.random.default_rng(seed)
    devices = Maker(seed)._devices(8)
    items = {f"w{n}": layout(devices, Maker(seed + n)._axes(devices, 2, False)) for n in range(4)}
    source = write_strategy(tmp_path / "s.ckpt", items)
    redundancy = get_parameter_redundancy(source, initial_rank=0)
    read = layouts(msshim.build_searched_strategy(source))
    assert {name: tuple(map(tuple, groups_of(read[name]))) for name in read} == redundancy
    kept = remove_param_redundancy(redundancy)
    slices = {name: values.standard_normal((2, 3)).astype("float32") for name in items}
    for rank in range(8):
        (tmp_path / "src" / f"rank_{rank}").mkdir(parents=True)
        own = {name: slices[name] + rank for name in sorted(kept.get(rank, ()))} | {"step": np.int32(1)}
        save(tmp_path / "src" / f"rank_{rank}" / "net.safetensors", own)
    real, ours = united(tmp_path, source, merge_with_redundancy=False)
    assert said_of(real, ours, ordered=False) == ""  # the real one's order is that of the file system


@pytest.mark.parametrize("seed", range(5))
def test_groups_of_about_the_same_size(seed: int) -> None:
    chance = random.Random(seed)
    sizes = {f"w{n}": chance.choice([1, 5, 5, 1000, chance.randint(1, 99)]) for n in range(40)}
    assert unified.groups(sizes, 7) == _split_weight_dict(sizes, 7)


@pytest.fixture
def four(tmp_path: Path) -> Path:
    """Four ranks, two by two, with several files each."""
    for rank in range(4):
        folder = tmp_path / "src" / f"rank_{rank}"
        folder.mkdir(parents=True)
        for step in (1, 2):
            values = {"w": np.full((2, 3), 10 * rank + step, "float32"), "accu_grads.w": np.zeros(2, "float32")}
            save(folder / f"net_rank_{rank}-{step}_7.safetensors", values)
            save(folder / f"net_rank_{rank}_{step}-3_7.safetensors", values)
    write_strategy(tmp_path / "s.ckpt", {"w": layout([2, 2], [1, 0]), "accu_grads.w": layout([2, 2], [-1])})
    return tmp_path


@pytest.mark.parametrize("suffix", ["1_7", "-1_7", "2-3_7", "_2-3_7", "_7", "7", "", "nothing", "3_7"])
def test_suffixes(suffix: str, four: Path) -> None:
    assert said_of(*united(four, str(four / "s.ckpt"), file_suffix=suffix)) == ""


@pytest.mark.parametrize(
    "kind", ["a file", "ckpt", "a missing rank", "no strategy", "a wrong choice", "a damaged file"]
)
def test_wrong_input(kind: str, four: Path) -> None:
    source, options = str(four / "s.ckpt"), {"file_suffix": "1_7"}
    path = four / "src" / "rank_1" / "net_rank_1-1_7.safetensors"
    if kind == "a file":
        for one in sorted((four / "src").rglob("*"), reverse=True):
            one.rmdir() if one.is_dir() else one.unlink()
        (four / "src").rmdir()
        (four / "src").write_text("")
    elif kind == "ckpt":
        save(four / "src" / "rank_1" / "net.ckpt", {"w": np.zeros(3)})
    elif kind == "a missing rank":
        for one in path.parent.iterdir():
            one.unlink()
        path.parent.rmdir()
    elif kind == "no strategy":
        source = str(four / "x.ckpt")
    elif kind == "a wrong choice":
        options["choice_func"] = lambda name: 3  # type: ignore[assignment]
    else:
        path.chmod(0o600)
        path.write_bytes(path.read_bytes()[:-4])
    real, ours = united(four, source, **options)
    assert isinstance(real, Exception) and said_of(real, ours) == ""
    assert list(four.glob("ours/*.safetensors")) == []


class Nets:
    """The same network of both libraries."""

    def __init__(self, library: Any, shapes: dict[str, tuple[int, ...]]) -> None:
        self.net = library.nn.Cell()
        for name, shape in shapes.items():
            setattr(self.net, name, library.Parameter(library.Tensor(np.zeros(shape, "float32")), name=name))

    def values(self) -> dict[str, Any]:
        """Its parameters' values."""
        return {name: parameter.asnumpy().tolist() for name, parameter in self.net.parameters_and_names()}


@pytest.fixture
def whole(four: Path) -> Path:
    msshim.unified_safetensors(str(four / "src"), str(four / "s.ckpt"), str(four / "all"), file_suffix="2_7")
    write_strategy(four / "p.ckpt", {"w": layout([2, 1], [-1, 1])})
    return four


def test_united_files_go_into_a_network(whole: Path) -> None:
    said = []
    for library in (ms, msshim):
        nets = Nets(library, {"w": (4, 6), "v": (2,)})
        answer = library.load_distributed_checkpoint(
            nets.net, format="safetensors", unified_safetensors_dir=str(whole / "all")
        )
        said.append((answer, nets.values()))
    assert said[0] == said[1] and said[1][1]["w"][0][0] == 2


@pytest.mark.parametrize("form", ["ckpt", "safetensors"])
@pytest.mark.parametrize("rank", [0, 1])
@pytest.mark.parametrize("names", [None, {"w": "w"}])
def test_united_files_are_cut_for_a_rank(form: str, rank: int, names: Any, whole: Path) -> None:
    made = []
    for name, library in (("real", ms), ("ours", msshim)):
        options = {"dst_safetensors_dir": str(whole / name), "rank_id": rank, "output_format": form, "name_map": names}
        call = lambda: library.load_distributed_checkpoint(  # noqa: E731
            None,
            None,
            str(whole / "p.ckpt"),
            format="safetensors",
            unified_safetensors_dir=str(whole / "all"),
            **options,
        )
        made.append(outcome(call, whole / name))
    if form == "ckpt" and not isinstance(made[0], Exception):
        assert said_of(*made, False) == ""
    else:
        assert said_of(*made) == ""


def test_united_files_are_cut_for_all_ranks(whole: Path) -> None:
    msshim.load_distributed_checkpoint(
        None, None, str(whole / "p.ckpt"), format="safetensors", unified_safetensors_dir=str(whole / "all"),
        dst_safetensors_dir=str(whole / "out"),
    )  # fmt: skip
    assert sorted(str(path.relative_to(whole / "out")) for path in (whole / "out").rglob("*.safetensors")) == [
        "rank_0/net.safetensors",
        "rank_1/net.safetensors",
    ]


@pytest.mark.parametrize(
    "options",
    [
        {}, {"unified_safetensors_dir": "x"}, {"unified_safetensors_dir": "x", "dec_key": b"0" * 16},
        {"unified_safetensors_dir": "x", "strict_load": True}, {"unified_safetensors_dir": "x", "output_format": "y"},
        {"unified_safetensors_dir": ".", "dst_safetensors_dir": "x", "rank_id": 0}, {"format": "y"},
        {"unified_safetensors_dir": "x", "train_strategy_filename": "y"},
    ],
)  # fmt: skip
def test_wrong_options_of_safetensors(options: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    options = {"format": "safetensors"} | options
    real, ours = (
        outcome(lambda: library.load_distributed_checkpoint(None, **options), tmp_path / "out")
        for library in (ms, msshim)
    )
    assert isinstance(real, Exception) and said_of(real, ours) == ""
