"""What single readers do besides: where MindSpore's are not right, columns that are hidden, and what they keep."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import mindspore
import mindspore.dataset
import mindspore.mindrecord
import numpy as np
import pytest
from raising import raises
from sample_files import WRITERS
from sample_recordings import sphere
from test_readers import SIDES, epochs

import msshim.dataset as ours


@pytest.fixture
def folder(request, tmp_path: Path) -> Path:
    WRITERS[request.param](tmp_path)
    return tmp_path


def rows(made: Any) -> list[Any]:
    return list(made.create_dict_iterator(num_epochs=1, output_numpy=True))


@pytest.mark.parametrize("folder", ["Tedlium"], indirect=True)
def test_a_talk_is_heard(folder: Path) -> None:
    """MindSpore gives silence, whatever was recorded; all else is compared live on recordings of silence."""
    samples = (np.arange(3000) - 1500).astype(">i2")
    for name in ("Atrain", "Btrain"):
        sphere(folder / f"train/sph/{name}.sph", samples.tobytes())
    mine, theirs = (
        rows(SIDES[side].dataset.TedliumDataset(str(folder), "release1", "train", shuffle=False))
        for side in ("ours", "theirs")
    )
    for one, other, (start, end) in zip(mine, theirs, [(800, 1600)] * 2 + [(0, 400)] * 2, strict=True):
        expected = samples[start:end].astype(np.float32) / np.float32(32767)
        np.testing.assert_array_equal(one["waveform"], expected[None])
        assert other["waveform"].shape == one["waveform"].shape
        assert not other["waveform"].any(), "MindSpore reads talks now: compare them live"


@pytest.mark.parametrize("folder", ["VOC"], indirect=True)
def test_the_column_of_names_comes_once_it_is_renamed(folder: Path) -> None:
    def made(side: str) -> Any:
        data = SIDES[side].dataset.VOCDataset(str(folder), "Detection", shuffle=False, extra_metadata=True)
        return data.rename(["_meta-filename", "bbox"], ["filename", "boxes"])

    assert made("ours").get_col_names() == made("theirs").get_col_names()
    assert epochs(made("ours")) == epochs(made("theirs"))
    assert "filename" in rows(made("ours"))[0]


@pytest.mark.parametrize("folder", ["Mnist"], indirect=True)
def test_a_row_is_the_program_s_own(folder: Path) -> None:
    data = ours.MnistDataset(str(folder), shuffle=False)
    first = rows(data)
    expected = copy.deepcopy(first)
    for row in first:
        row["image"][:], row["label"][...] = 7, 7
    for row, other in zip(rows(data), expected, strict=True):
        np.testing.assert_array_equal(row["image"], other["image"])
        np.testing.assert_array_equal(row["label"], other["label"])


@pytest.mark.parametrize("folder", ["ImageFolder"], indirect=True)
def test_steps_behind_a_reader(folder: Path) -> None:
    def made(side: str) -> Any:
        SIDES[side].set_seed(4)
        ds = SIDES[side].dataset
        data = ds.ImageFolderDataset(str(folder), decode=True)
        data = data.map([ds.vision.Resize((8, 9)), ds.vision.RandomHorizontalFlip()], "image")
        return data.batch(3).repeat(2)

    assert epochs(made("ours")) == epochs(made("theirs"))
    for ask in ("num_classes", "get_class_indexing", "get_dataset_size"):
        assert getattr(made("ours"), ask)() == getattr(made("theirs"), ask)()


@pytest.mark.parametrize("folder", ["ImageFolder"], indirect=True)
def test_parts_and_other_samplers(folder: Path) -> None:
    def made(side: str) -> list[Any]:
        SIDES[side].set_seed(4)
        ds = SIDES[side].dataset
        first, second = ds.ImageFolderDataset(str(folder)).split([0.75, 0.25])
        second.use_sampler(ds.WeightedRandomSampler([1.0, 3.0]))
        third = ds.ImageFolderDataset(str(folder), shuffle=False)
        third.add_sampler(ds.SubsetSampler([4, 2, 4]))
        return [(epochs(one), one.get_dataset_size()) for one in (first, second, third)]

    assert made("ours") == made("theirs")


def test_a_file_of_matlab_names_the_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    WRITERS["SVHN"](tmp_path)
    monkeypatch.setitem(__import__("sys").modules, "scipy.io", None)
    with raises(ImportError, match=r"msshim\[matlab\]"):
        ours.SVHNDataset(str(tmp_path))


def test_classes_of_mindrecords(tmp_path: Path) -> None:
    """MindSpore gives the first row again and again; msshim says so."""
    path = str(tmp_path / "x.mindrecord")
    writer = mindspore.mindrecord.FileWriter(path, 1)
    writer.add_schema({"label": {"type": "int32"}, "number": {"type": "int32"}})
    writer.add_index(["label"])
    writer.write_raw_data([{"label": i % 2, "number": i} for i in range(6)])
    writer.commit()
    data = mindspore.dataset.MindDataset(path, sampler=mindspore.dataset.PKSampler(2))
    assert [int(row["number"]) for row in rows(data)] == [0] * 4, "MindSpore draws by class now: so must msshim"
    with raises(NotImplementedError, match="SubsetSampler"):
        ours.MindDataset(path, sampler=ours.PKSampler(2))


def test_more_workers_than_processors() -> None:
    with raises(ValueError, match="number of CPUs"):
        ours.FakeImageDataset(3, num_parallel_workers=10**6)
