"""`load_distributed_checkpoint` of .ckpt files, and folders of checkpoints, beside the real MindSpore."""

from pathlib import Path
from typing import Any

import mindspore as ms
import numpy as np
import pytest
from shards import layout, outcome, said_of, save, write_strategy

import msshim

ITEMS = {
    "plain": layout([2, 2], [1, 0]), "rows": layout([4], [0, -1]), "columns": layout([2, 2], [-1, 1]),
    "parts": layout([2, 2], [-1, 0], 2, 2), "all parts": layout([4], [-1, -1], 1, 4), "whole": layout([4], [-1, -1]),
}  # fmt: skip


def net(library: Any, names: dict[str, tuple[int, ...]]) -> Any:
    found = library.nn.Cell()
    for n, (name, shape) in enumerate(names.items()):
        setattr(found, f"p{n}", library.Parameter(library.Tensor(np.zeros(shape, "float32")), name=name))
    return found


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Whole parameters of 8 x 4, cut for four ranks by msshim."""
    (tmp_path / "whole" / "rank_0").mkdir(parents=True)
    whole = {name: np.arange(32, dtype="float32").reshape(8, 4) + 100 * n for n, name in enumerate(ITEMS)}
    save(tmp_path / "whole" / "rank_0" / "net.ckpt", whole)
    for suffix in (".json", ".ckpt"):
        write_strategy(tmp_path / f"s{suffix}", ITEMS)
    msshim.transform_checkpoints(str(tmp_path / "whole"), str(tmp_path / "src"), "n", None, str(tmp_path / "s.json"))
    return tmp_path


def names(folder: Path, ranks: int = 4) -> list[str]:
    return [str(folder / "src" / f"rank_{rank}" / f"n{rank}.ckpt") for rank in range(ranks)]


@pytest.mark.parametrize("name", ITEMS)
@pytest.mark.parametrize("predicted", [None, [[2, 2], [0, 1], [], 0, 0, ""], [[1], [-1, -1], [], 0, 0, ""]])
def test_ranks_go_into_a_network(name: str, predicted: Any, files: Path) -> None:
    shape = (4, 2) if predicted and predicted[0] == [2, 2] else (8, 4)
    said = []
    for library in (ms, msshim):
        cell = net(library, {name: shape, "other": (2,)})
        strategy = predicted and {name: predicted}
        source = str(files / "s.json")
        answer = outcome(
            lambda: library.load_distributed_checkpoint(cell, names(files), strategy, source), files / "none"
        )
        said.append((answer, {one.name: one.asnumpy().tolist() for _, one in cell.parameters_and_names()}))
    assert said_of(said[0][0], said[1][0]) == "" and said[0][1] == said[1][1]


def test_the_strategy_of_the_context(files: Path) -> None:
    cell = net(msshim, {"rows": (8, 4)})
    msshim.set_auto_parallel_context(strategy_ckpt_load_file=str(files / "s.ckpt"))
    try:
        assert msshim.load_distributed_checkpoint(cell, names(files)) is True
    finally:
        msshim.reset_auto_parallel_context()
    assert cell.p0.asnumpy()[-1, -1] == 131


WRONG: dict[str, Any] = {
    "no network": lambda folder: (3, names(folder), None, str(folder / "s.json")),
    "no files": lambda folder: ("net", ["x.ckpt"], None, str(folder / "s.json")),
    "no names": lambda folder: ("net", None, None, str(folder / "s.json")),
    "too few files": lambda folder: ("net", names(folder, 3), None, str(folder / "s.json")),
    "no strategy": lambda folder: ("net", names(folder), None, str(folder / "x.json")),
    "strategy from the context": lambda folder: ("net", names(folder)),
    "a prediction that is none": lambda folder: ("net", names(folder), [3], str(folder / "s.json")),
    "a short prediction": lambda folder: ("net", names(folder), {"rows": [[4], [0]]}, str(folder / "s.json")),
    "a wrong prediction": lambda folder: ("net", names(folder), {"rows": [4, [0], [], 0]}, str(folder / "s.json")),
    "a key that is none": lambda folder: ("net", names(folder), None, str(folder / "s.json"), False, 3),
}


@pytest.mark.parametrize("kind", WRONG)
def test_wrong_arguments(kind: str, files: Path) -> None:
    def call(library: Any) -> Any:
        network, *rest = WRONG[kind](files)
        return library.load_distributed_checkpoint(
            net(library, {"rows": (8, 4)}) if network == "net" else network, *rest
        )

    real, ours = (outcome(lambda: call(library), files / "none") for library in (ms, msshim))
    assert isinstance(real, Exception) and said_of(real, ours) == ""


def test_a_folder_of_checkpoints(tmp_path: Path) -> None:
    for n in range(3):
        save(tmp_path / f"part{n}.ckpt", {f"w{n}": np.full(2, n, "float32")})
    said = []
    for library in (ms, msshim):
        cell = net(library, {"w1": (2,)})
        found = library.load_segmented_checkpoints(str(tmp_path), cell)
        said.append((sorted((name, one.asnumpy().tolist()) for name, one in found.items()), cell.p0.asnumpy().tolist()))
        assert library.load_segmented_checkpoints(str(tmp_path), choice_func=lambda name: True).keys() == found.keys()
    assert said[0] == said[1]
    for wrong in (3, str(tmp_path / "x")):
        real, ours = (outcome(lambda: one.load_segmented_checkpoints(wrong), tmp_path / "x") for one in (ms, msshim))
        assert said_of(real, ours) == ""


@pytest.mark.parametrize("axes", [[-1, -1], [0, -1], [1, 0]])
def test_the_checkpoint_of_a_rank_that_has_the_same(axes: list[int], tmp_path: Path) -> None:
    source = write_strategy(tmp_path / "s.ckpt", {"w": layout([2, 2], axes), "v": layout([2, 2], [0])})
    for there in ((), (3,), (2, 3), (0, 2)):
        for rank in range(4):
            path = tmp_path / f"rank_{rank}" / "net.ckpt"
            path.unlink(missing_ok=True)
            if rank in there:
                path.parent.mkdir(exist_ok=True)
                path.write_text("x")
        asked = str(tmp_path / "rank_0" / "net.ckpt")
        answers = [one.train.get_ckpt_path_with_strategy(asked, source) for one in (ms, msshim)]
        assert answers[0] == answers[1]
