"""Random strategies and the checkpoints of their ranks, given to the real MindSpore and to msshim."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
from mindspore.parallel import transform_safetensors

import msshim
from msshim._src.checkpoint.checkpoint_pb2 import Checkpoint
from msshim._src.checkpoint.sharded.strategy_pb2 import ParallelStrategyMap

_save_file = transform_safetensors.save_file
# safetensors 0.8 writes what lies in memory, in the order in which it lies there, of arrays that are not contiguous.
transform_safetensors.save_file = lambda values, *rest, **options: _save_file(
    {name: np.ascontiguousarray(value).reshape(value.shape) for name, value in values.items()}, *rest, **options
)
Layout = dict[str, Any]
DEVICES = ((4, 4), (8, 8), (2, 4), (4, 2), (8, 2), (1, 4), (4, 1), (6, 6), (2, 6), (3, 4), (16, 16))
DTYPES = ("float32", "float16", "int32", "float64", "uint8", "bool")


def layout(
    devices: list[int],
    axes: list[Any],
    step: int = 0,
    size: int = 0,
    **more: Any,
) -> Layout:
    """An item of a strategy file, as it stands in JSON."""
    item: Layout = {"dev_matrix": devices, "tensor_map": axes, "param_split_shape": [], "field": 0}
    item |= {"opt_weight_shard_step": step, "opt_weight_shard_size": size, "indices_offset": []}
    return item | more


def write_strategy(path: Path, layouts: dict[str, Layout], stage: int = 0) -> str:
    """Write a strategy file, JSON or protobuf by its name."""
    if path.suffix == ".json":
        operators = {f"op{stage}": {"stage": stage, "parallel_strategy": []}}
        text = {"current_stage": 0, "parallel_strategy_item": operators, "parallel_layout_item": layouts}
        path.write_text(json.dumps(text))
        return str(path)
    strategy = ParallelStrategyMap(current_stage=0)
    strategy.parallel_strategy_item.add(node_name=f"op{stage}").parallel_strategys.stage = stage
    for name, item in layouts.items():
        message = strategy.parallel_layout_item.add(param_name=name).parallel_layouts
        message.dev_matrix.add().dim.extend(item["dev_matrix"])
        several = any(isinstance(axis, list) for axis in item["tensor_map"])
        for axis in item["tensor_map"] if several else [item["tensor_map"]]:
            message.tensor_map.add().dim.extend(axis)
        message.param_split_shape.add().dim.extend(item["param_split_shape"])
        message.indices_offset.add().dim.extend(item["indices_offset"])
        message.field = item["field"]
        message.opt_weight_shard_step = item["opt_weight_shard_step"]
        message.opt_weight_shard_size = item["opt_weight_shard_size"]
    path.write_bytes(strategy.SerializeToString())
    return str(path)


def counts(item: Layout) -> list[int]:
    """Into how many slices each axis is cut, the optimizer's parts with axis 0."""
    devices = item["dev_matrix"]

    def count(axis: Any) -> int:
        numbers = axis if isinstance(axis, list) else [axis]
        return prod(devices[-1 - number] for number in numbers if number != -1)

    found = [count(axis) for axis in item["tensor_map"]]
    size = item["opt_weight_shard_size"]
    if found and size:
        found[0] *= prod(devices) // prod(found) if size == -1 else size
    return found


