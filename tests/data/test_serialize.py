"""Pipelines as JSON beside MindSpore's: equal dicts, which either side runs, its own and the other's."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import texts
from answers import OURS, THEIRS, Make, epochs, seen, tried
from images import keyword_arguments
from images import make as transform
from raising import raises
from rows import all_rows
from sample_images import image_folder
from sample_lines import WRITERS, put
from test_lines import ROWS as LINES
from test_lines import calling
from test_readers import ROWS as COLLECTIONS
from test_readers import WRITERS as SAMPLES
from test_readers import make as sample_reader
from tfrecords import numbered

import msshim.dataset.vision
from msshim._src.data.tree import operations
from msshim._src.tables.model import Row

SIDES = {"ours": OURS, "theirs": THEIRS}
ROWS = [row for row in all_rows("transform") if row.calls]
UNSAID = {
    "Concatenate": "MindSpore's process ends.",
    "LinearTransformation": "MindSpore can not write its matrix.",
}
FORWARD = [row for row in ROWS if row.namespace in ("dataset.audio", "dataset.text") and row.name != "BertTokenizer"]
"""The transforms that MindSpore writes and does not read."""
BACK = [row for row in ROWS if row not in FORWARD and row.name not in UNSAID and row.name != "Slice"]


def as_json(value: Any) -> Any:
    return json.loads(json.dumps(value))


def mapped(side: str, row: Row, call: str) -> Any:
    """What a pipeline with one transform writes. Sorted texts tell ints from floats."""
    make = texts.make if row.namespace == "dataset.text" else transform
    return SIDES[side].NumpySlicesDataset({"a": [1]}).map([make(side, row, call)], ["a"]).to_json()


@pytest.mark.parametrize("row", [row for row in ROWS if row.name not in UNSAID], ids=lambda row: row.qualified)
def test_transforms(row: Row) -> None:
    for call in row.calls:
        ours, theirs = (tried(lambda side=side: json.dumps(mapped(side, row, call), sort_keys=True)) for side in SIDES)
        assert ours == theirs, call


@pytest.mark.parametrize("row", BACK, ids=lambda row: row.qualified)
def test_transforms_come_back(row: Row) -> None:
    for call in row.calls:
        theirs = as_json(mapped("theirs", row, call))
        again = OURS.deserialize(theirs["children"][0] | {"children": []})
        with raises(RuntimeError, match="GeneratorDataset"):
            again.get_dataset_size()
        assert as_json(operations.described(operations.restored(theirs["operations"]))) == theirs["operations"], call


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("files")
    WRITERS["TextFileDataset"](path)
    (path / "x.tf").write_bytes(numbered(0, 9))
    put(path / "x.csv", "a,b\n1,2\n3,4\n")
    (path / "images").mkdir()
    image_folder(path / "images")
    return path


@pytest.mark.parametrize("row", FORWARD, ids=lambda row: row.qualified)
def test_sounds_and_texts_do_not_come_back(row: Row, folder: Path) -> None:
    source = as_json(text(THEIRS, folder).map(np.copy).to_json())
    source["operations"] = as_json(mapped("theirs", row, row.calls[0]))["operations"]
    for ds in (OURS, THEIRS):
        with raises(RuntimeError, match=f"unsupported operation: {row.name}"):
            epochs(ds.deserialize(source))


def numbers(side: str, folder: Path, dtype: str) -> Any:
    """Texts, as numbers of a dtype."""
    path = folder / "numbers.txt"
    path.write_text("1\n22\n3\n")
    library = texts.SIDES[side]
    lines = library.dataset.TextFileDataset(str(path), shuffle=False)
    return lines.map([library.dataset.text.ToNumber(getattr(library, dtype))], ["text"])


@pytest.mark.parametrize("dtype", "int8 uint64 float16 float64".split())
def test_numbers_of_texts_come_back(dtype: str, folder: Path) -> None:
    ours, theirs = (as_json(numbers(side, folder, dtype).to_json()) for side in SIDES)
    assert ours == theirs
    again = OURS.deserialize(theirs)
    assert as_json(again.to_json()) == theirs
    assert epochs(again) == epochs(THEIRS.deserialize(theirs)) == epochs(numbers("ours", folder, dtype))


@pytest.mark.parametrize(
    "params", [None, {}, {"data_type": 5}, {"data_type": None}, {"data_type": "complex64"}], ids=str
)
def test_numbers_of_what_is_no_dtype(params: Any, folder: Path) -> None:
    source = as_json(numbers("theirs", folder, "int8").to_json())
    source["operations"][0]["tensor_op_params"] = params
    for ds in (OURS, THEIRS):
        assert tried(lambda ds=ds: epochs(ds.deserialize(source))) is RuntimeError, ds.__name__


def test_a_tokenizer_comes_back(folder: Path) -> None:
    row = next(row for row in BACK if row.name == "BertTokenizer")
    for call in row.calls:
        source = as_json(text(THEIRS, folder).map([texts.make("theirs", row, call)], ["text"]).to_json())
        ours, theirs = (tried(lambda ds=ds: epochs(ds.deserialize(source))) for ds in (OURS, THEIRS))
        assert ours == theirs, call


@pytest.mark.parametrize(
    "params",
    [{"vocab": {"a": "b"}}, {"suffix_indicator": 5}, {"lower_case": "x"}, {"normalize_form": 9}],
    ids=str,
)
def test_a_tokenizer_of_other_arguments(params: Any, folder: Path) -> None:
    row = next(row for row in BACK if row.name == "BertTokenizer")
    source = as_json(text(THEIRS, folder).map([texts.make("theirs", row, "vocab")], ["text"]).to_json())
    source["operations"][0]["tensor_op_params"] |= params
    for ds in (OURS, THEIRS):
        assert tried(lambda ds=ds: epochs(ds.deserialize(source))) is RuntimeError, ds.__name__


SPECTRA: dict[str, str] = {
    "ints": "LFCC(speckwargs={**spectral, 'win_length': 0, 'n_fft': 64})",
    "few": "LFCC(n_lfcc=5, speckwargs={k: spectral[k] for k in 'window pad_mode n_fft win_length pad power'.split()})",
    "others": "LFCC(n_lfcc=5, speckwargs={**spectral, 'f_min': 5, 'n_mels': 5})",
    "no hop": "LFCC(n_lfcc=5, speckwargs={**spectral, 'hop_length': None})",
    "mels": "MFCC(8000, 4, melkwargs={**mels, 'f_min': 0.3, 'f_max': 4000, 'power': 3, 'norm': NormType.SLANEY})",
    "mels to no end": "MFCC(n_mfcc=4, melkwargs={**mels, 'f_max': None})",
    "mels without hop": "MFCC(n_mfcc=4, melkwargs={**mels, 'hop_length': None})",
}
"""Transforms with the arguments of others."""


@pytest.mark.parametrize("call", SPECTRA.values(), ids=SPECTRA)
def test_spectra(call: str, folder: Path) -> None:
    def make(side: str) -> str:
        audio = SIDES[side].audio
        return json.dumps(
            text(SIDES[side], folder).map([eval(call, {**vars(audio), **keyword_arguments(audio)})]).to_json(),
            sort_keys=True,
        )

    ours, theirs = (tried(lambda side=side: make(side)) for side in SIDES)
    assert ours == theirs


def text(ds: Any, folder: Path, **given: Any) -> Any:
    return ds.TextFileDataset([str(folder / f"data{i}.txt") for i in (3, 0)], **given)


def images(ds: Any, folder: Path, **given: Any) -> Any:
    kept = str(folder / "images")
    return ds.ImageFolderDataset(kept, extensions=[".jpg", ".png", ".bmp", ".JPG"], **given)


def tfrecord(ds: Any, folder: Path) -> Any:
    schema = ds.Schema()
    schema.add_column("o", "int8", [])
    schema.add_column("i", "int16", [3])
    return ds.TFRecordDataset(str(folder / "x.tf"), schema)


def of_images(ds: Any, folder: Path) -> Any:
    vision = __import__(f"{ds.__name__}.vision", fromlist=["Resize"])
    transforms = __import__(f"{ds.__name__}.transforms", fromlist=["OneHot"])
    made = images(ds, folder, decode=True, num_parallel_workers=1)
    steps = [vision.Resize((8, 9)), vision.RandomCrop(6, 1), vision.RandomHorizontalFlip(), vision.HWC2CHW()]
    made = made.map(transforms.Compose([*steps]), input_columns=["image"], num_parallel_workers=1)
    numbers = [transforms.OneHot(9), transforms.TypeCast("float32")]
    return made.map(numbers, input_columns="label", num_parallel_workers=1).batch(2, True)


RUN: dict[str, Callable[[Any, Path], Any]] = {
    "lines": text,
    "arguments": lambda ds, folder: text(ds, folder, num_samples=3, num_shards=2, shard_id=1, num_parallel_workers=1),
    "levels": lambda ds, folder: text(ds, folder, shuffle=ds.Shuffle.FILES),
    "steps": lambda ds, folder: text(ds, folder, shuffle=False).shuffle(4).batch(3, True).repeat(2).skip(1).take(3),
    "names": lambda ds, folder: text(ds, folder).rename("text", "t").project(["t"]),
    "zip": lambda ds, folder: ds.zip((text(ds, folder), text(ds, folder).rename("text", "t"))),
    "concat": lambda ds, folder: text(ds, folder) + text(ds, folder),
    "records": tfrecord,
    "records of columns": lambda ds, folder: ds.TFRecordDataset(str(folder / "x.tf"), columns_list=["o"]),
    "fields": lambda ds, folder: ds.CSVDataset(str(folder / "x.csv"), column_names=["x", "y"], num_parallel_workers=2),
    "images": of_images,
    "no limit": lambda ds, folder: text(ds, folder).take(-1),
}
"""Pipelines that JSON brings back."""
SAID: dict[str, Callable[[Any, Path], Any]] = {
    **RUN,
    "a function": lambda ds, folder: text(ds, folder).map(lambda x: x, ["text"], ["t"]),
    "functions": lambda ds, folder: text(ds, folder).map([lambda x: x, np.copy]),
    "batch of a function": lambda ds, folder: text(ds, folder).batch(lambda info: 2),
    "batch with a function": lambda ds, folder: text(ds, folder).batch(2, per_batch_map=lambda x, info: x),
    "padded": lambda ds, folder: text(ds, folder).padded_batch(2, pad_info={"text": ([], "x")}),
    "buckets": lambda ds, folder: text(ds, folder).bucket_batch_by_length(["text"], [1], [1, 1], lambda x: 1),
    "filter": lambda ds, folder: text(ds, folder).filter(lambda x: True, num_parallel_workers=1),
    "filter of columns": lambda ds, folder: text(ds, folder).filter(lambda x: True, ["text"]),
    "sync": lambda ds, folder: text(ds, folder).sync_wait("x"),
    "for ever": lambda ds, folder: text(ds, folder).repeat(),
    "Python": lambda ds, folder: ds.GeneratorDataset([1, 2], ["a"]),
    "a generator": lambda ds, folder: ds.GeneratorDataset(lambda: iter([1]), ["a"]) + ds.NumpySlicesDataset([1], ["a"]),
    "arrays": lambda ds, folder: ds.NumpySlicesDataset([1, 2], num_parallel_workers=1).shuffle(2),
    "padding": lambda ds, folder: ds.PaddedDataset([{"a": 1}]),
}
SAMPLERS: dict[str, Callable[[Any], Any]] = {
    "sequential": lambda ds: ds.SequentialSampler(1, 2),
    "random": lambda ds: ds.RandomSampler(True, 3),
    "subset": lambda ds: ds.SubsetSampler([1, 0]),
    "random subset": lambda ds: ds.SubsetRandomSampler([1, 0, 2]),
    "shards": lambda ds: ds.DistributedSampler(2, 1, False),
    "classes": lambda ds: ds.PKSampler(1),
    "weights": lambda ds: ds.WeightedRandomSampler([0.5, 0.25], 2),
}


def of(name: str, folder: Path) -> Make:
    return lambda ds: SAID[name](ds, folder)


@pytest.mark.parametrize("name", SAID)
def test_pipelines(name: str, folder: Path) -> None:
    ours, theirs = (as_json(of(name, folder)(ds).to_json()) for ds in (OURS, THEIRS))
    assert ours == theirs


@pytest.mark.parametrize("name", SAMPLERS)
def test_samplers(name: str, folder: Path) -> None:
    def make(ds: Any) -> Any:
        return images(ds, folder, sampler=SAMPLERS[name](ds))

    ours, theirs = (as_json(make(ds).to_json()) for ds in (OURS, THEIRS))
    ours["sampler"].pop("seed", None), theirs["sampler"].pop("seed", None)  # MindSpore's goes on with each tree
    assert ours == theirs
    for one in (ours, theirs):
        if name != "shards":
            assert seen(OURS, lambda ds, one=one: ds.deserialize(one))[:-1] == seen(THEIRS, make)[:-1]


def both(make: Make) -> list[Any]:
    """What both sides write, or the class of what they raise."""
    return [tried(lambda ds=ds: as_json(make(ds).to_json())) for ds in (OURS, THEIRS)]


@pytest.mark.parametrize("name", LINES)
def test_readers(name: str, tmp_path) -> None:
    WRITERS[name](tmp_path)
    for call in LINES[name].calls:
        ours, theirs = both(calling(name, call, tmp_path))
        # MindSpore looks at the files of some when it writes them.
        assert ours == theirs or theirs is RuntimeError, call


@pytest.mark.parametrize("name", COLLECTIONS)
def test_readers_of_samples(name: str, tmp_path) -> None:
    SAMPLES[name.removesuffix("Dataset")](tmp_path)
    for call in COLLECTIONS[name].calls[:4]:
        ours, theirs = (
            tried(lambda side=side: as_json(sample_reader(side, name, call, tmp_path).to_json())) for side in SIDES
        )
        assert ours == theirs or theirs is RuntimeError, call


@pytest.mark.parametrize("name", RUN)
def test_both_run_the_others(name: str, folder: Path, tmp_path) -> None:
    made = of(name, folder)
    theirs = seen(THEIRS, made)
    assert seen(OURS, made) == theirs
    written = {ds.__name__: as_json(made(ds).to_json()) for ds in (OURS, THEIRS)}
    for source in written.values():
        for ds in (OURS, THEIRS):
            again = seen(ds, lambda ds, source=source: ds.deserialize(source))
            assert (again[:2], again[-1]) == (theirs[:2], theirs[-1]), ds.__name__
        path = tmp_path / "x.json"
        path.write_text(json.dumps(source))
        assert seen(OURS, lambda ds: ds.deserialize(json_filepath=str(path)))[-1] == theirs[-1]
        assert as_json(OURS.deserialize(source).to_json()) == source


def test_a_schema_without_shapes_comes_back_as_of_numbers(folder: Path) -> None:
    def make(ds: Any) -> Any:
        schema = ds.Schema()
        schema.add_column("o", "int8")
        return ds.TFRecordDataset(str(folder / "x.tf"), schema)

    source = as_json(make(THEIRS).to_json())
    ours, theirs = (seen(ds, lambda ds: ds.deserialize(source))[-1] for ds in (OURS, THEIRS))
    assert ours == theirs != seen(THEIRS, make)[-1]


def test_files(folder: Path, tmp_path) -> None:
    kept = []
    for ds in (OURS, THEIRS):
        path = tmp_path / ds.__name__
        assert ds.serialize(text(ds, folder), str(path)) == text(ds, folder).to_json()
        kept.append((path.read_bytes(), path.stat().st_mode))
    assert kept[0] == kept[1]
    for ds in (OURS, THEIRS):
        assert tried(lambda ds=ds: ds.serialize(text(ds, folder), "/nowhere/x")) is RuntimeError
        assert tried(lambda ds=ds: ds.serialize(text(ds, folder), 5)) is TypeError


def test_compare_and_show(folder: Path) -> None:
    for ds in (OURS, THEIRS):
        assert ds.compare(text(ds, folder), text(ds, folder)) is True
        assert ds.compare(text(ds, folder), text(ds, folder, shuffle=False)) is False
        assert ds.show(text(ds, folder), 4) is None
        assert ds.deserialize() is None


WRONG = (
    {"a": 1},
    {"children": []},
    {"children": [], "op_type": "Nope"},
    {"children": [], "op_type": "TextFileDataset"},
    {"children": [], "op_type": "GeneratorDataset", "num_parallel_workers": 1, "connector_queue_size": 1},
    {"children": [], "op_type": "Batch"},
    {"children": 5, "op_type": "Batch"},
)


@pytest.mark.parametrize("source", WRONG, ids=str)
def test_what_is_no_pipeline(source: Any) -> None:
    for ds in (OURS, THEIRS):
        assert tried(lambda ds=ds: epochs(ds.deserialize(source))) is RuntimeError, ds.__name__


@pytest.mark.parametrize("name", ["a function", "filter", "Python", "batch with a function"])
def test_functions_do_not_come_back(name: str, folder: Path) -> None:
    source = as_json(of(name, folder)(OURS).to_json())
    with raises(RuntimeError, match="not come back|unsupported"):
        OURS.deserialize(source).get_dataset_size()


def test_files_that_are_none(tmp_path) -> None:
    (tmp_path / "x").write_text("{")
    for path in ("/nowhere", str(tmp_path / "x")):
        for ds in (OURS, THEIRS):
            assert tried(lambda ds=ds, path=path: ds.deserialize(json_filepath=path).get_dataset_size()) is RuntimeError


def test_transforms_in_python_come_back(folder: Path) -> None:
    vision = msshim.dataset.vision
    steps = [vision.Decode(to_pil=True), vision.Resize((8, 9)), vision.Grayscale(3), vision.ToNumpy()]
    made = images(OURS, folder, shuffle=False).map(steps)
    again = OURS.deserialize(made.to_json())
    assert epochs(again) == epochs(made)
