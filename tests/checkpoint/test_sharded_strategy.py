"""Strategy files and files of groups, beside the real MindSpore."""

import json
from pathlib import Path
from typing import Any

import mindspore as ms
import pytest
from mindspore.train.node_strategy_pb2 import ParallelGroupMap
from shards import layout, outcome, said_of, write_strategy

import msshim
from msshim._src.checkpoint.sharded import strategy_pb2

LAYOUTS = {
    "w": layout([2, 2], [1, 0]),
    "v": layout([2, 2], [-1, 0], 2, -1, param_split_shape=[3, 5], field=4, indices_offset=[1]),
    "b": layout([4], []),
}


def told(strategy: Any) -> Any:
    """The messages as bytes, which both libraries write alike."""
    return strategy and {name: message.SerializeToString() for name, message in strategy.items()}


def both(call: Any, folder: Path) -> tuple[Any, Any]:
    """What the real one and msshim return and write."""
    found = []
    for name, library in (("real", ms), ("ours", msshim)):
        (folder / name).mkdir()
        found.append(outcome(lambda: call(library, folder / name), folder / name))
    return found[0], found[1]


@pytest.mark.parametrize("suffix", [".json", ".ckpt", ".other"])
def test_layouts_are_read(suffix: str, tmp_path: Path) -> None:
    layouts = LAYOUTS if suffix == ".json" else LAYOUTS | {"t": layout([2, 2, 2], [[2, 0], [-1], [1]])}
    path = write_strategy(tmp_path / f"s{suffix}", layouts)
    assert said_of(*both(lambda library, _: told(library.build_searched_strategy(path)), tmp_path)) == ""
    assert msshim.build_searched_strategy(None) is ms.build_searched_strategy(None) is None


TEXTS = [
    "", "{", "[]", "{}", "3", "null", '{"parallel_layout_item": {}}', '{"parallel_layout_item": []}',
    *(json.dumps({"parallel_layout_item": {"w": item}}) for item in (3, {"field": "a"}, {"field": 0})),
]  # fmt: skip
FULL = layout([2], [0])
WRONG = [
    FULL | {"dev_matrix": [-1]}, FULL | {"dev_matrix": ["a"]}, FULL | {"dev_matrix": 3}, FULL | {"tensor_map": [[0]]},
    FULL | {"opt_weight_shard_size": None}, FULL | {"field": 1 << 40},
]  # fmt: skip


@pytest.mark.parametrize("text", [*TEXTS, *(json.dumps({"parallel_layout_item": {"w": item}}) for item in WRONG)])
def test_json_that_is_wrong(text: str, tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text(text)
    path = str(tmp_path / "s.json")
    assert said_of(*both(lambda library, _: told(library.build_searched_strategy(path)), tmp_path)) == ""


@pytest.mark.parametrize("length", range(0, 120, 7))
def test_protobuf_that_is_cut_off(length: int, tmp_path: Path) -> None:
    path = tmp_path / "s.ckpt"
    write_strategy(path, LAYOUTS)
    path.write_bytes(path.read_bytes()[:length])
    assert said_of(*both(lambda library, _: told(library.build_searched_strategy(str(path))), tmp_path)) == ""


@pytest.mark.parametrize("path", [3, "nothing.ckpt", ".", b"s"])
def test_no_strategy_file(path: Any, tmp_path: Path) -> None:
    assert said_of(*both(lambda library, _: library.build_searched_strategy(path), tmp_path)) == ""


@pytest.mark.parametrize("suffix", [".json", ".ckpt"])
def test_the_stages_of_a_pipeline_are_merged(suffix: str, tmp_path: Path) -> None:
    """One file a rank, those of one stage alike; the real one takes files in the order of the folder."""
    (tmp_path / "src").mkdir()
    for rank in range(4):
        write_strategy(tmp_path / "src" / f"s{rank}{suffix}", {f"w{rank // 2}": FULL}, rank // 2)

    def merge(library: Any, folder: Path) -> Any:
        target = folder / "new" / f"merged{suffix}"
        library.merge_pipeline_strategys(str(tmp_path / "src"), str(target))
        return sorted(told(library.build_searched_strategy(str(target))).items())

    real, ours = both(merge, tmp_path)
    assert real[0] == ours[0] and [*real[1]] == [*ours[1]]
    if suffix == ".json":
        assert [json.loads(data) for data in real[1].values()] == [json.loads(data) for data in ours[1].values()]


def test_one_stage_is_merged_to_the_byte(tmp_path: Path) -> None:
    for suffix in (".json", ".ckpt"):
        folder = tmp_path / suffix[1:]
        (folder / "src").mkdir(parents=True)
        write_strategy(folder / "src" / f"s{suffix}", LAYOUTS, 3)
        arguments = lambda out: (str(folder / "src"), str(out / f"m{suffix}"))  # noqa: E731
        made = both(lambda library, out: library.merge_pipeline_strategys(*arguments(out)), folder)
        assert said_of(*made) == ""


@pytest.mark.parametrize("kind", ["no folder", "both", "no files", "no layouts", "damaged"])
def test_what_can_not_be_merged(kind: str, tmp_path: Path) -> None:
    src = tmp_path / "src"
    src.mkdir()
    if kind == "both":
        for suffix in (".json", ".ckpt"):
            write_strategy(src / f"s{suffix}", LAYOUTS)
    elif kind == "no layouts":
        write_strategy(src / "s.json", {})
    elif kind == "damaged":
        (src / "s.ckpt").write_bytes(b"\x0aabc")
    path = str(src / "x") if kind == "no folder" else str(src)
    made = both(lambda library, out: library.merge_pipeline_strategys(path, str(out / "m")), tmp_path)
    assert said_of(*made) == ""


def test_ranks_of_a_group(tmp_path: Path) -> None:
    groups = ParallelGroupMap()
    groups.parallel_group_item.add(group_name="g").parallel_group_ranks.dim.extend([0, 4])
    groups.ckpt_restore_rank_list.dim.extend([0, 4, 300])
    (tmp_path / "g.pb").write_bytes(groups.SerializeToString())
    (tmp_path / "empty.pb").write_bytes(b"")
    (tmp_path / "cut.pb").write_bytes(groups.SerializeToString()[:-2])
    for path in (*(str(tmp_path / name) for name in ("g.pb", "empty.pb", "cut.pb", "x")), 3):
        real, ours = (outcome(lambda: one.restore_group_info_list(path), tmp_path / "none") for one in (ms, msshim))
        assert said_of(real, ours) == ""


def test_messages_are_those_of_mindspore() -> None:
    from mindspore.train import node_strategy_pb2 as real

    for name, message in real.DESCRIPTOR.message_types_by_name.items():
        ours = strategy_pb2.DESCRIPTOR.message_types_by_name[name]
        fields = [[(f.name, f.number, f.type, f.has_presence) for f in one.fields] for one in (message, ours)]
        assert fields[0] == fields[1]