@dataclass
class Case:
    """A call of transform_checkpoints: what each rank has, and both strategies."""

    seed: int
    form: str
    output: str
    ranks: dict[int, dict[str, np.ndarray[Any, Any]]]
    source: tuple[str, dict[str, Layout]] | None
    target: tuple[str, dict[str, Layout]] | None
    workers: int = 1
    bfloat16: set[str] = field(default_factory=set)
    ordered: bool = True
    """Whether the real one writes names in an order that is not of chance."""

    def write(self, folder: Path) -> tuple[str | None, str | None]:
        """Write the checkpoints and the strategies."""
        for rank, values in self.ranks.items():
            path = folder / "src" / f"rank_{rank}"
            path.mkdir(parents=True)
            save(path / f"net-1_1.{self.form}", values, self.bfloat16)
        src, dst = (
            None if one is None else write_strategy(folder / f"{which}{one[0]}", one[1])
            for which, one in (("source", self.source), ("target", self.target))
        )
        return src, dst

    def run(self, library: Any, folder: Path, name: str) -> Any:
        """The files that a library makes, or its exception."""
        src, dst = (
            None if one is None else str(folder / f"{which}{one[0]}")
            for which, one in (("source", self.source), ("target", self.target))
        )
        out = folder / name
        arguments = (str(folder / "src"), str(out), "new_", src, dst, self.workers, self.output)
        return outcome(lambda: library.transform_checkpoints(*arguments), out)


def save(path: Path, values: dict[str, Any], bfloat16: set[str] = frozenset()) -> None:  # type: ignore[assignment]
    """A checkpoint, written by msshim."""
    cast = {name: msshim.bfloat16 if name in bfloat16 else None for name in values}
    parameters = [{"name": name, "data": msshim.Tensor(value, dtype=cast[name])} for name, value in values.items()]
    msshim.save_checkpoint(parameters, str(path), format=path.suffix[1:])


def outcome(call: Callable[[], Any], folder: Path) -> Any:
    """What a call returns and writes below a folder, by name; or what it raises."""
    try:
        answer = call()
    except Exception as error:
        error.__context__ = error.__cause__ = None  # they hold frames, and with them files that the real one left open
        return error.with_traceback(None)
    files = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    return answer, files


