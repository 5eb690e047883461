"""Transforms at random in pipelines beside MindSpore's, row by row and to the bit, for one worker and for two."""

import random

import numpy as np
import pytest
from images import SIDES, make, same, smooth
from raising import raises
from rows import all_rows

IMAGES = np.stack([smooth(40, 52)] * 20) + np.random.default_rng(3).integers(0, 40, (20, 40, 52, 3)).astype(np.uint8)
BOXES = np.tile(np.array([[1, 2, 20, 15], [10, 5, 30, 30], [0, 0, 5, 5]], np.float32), (20, 1, 1))
LABELS = np.eye(10, dtype=np.int32)[np.arange(20) % 10]
OWN = {"CutMixBatch": ["ImageBatchFormat.NHWC, 0.4, 0.7", "ImageBatchFormat.NHWC"], "MixUpBatch": ["", "0.4", "2.5"]}
IN_PYTHON = ("RandomColorAdjust", "RandomAffine", "RandomLighting", "RandomCrop")  # which draw while they compute
ROWS = [
    row
    for row in all_rows("transform")
    if row.namespace != "dataset.audio"
    if (row.draw or row.pil_draw) and row.name != "RandomCropDecodeResize"  # see tests/data/test_coded_images.py
]


def rows(side: str, operations, workers: int, epochs: int = 2, columns=("x",), batch: int = 0, **data):
    """Copies of what comes out of a pipeline; MindSpore changes boxes where they are, and so those of the source."""
    dataset = SIDES[side].dataset
    dataset.config.set_seed(7)
    pipeline = dataset.NumpySlicesDataset({name: one.copy() for name, one in data.items()}, shuffle=False)
    if batch:
        pipeline = pipeline.batch(batch)
    pipeline = pipeline.map(operations(dataset), list(columns), num_parallel_workers=workers)
    iterator = pipeline.create_tuple_iterator(num_epochs=epochs, output_numpy=True)
    return [[np.array(value) for value in row] for _ in range(epochs) for row in iterator]


def outcome(*args, **kwargs):
    try:
        return rows(*args, **kwargs)
    except Exception as error:
        return type(error)


def differing(operations, workers: int, **given):
    """The numbers of the rows that differ, or the classes of two errors that do."""
    ours, theirs = (outcome(side, lambda ds, side=side: operations(side, ds), workers, **given) for side in SIDES)
    if isinstance(ours, type) or isinstance(theirs, type):
        return [] if ours is theirs else [ours, theirs]
    assert len(ours) == len(theirs)
    return [i for i, pair in enumerate(zip(ours, theirs, strict=True)) if not same(*pair)]


def of_row(row, call, before=""):
    return lambda side, ds: [*([getattr(ds.vision, before)()] if before else []), make(side, row, call)]


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("row", [row for row in ROWS if row.draw], ids=lambda row: row.qualified)
def test_native_forms(row, workers: int) -> None:
    given = {"x": IMAGES}
    if len(row.inputs) == 2:
        labelled = row.inputs[1].name == "labels"
        given |= {"y": LABELS if labelled else BOXES, "columns": ("x", "y"), "batch": 4 * labelled, "epochs": 1}
    found = {call: differing(of_row(row, call), workers, **given) for call in OWN.get(row.name) or row.calls}
    assert {call: numbers for call, numbers in found.items() if numbers} == {}


@pytest.mark.parametrize("row", [r for r in ROWS if r.pil_draw or r.name in IN_PYTHON], ids=lambda row: row.qualified)
def test_forms_in_python(row) -> None:
    """With one worker: those of MindSpore race for one generator."""
    before = "HWC2CHW" if row.name == "RandomErasing" else "ToPIL"
    found = {call: differing(of_row(row, call, before), 1, x=IMAGES) for call in row.calls}
    assert {call: numbers for call, numbers in found.items() if numbers} == {}


def flips(v):
    return [v.RandomHorizontalFlip(), v.RandomVerticalFlip(), v.RandomColorAdjust(0.4)]


