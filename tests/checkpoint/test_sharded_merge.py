"""`merge_sliced_parameter`, beside the real MindSpore."""

import random
from math import prod
from pathlib import Path
from typing import Any

import mindspore as ms
import numpy as np
import pytest
from shards import DTYPES, Maker, layout, outcome, said_of, write_strategy

import msshim


def merged(library: Any, slices: list[Any], strategy: str | None, name: str = "w", kind: str | None = None) -> Any:
    dtype = None if kind is None else getattr(library, kind)
    parameters = [library.Parameter(library.Tensor(one, dtype), name=name, requires_grad=False) for one in slices]
    found = library.merge_sliced_parameter(parameters, strategy and library.build_searched_strategy(strategy))
    return found.name, found.requires_grad, str(found.dtype), found.asnumpy().tolist(), type(found).__name__


@pytest.mark.parametrize("seed", range(25))
def test_random_slices(seed: int, tmp_path: Path) -> None:
    chance, values = random.Random(seed), np.random.default_rng(seed)
    devices = Maker(seed)._devices(chance.choice([1, 2, 4, 6, 8, 16]))
    axes = Maker(seed)._axes(devices, chance.randint(1, 3), False)
    item = layout(devices, axes)
    shape = tuple(chance.randint(1, 3) for _ in axes)
    count = prod(devices) + (chance.random() < 0.1)
    lengths = None
    cut = prod(devices[-1 - axis] for axis in axes if axis != -1)
    if chance.random() < 0.3 and all(axis == -1 for axis in axes[1:]):  # uneven rows
        lengths = [chance.randint(1, 4) for _ in range(cut)]
        item["param_split_shape"] = lengths
    elif chance.random() < 0.2 and len(axes) == 2:
        item["field"], shape = 3, (6, 2)
    dtype = chance.choice(DTYPES)
    slices = []
    for rank in range(count):
        place = 0
        for axis in axes:
            if axis != -1:
                stride = prod(devices[len(devices) - axis :])
                place = place * devices[-1 - axis] + rank // stride % devices[-1 - axis]
        rows = shape[0] if lengths is None else lengths[place]
        slices.append((values.standard_normal((rows, *shape[1:])) * 50).astype(dtype))
    path = write_strategy(tmp_path / "s.json", {"w": item}) if chance.random() < 0.9 else None
    real, ours = (outcome(lambda: merged(one, slices, path), tmp_path / "x") for one in (ms, msshim))
    assert said_of(real, ours) == ""


def test_bfloat16_becomes_float32(tmp_path: Path) -> None:
    slices = [np.full((2, 2), n / 4, "float32") for n in range(2)]
    real, ours = (outcome(lambda: merged(one, slices, None, kind="bfloat16"), tmp_path / "x") for one in (ms, msshim))
    assert said_of(real, ours) == "" and ours[0][2] == "Float32"


def parameter(library: Any, shape: tuple[int, ...] = (2, 2), name: str = "w") -> Any:
    return library.Parameter(library.Tensor(np.ones(shape, "float32")), name=name)


WRONG: dict[str, Any] = {
    "no list": lambda library: (parameter(library), None),
    "empty": lambda library: ([], None),
    "no parameters": lambda library: ([3], None),
    "a tensor": lambda library: ([parameter(library), library.Tensor(np.ones((2, 2), "float32"))], None),
    "another name": lambda library: ([parameter(library), parameter(library, name="v")], None),
    "another shape": lambda library: ([parameter(library), parameter(library, (2, 3))], None),
    "another rank": lambda library: ([parameter(library), parameter(library, (2,))], None),
    "numbers": lambda library: ([parameter(library, ())], None),
    "no dict": lambda library: ([parameter(library)], [3]),
    "another strategy": lambda library: ([parameter(library)], {"v": 3}),
    "no layout": lambda library: ([parameter(library)], {"w": 3}),
    "an empty strategy": lambda library: ([parameter(library)], {}),
}


@pytest.mark.parametrize("kind", WRONG)
def test_wrong_arguments(kind: str, tmp_path: Path) -> None:
    def call(library: Any) -> Any:
        return library.merge_sliced_parameter(*WRONG[kind](library)).asnumpy().tolist()

    real, ours = (outcome(lambda: call(one), tmp_path / "x") for one in (ms, msshim))
    assert said_of(real, ours) == ""