class Maker:
    """Random cases of a seed."""

    def __init__(self, seed: int) -> None:
        self.seed, self._random, self._values = seed, random.Random(seed), np.random.default_rng(seed)

    def _devices(self, ranks: int) -> list[int]:
        sizes: list[int] = []
        while ranks > 1:
            size = self._random.choice([n for n in range(2, ranks + 1) if ranks % n == 0])
            sizes.append(size)
            ranks //= size
        if self._random.random() < 0.2:
            sizes.insert(self._random.randint(0, len(sizes)), 1)
        return sizes or [1]

    def _axes(self, devices: list[int], axes: int, several: bool) -> list[Any]:
        free = list(range(len(devices)))
        self._random.shuffle(free)
        found: list[Any] = []
        for _ in range(axes):
            taken = [free.pop() for _ in range(self._random.choice([0, 1, 1, 2 if several else 1])) if free]
            found.append((taken or [-1]) if several else (taken or [-1])[0])
        return found

    def _layout(self, devices: list[int], axes: int, several: bool) -> Layout:
        item = layout(devices, self._axes(devices, axes, several and axes > 1))
        if axes and self._random.random() < 0.3:
            used = {n for axis in item["tensor_map"] for n in (axis if isinstance(axis, list) else [axis])}
            free = [n for n in range(len(devices)) if n not in used and devices[-1 - n] > 1]
            if free:
                size = self._random.choice([devices[-1 - free[0]], 2, -1, prod(devices[-1 - n] for n in free)])
                step = prod(devices[len(devices) - free[0] :])
                item |= {"opt_weight_shard_size": size, "opt_weight_shard_step": step}
        return item

    def _value(self, shape: tuple[int, ...], dtype: str) -> np.ndarray[Any, Any]:
        return (self._values.standard_normal(shape) * 50).astype(dtype)

    def case(self) -> Case:
        """One case."""
        choose, chance = self._random.choice, self._random.random
        form = choose(["ckpt", "safetensors"])
        output = choose(["ckpt", "safetensors"]) if form == "safetensors" else "ckpt"
        sources, targets = choose(DEVICES)
        stages = choose([1, 1, 1, 2])
        new_stages = choose([1, 1, 2])
        suffixes = [choose([".json", ".ckpt"]) for _ in range(2)]
        kinds = choose(["both", "both", "both", "source", "target"])
        one = kinds == "source" or new_stages == 1
        by_stages = form == "safetensors" and stages > 1 and one and kinds != "target"
        """The real one makes each stage in a process, whose errors it drops, and takes what they share of any."""
        if by_stages:
            suffixes[0], sources = ".ckpt", targets if sources % targets and targets % sources else sources
        src_devices, dst_devices = self._devices(sources), self._devices(targets)
        source, target = {}, {}
        where: dict[str, list[int]] = {}
        shapes: dict[str, tuple[int, ...]] = {}
        dtypes: dict[str, str] = {}
        for n in range(self._random.randint(1, 5)):
            name, axes = f"layer{n}.weight", self._random.randint(0, 3)
            if not axes and src_devices != dst_devices:  # for some such devices the real one refuses single numbers
                axes = 1
            old = self._layout(src_devices, axes, suffixes[0] == ".ckpt" and chance() < 0.3)
            new = self._layout(dst_devices, axes, suffixes[1] == ".ckpt" and chance() < 0.3)
            both = [np.lcm(a, b) for a, b in zip(counts(old), counts(new), strict=True)]
            full = [int(n) * self._random.randint(1, 3) for n in both]
            shape = [n // count for n, count in zip(full, counts(old), strict=True)]
            if kinds == "target":
                shape = full
            where[name] = sorted(self._random.sample(range(stages), 1 if chance() < 0.8 or by_stages else stages))
            shapes[name], dtypes[name] = tuple(shape), choose(DTYPES)
            if chance() < 0.95:
                for stage in where[name]:
                    source[f"{stage}-{name}" if stages > 1 else name] = old
            if chance() < 0.95:
                shared = chance() < 0.2 and form == "ckpt"  # the real one may lose it in .safetensors
                for stage in sorted(self._random.sample(range(new_stages), new_stages if shared else 1)):
                    target[f"{stage}-{name}" if new_stages > 1 else name] = new
        ranks: dict[int, dict[str, np.ndarray[Any, Any]]] = {}
        for rank in range(1 if kinds == "target" else sources * stages):
            ranks[rank] = {
                name: self._value(shape, dtypes[name])
                for name, shape in shapes.items()
                if kinds == "target" or rank // sources in where[name]
            }
            ranks[rank]["step"] = np.int32(7) if by_stages else self._value((), "int32")
        if chance() < 0.1 and not by_stages:
            del ranks[choose([*ranks])]
        casts = {name for name in shapes if chance() < 0.2} if form == "ckpt" else set()
        return Case(
            self.seed,
            form,
            output,
            ranks,
            (suffixes[0], source) if kinds != "target" else None,
            (suffixes[1], target) if kinds != "source" else None,
            choose([1, 1, 1, 2]),
            casts,
            ordered=form == output or (stages == new_stages == 1),
        )


def _records(data: bytes) -> list[bytes]:
    """The records of a .ckpt, sorted."""
    return sorted(value.SerializeToString() for value in Checkpoint.FromString(data).value)


def _same(name: str, one: bytes, other: bytes, ordered: bool) -> bool:
    if ordered or not name.endswith((".ckpt", ".json")):
        return one == other
    read = _records if name.endswith(".ckpt") else json.loads
    return bool(read(one) == read(other))


def said_of(expected: Any, got: Any, ordered: bool = True) -> str:
    """What differs between two outcomes; `ordered`: the order in a .ckpt or .json counts, too."""
    if isinstance(expected, Exception) or isinstance(got, Exception):
        if isinstance(expected, Exception) and isinstance(got, Exception) and type(got) is type(expected):
            return ""
        return f"{expected!r:.300} | {got!r:.300}"
    if expected[0] != got[0]:
        return f"returns {got[0]!r} for {expected[0]!r}"
    if expected[1].keys() != got[1].keys():
        return f"writes {sorted(got[1])} for {sorted(expected[1])}"
    return ", ".join(name for name, data in expected[1].items() if not _same(name, data, got[1][name], ordered))
