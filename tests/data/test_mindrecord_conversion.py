"""The converters beside MindSpore's: CIFAR, MNIST, CSV, ImageNet give equal files, refuse alike; TFRecord its rows."""

import gzip
import pickle
import struct
from collections import namedtuple

import cv2
import mindspore.mindrecord
import numpy as np
import pytest
from mindrecords import read
from raising import raises

import msshim.mindrecord
from msshim._src.data.mindrecord.converters import example

SIDES = (("theirs", mindspore.mindrecord), ("ours", msshim.mindrecord))


def images(count: int) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (count, 3072), np.uint8)


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with a little of each format, in which both sides write."""
    monkeypatch.chdir(tmp_path)
    for name in ("theirs", "ours", "cifar10", "cifar100", "mnist", "pictures/n1", "pictures/n2", "empty"):
        (tmp_path / name).mkdir(parents=True)
    for i, name in enumerate(("data_batch_1", "data_batch_2", "test_batch")):
        found = {b"data": images(4 + i)[:4], b"labels": [i, 1, 2, 9]}
        (tmp_path / "cifar10" / name).write_bytes(pickle.dumps(found, 4))
    for name in ("train", "test"):
        found = {b"data": images(5), b"fine_labels": [1, 2, 3, 4, 99], b"coarse_labels": [0, 1, 2, 3, 19]}
        (tmp_path / "cifar100" / name).write_bytes(pickle.dumps(found, 4))
    for part in ("train", "t10k"):
        digits = images(7)[:, :784].tobytes()
        (tmp_path / "mnist" / f"{part}-images-idx3-ubyte.gz").write_bytes(gzip.compress(bytes(16) + digits))
        (tmp_path / "mnist" / f"{part}-labels-idx1-ubyte.gz").write_bytes(gzip.compress(bytes(8) + bytes(range(7))))
    for i in range(5):
        _, data = cv2.imencode(".jpg", images(i + 1)[i].reshape(32, 32, 3))
        (tmp_path / f"pictures/n{i % 2 + 1}/{i}.JPEG").write_bytes(data.tobytes())
    (tmp_path / "pictures/n1/left_out.txt").write_text("x")
    (tmp_path / "pictures/n1/empty.jpg").write_bytes(b"")
    (tmp_path / "map").write_text("n1 0\nn2 7\nn3 8\n")
    (tmp_path / "rows.csv").write_text("a,b,c,d,e\n1,0.5,x,True,7\n2,1.5,é,False,8\n-3,2.5,z z,True,9\n")
    (tmp_path / "numbers.csv").write_text("a,b\n1,2\n3,4\n")
    (tmp_path / "mixed.csv").write_text("a,b\n1,0.5\n3,4\n")
    (tmp_path / "holes.csv").write_text("a,b\nx,0.5\n,4\ny,\n")
    (tmp_path / "bad.csv").write_text("1,2\n3,4\n")
    return tmp_path


MAKES = {
    "CIFAR-10": lambda lib, to: lib.Cifar10ToMR("cifar10", f"{to}/f").transform(),
    "CIFAR-10 by label": lambda lib, to: lib.Cifar10ToMR("cifar10", f"{to}/f").transform(["label"]),
    "CIFAR-100": lambda lib, to: lib.Cifar100ToMR("cifar100", f"{to}/f").transform(["fine_label", "id"]),
    "MNIST": lambda lib, to: lib.MnistToMR("mnist", f"{to}/f").transform(),
    "CSV": lambda lib, to: lib.CsvToMR("rows.csv", f"{to}/f").transform(),
    "CSV columns": lambda lib, to: lib.CsvToMR("rows.csv", f"{to}/f", ["c", "a"]).transform(),
    "CSV of numbers": lambda lib, to: lib.CsvToMR("numbers.csv", f"{to}/f").transform(),
    "CSV of mixed numbers": lambda lib, to: lib.CsvToMR("mixed.csv", f"{to}/f").transform(),
    "CSV with holes": lambda lib, to: lib.CsvToMR("holes.csv", f"{to}/f", ["a"]).transform(),
    "ImageNet": lambda lib, to: lib.ImageNetToMR("map", "pictures", f"{to}/f").transform(),
    "no CIFAR-10": lambda lib, to: lib.Cifar10ToMR("empty", f"{to}/f"),
    "no CIFAR-100": lambda lib, to: lib.Cifar100ToMR("empty", f"{to}/f"),
    "no folder": lambda lib, to: lib.Cifar10ToMR("nowhere", f"{to}/f"),
    "CIFAR by a text": lambda lib, to: lib.Cifar10ToMR("cifar10", f"{to}/f").transform("label"),
    "CIFAR by nothing": lambda lib, to: lib.Cifar10ToMR("cifar10", f"{to}/f").transform(["nope"]),
    "no MNIST": lambda lib, to: lib.MnistToMR("empty", f"{to}/f").transform(),
    "parts as text": lambda lib, to: lib.MnistToMR("mnist", f"{to}/f", "1"),
    "no parts": lambda lib, to: lib.CsvToMR("rows.csv", f"{to}/f", None, None),
    "no CSV": lambda lib, to: lib.CsvToMR("nowhere.csv", f"{to}/f").transform(),
    "CSV as a number": lambda lib, to: lib.CsvToMR(3, f"{to}/f"),
    "CSV to a number": lambda lib, to: lib.CsvToMR("rows.csv", 3),
    "CSV columns as text": lambda lib, to: lib.CsvToMR("rows.csv", f"{to}/f", "a"),
    "CSV columns of nothing": lambda lib, to: lib.CsvToMR("rows.csv", f"{to}/f", ["q"]).transform(),
    "CSV without names": lambda lib, to: lib.CsvToMR("bad.csv", f"{to}/f").transform(),
    "no map": lambda lib, to: lib.ImageNetToMR("nowhere", "pictures", f"{to}/f").transform(),
    "no pictures": lambda lib, to: lib.ImageNetToMR("map", "empty", f"{to}/f").transform(),
    "no names": lambda lib, to: lib.ImageNetToMR("", "pictures", f"{to}/f"),
}


@pytest.mark.parametrize("name", MAKES)
def test_conversion(name: str, place) -> None:
    raised = []
    for to, library in SIDES:
        try:
            MAKES[name](library, to)
            raised.append(None)
        except Exception as error:
            raised.append([one.__name__ for one in type(error).__mro__])
    assert raised[0] == raised[1]
    made = [sorted(one.name for one in (place / to).iterdir()) for to, _ in SIDES]
    if raised[0] is None:
        assert made[0] == made[1] != []
        for one in made[0]:
            if not one.endswith(".db"):
                assert (place / "theirs" / one).read_bytes() == (place / "ours" / one).read_bytes(), one


def test_a_pickle_that_is_more_than_arrays_is_refused(place) -> None:
    (place / "cifar100" / "train").write_bytes(pickle.dumps({b"data": pytest.raises}))
    with raises(RuntimeError, match="train"):
        msshim.mindrecord.Cifar100ToMR("cifar100", "ours/f").transform()


FixedLenFeature = namedtuple("FixedLenFeature", "shape dtype default_value", defaults=(None,))
FEATURES = {
    "file name": FixedLenFeature([], "string"),
    "image": FixedLenFeature([], "string"),
    "size": FixedLenFeature([], "int64"),
    "score": FixedLenFeature([], np.float32),
    "ids": FixedLenFeature([3], "int64"),
    "values": FixedLenFeature([2], "float32"),
    "also": FixedLenFeature([], "int64", 5),
}


def records(path, count: int) -> list[dict]:
    """A TFRecord file, and what is in it."""
    told, data = [], b""
    for i in range(count):
        message = example._message()()
        feature = message.features.feature
        one = {"file name": f"é{i}".encode(), "image": bytes([i, 255]), "size": -i, "score": i / 4}
        one |= {"ids": [i, -1, 2**40], "values": [i, 0.5]}
        for name, value in one.items():
            values = value if isinstance(value, list) else [value]
            kind = (
                "bytes_list" if isinstance(value, bytes) else "int64_list" if name in ("size", "ids") else "float_list"
            )
            getattr(feature[name], kind).value.extend(values)
        body = message.SerializeToString()
        data += struct.pack("<QI", len(body), 0) + body + bytes(4)
        told.append(one)
    path.write_bytes(data)
    return told


def test_tfrecord(place) -> None:
    told = records(place / "t", 5)
    msshim.mindrecord.TFRecordToMR("t", "ours/f", FEATURES, ["image"]).transform()
    of, *found = read(mindspore.mindrecord, "ours/f")
    assert of["image"] == {"type": "bytes"} and of["ids"] == {"type": "int64", "shape": [3]} and "file_name" in of
    for row, one in zip(found, told, strict=True):
        kept = {name: value for name, *value in row}
        plain = {name: kept[name][-1] for name in ("file_name", "image", "size", "score", "also")}
        of_file = {name: one[name] for name in ("image", "size", "score")}
        assert plain == {"file_name": one["file name"].decode(), "also": 5, **of_file}
        assert (kept["ids"][2], kept["values"][2]) == (one["ids"], one["values"])
    assert read(msshim.mindrecord, "ours/f") == [of, *found]


@pytest.mark.parametrize("cut", [3, 12, 40])
def test_a_tfrecord_file_that_is_cut_off(cut: int, place) -> None:
    records(place / "t", 2)
    (place / "t").write_bytes((place / "t").read_bytes()[:-cut])
    with raises(ValueError, match="t "):
        msshim.mindrecord.TFRecordToMR("t", "ours/f", FEATURES, ["image"]).transform()
    assert not list((place / "ours").iterdir())


@pytest.mark.parametrize(
    "features", [None, {"a": 3}, {"a": FixedLenFeature([2], "string")}, {"a": FixedLenFeature([2, 2], "int64")}]
)
def test_features_that_are_none(features, place) -> None:
    with raises(ValueError, match="feature_dict"):
        msshim.mindrecord.TFRecordToMR("t", "ours/f", features)