NATIVE = {
    "three of one coin": lambda v, t: [v.RandomHorizontalFlip(), v.RandomVerticalFlip(), v.RandomRotation(20)],
    "apply": lambda v, t: [t.RandomApply([v.RandomHorizontalFlip(), v.RandomCrop(32, 4)], 0.6)],
    "apply a function": lambda v, t: [t.RandomApply([lambda x: x[::-1].copy(), v.RandomHorizontalFlip()])],
    "choice": lambda v, t: [t.RandomChoice([*flips(v), v.RandomSolarize((10, 200))])],
    "compose": lambda v, t: t.Compose([v.RandomHorizontalFlip(), t.Compose([v.RandomCrop(30), v.HWC2CHW()])]),
    "nested": lambda v, t: [
        t.RandomApply([t.RandomChoice(flips(v)), t.Compose([v.RandomInvert(), v.RandomRotation(9)])], 0.9)
    ],
    "subpolicies": lambda v, t: [
        v.RandomSelectSubpolicy([[(v.RandomHorizontalFlip(), 0.5), (v.RandomVerticalFlip(), 1)], [(flips(v)[2], 0.3)]])
    ],
    "uniform": lambda v, t: [v.UniformAugment([*flips(v), v.RandomSharpness()], 2)],
    "uniform of five": lambda v, t: [v.UniformAugment([*flips(v), v.RandomSharpness(), v.Invert()], 3)],
    "for CIFAR": lambda v, t: [
        v.RandomCrop(32, 4), v.RandomHorizontalFlip(), v.Rescale(1 / 255, 0), v.Normalize((0.5,) * 3, (0.2,) * 3),
        v.HWC2CHW(),
    ],
}  # fmt: skip
MIXED = {
    "order": lambda v, t: [v.ToPIL(), t.RandomOrder([v.Resize(20), v.RandomHorizontalFlip(), v.CenterCrop(16)])],
    "for ImageNet": lambda v, t: t.Compose(
        [v.ToPIL(), v.RandomResizedCrop(20), v.RandomHorizontalFlip(), v.ToTensor(), v.Normalize([0.5], [0.2], False)]
    ),
    "forms by neighbours": lambda v, t: [
        lambda x: x[::-1], v.RandomHorizontalFlip(), v.ToPIL(), v.RandomHorizontalFlip(), np.asarray,
        v.RandomHorizontalFlip(),
    ],
    "a function's picture": lambda v, t: [lambda x: v.ToPIL()(x), v.RandomVerticalFlip()],
    "apply": lambda v, t: [v.ToPIL(), t.RandomApply([v.RandomHorizontalFlip(), v.RandomGrayscale(0.5)], 0.6)],
    "choice": lambda v, t: [v.ToPIL(), t.RandomChoice([v.CenterCrop(20), v.Resize((20, 20))]), v.ToNumpy()],
    "uniform": lambda v, t: [v.ToPIL(), v.UniformAugment(flips(v), 2)],
    "erasing": lambda v, t: [v.ToPIL(), v.ToTensor(), v.RandomErasing(0.9)],
    "several": lambda v, t: [v.ToPIL(), v.FiveCrop(20), lambda *parts: np.stack([np.asarray(one) for one in parts])],
    "two crops": lambda v, t: [v.ToPIL(), v.TenCrop(20), lambda *parts: np.asarray(parts[7])],
}  # fmt: skip


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("name", NATIVE)
def test_transforms_of_transforms(name: str, workers: int) -> None:
    assert differing(lambda side, ds: NATIVE[name](ds.vision, ds.transforms), workers, x=IMAGES) == []


@pytest.mark.parametrize("name", MIXED)
def test_transforms_of_transforms_in_python(name: str) -> None:
    assert differing(lambda side, ds: MIXED[name](ds.vision, ds.transforms), 1, x=IMAGES) == []


def test_several_images_share_a_draw() -> None:
    def operations(side, ds):
        v = ds.vision
        return [v.RandomCrop(30), v.RandomResizedCrop(20), v.RandomHorizontalFlip(), v.RandomResize(9)]

    assert differing(operations, 2, x=IMAGES, y=IMAGES[:, ::-1], columns=("x", "y")) == []


def test_what_is_in_boxes() -> None:
    def operations(side, ds):
        return [ds.vision.BoundingBoxAugment(ds.vision.RandomRotation(90), 0.5)]

    assert differing(operations, 2, x=IMAGES, y=BOXES, columns=("x", "y"), epochs=1) == []


@pytest.mark.parametrize("single", [True, False])
def test_mix_up(single: bool) -> None:
    given = {"x": IMAGES.astype(np.float32), "y": LABELS.astype(float), "columns": ("x", "y"), "batch": 4}
    assert differing(lambda side, ds: [ds.vision.MixUp(4, 0.3, single)], 1, **given) == []


def test_the_seed_is_that_of_the_iterator() -> None:
    found = {}
    for side, library in SIDES.items():
        ds = library.dataset
        ds.config.set_seed(7)
        pipeline = ds.NumpySlicesDataset(IMAGES, ["x"], shuffle=False).map([ds.vision.RandomHorizontalFlip()], ["x"])
        library.set_seed(99)
        found[side] = [
            [row[0] for row in pipeline.create_tuple_iterator(num_epochs=1, output_numpy=True)] for _ in range(2)
        ]
        assert same(*found[side])  # a new iterator starts over
    assert same(found["ours"], found["theirs"])


def test_a_seed_is_that_of_python_too() -> None:
    for library in SIDES.values():
        for set_seed in (library.dataset.config.set_seed, library.set_seed):
            set_seed(3)
            assert random.random() == random.Random(3).random()


@pytest.mark.parametrize("operations", [lambda v: [v.Resize((10**7, 3))], lambda v: [v.FiveCrop(4)]])
def test_what_fails_in_a_map(operations) -> None:
    for side in SIDES:
        with raises(RuntimeError, match=r"map operation: \[|image should be|must be of PIL|img should be PIL"):
            rows(side, lambda ds: operations(ds.vision), 1, x=IMAGES)
