"""MindDataset beside MindSpore's: rows, order over epochs and iterators from one seed, what it answers and refuses."""

import copy
import pickle

import mindspore
import mindspore.dataset
import mindspore.mindrecord
import numpy as np
import pytest
from mindrecords import seen, write

import msshim
import msshim.dataset

SIDES = ((mindspore, mindspore.dataset), (msshim, msshim.dataset))
OF = {
    "n": {"type": "string"}, "l": {"type": "int32"}, "d": {"type": "float32"}, "c": {"type": "bytes"},
    "v": {"type": "int64"}, "x": {"type": "int32", "shape": [-1, 2]}, "y": {"type": "float64", "shape": [2]},
}  # fmt: skip
LEVELS = ("GLOBAL", "ADAPTIVE", "PARTIAL", "FILES", "INFILE", "FALSE")
PADDING = {"v": 100, "c": b"pp", "n": "x", "x": np.array([[7, 8]], np.int32), "y": np.zeros(2)}
COLUMNS = ["v", "c", "n", "x", "y"]


def a_row(i: int) -> dict:
    x = np.arange(i * 2 + 2, dtype=np.int32).reshape(-1, 2) * 1000
    return {"n": f"k{i % 3}", "l": i % 4, "d": i / 3, "c": b"%d" % i, "v": i, "x": x, "y": np.ones(2) * i}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    sizes = {"sizes": (1 << 14, 1 << 15)}
    write(mindspore.mindrecord, folder / "one", OF, [[a_row(i) for i in range(15)]], **sizes)
    write(mindspore.mindrecord, folder / "many", OF, [[a_row(i) for i in range(18)]], shards=3, **sizes)
    for name, numbers in (("u0", range(7)), ("u1", range(7, 11)), ("u2", range(11, 16))):
        write(mindspore.mindrecord, folder / name, OF, [[a_row(i) for i in numbers]], **sizes)
    return folder


def level(ds, name):
    return getattr(ds.Shuffle, name)


def given(**arguments):
    return lambda ds, path: ds.MindDataset(path, **arguments)


def levelled(name, **arguments):
    return lambda ds, path: ds.MindDataset(path, shuffle=level(ds, name), **arguments)


def sampled(make, **arguments):
    return lambda ds, path: ds.MindDataset(path, sampler=make(ds), **arguments)


def added(first, then):
    def make(ds, path):
        made = first(ds, path)
        made.add_sampler(then(ds))
        return made

    return make


def used(first, then):
    def make(ds, path):
        made = first(ds, path)
        made.use_sampler(then(ds))
        return made

    return make


def uneven(**arguments):
    return lambda ds, path: ds.MindDataset(
        [path.replace("one", f"u{i}").replace("many0", f"u{i}") for i in range(3)], **arguments
    )


PADDED = {"padded_sample": PADDING, "columns_list": COLUMNS}
SAMPLERS = {
    "random": lambda ds: ds.RandomSampler(),
    "random, again": lambda ds: ds.RandomSampler(True, 6),
    "random, all again": lambda ds: ds.RandomSampler(True),
    "random, six": lambda ds: ds.RandomSampler(num_samples=6),
    "in order": lambda ds: ds.SequentialSampler(),
    "a part": lambda ds: ds.SequentialSampler(3, 4),
    "a part, to the end": lambda ds: ds.SequentialSampler(3, 40),
    "named, at random": lambda ds: ds.SubsetRandomSampler([1, 5, 7, 2, 11]),
    "named, at random, three": lambda ds: ds.SubsetRandomSampler([1, 5, 7, 2, 11], 3),
    "named": lambda ds: ds.SubsetSampler([1, 5, 7, 2, 11]),
    "named, three": lambda ds: ds.SubsetSampler([1, 5, 7, 2, 11], 3),
    "named beyond the ends": lambda ds: ds.SubsetSampler([1, 50, -1]),
    "shards": lambda ds: ds.DistributedSampler(5, 4),
    "shards in order": lambda ds: ds.DistributedSampler(5, 4, False),
    "shards in order, two": lambda ds: ds.DistributedSampler(5, 4, False, 2),
    "shards, two": lambda ds: ds.DistributedSampler(5, 4, True, 2),
    "shards of few": lambda ds: ds.DistributedSampler(50, 40, False),
    "shards from the first": lambda ds: ds.DistributedSampler(5, 0, False, offset=1),
    "shards from the second": lambda ds: ds.DistributedSampler(5, 2, True, offset=2),
}
MAKES = {f"sampler: {name}": sampled(make) for name, make in SAMPLERS.items()}
MAKES |= {f"sampler, padded: {name}": sampled(make, num_padded=2, **PADDED) for name, make in SAMPLERS.items()}
for name in LEVELS:
    MAKES |= {
        f"{name}": levelled(name),
        f"{name}, shards": levelled(name, num_shards=4, shard_id=3),
        f"{name}, padded": levelled(name, num_padded=3, **PADDED),
        f"{name}, padded shards": levelled(name, num_padded=6, num_shards=3, shard_id=1, **PADDED),
        f"{name}, shards, two": levelled(name, num_samples=2, num_shards=4, shard_id=1),
        f"{name}, of uneven files": lambda ds, path, name=name: uneven(shuffle=level(ds, name))(ds, path),
    }
    if name not in ("FILES", "INFILE"):
        MAKES[f"{name}, seven"] = levelled(name, num_samples=7)
    if name != "FALSE":
        MAKES[f"{name} of a sampler"] = lambda ds, path, name=name: ds.MindDataset(
            path, sampler=ds.RandomSampler(shuffle=level(ds, name))
        )
    MAKES[f"{name} of shards"] = lambda ds, path, name=name: ds.MindDataset(
        path, sampler=ds.DistributedSampler(4, 1, level(ds, name))
    )
FIRST = {
    "random": given(),
    "in order": given(shuffle=False),
    "shards": given(num_shards=2, shard_id=0),
    "shards in order": given(num_shards=2, shard_id=0, shuffle=False),
    "a part": sampled(lambda ds: ds.SequentialSampler(2, 8)),
    "named": sampled(lambda ds: ds.SubsetSampler([9, 1, 4, 5, 2])),
    "nine": given(num_samples=9),
}
THEN = {
    "random": lambda ds: ds.RandomSampler(),
    "random, again": lambda ds: ds.RandomSampler(True, 5),
    "named": lambda ds: ds.SubsetSampler([4, 2, 0]),
    "named, at random": lambda ds: ds.SubsetRandomSampler([4, 2, 0, 1]),
    "shards": lambda ds: ds.DistributedSampler(2, 1),
    "shards in order": lambda ds: ds.DistributedSampler(2, 1, False),
    "a part": lambda ds: ds.SequentialSampler(1, 3),
}
MAKES |= {f"{a}, then {b}": added(first, then) for a, first in FIRST.items() for b, then in THEN.items()}
MAKES |= {
    "split": lambda ds, path: given()(ds, path).split([0.6, 0.4])[0],
    "split, the rest": lambda ds, path: given(shuffle=False)(ds, path).split([0.6, 0.4])[1],
    "split in order": lambda ds, path: given(shuffle=False)(ds, path).split([0.6, 0.4], randomize=False)[1],
    "another sampler": used(given(shuffle=False), lambda ds: ds.RandomSampler()),
    "columns": given(columns_list=["v", "n"]),
    "columns of nothing": given(columns_list=["v", "nope"]),
    "columns twice": given(columns_list=["v", "v"]),
    "no columns": given(columns_list=[]),
    "all, for 0": given(num_samples=0),
    "more than there are": given(num_samples=40),
    "more than there are, in order": given(num_samples=40, shuffle=False),
    "mapped": lambda ds, path: given()(ds, path).map(lambda y: y * 2, ["y"]).project(["v", "y"]).batch(4),
    "shuffled": lambda ds, path: given(shuffle=False)(ds, path).shuffle(5).repeat(2),
    "a list": lambda ds, path: ds.MindDataset([path, path], shuffle=ds.Shuffle.INFILE),
    "no file": lambda ds, path: ds.MindDataset(f"{path}nowhere"),
    "no files": lambda ds, path: ds.MindDataset([]),
    "a pattern": lambda ds, path: ds.MindDataset(f"{path}*"),
    "a number as file": lambda ds, path: ds.MindDataset(3),
    "a text as columns": given(columns_list="v"),
    "no workers": given(num_parallel_workers=0),
    "a number as shuffle": given(shuffle=3),
    "shards without a number": given(num_shards=3),
    "a number of shards alone": given(shard_id=1),
    "no shards": given(num_shards=0, shard_id=0),
    "a shard too many": given(num_shards=2, shard_id=2),
    "a list as sampler": given(sampler=[1]),
    "fewer than none": given(num_samples=-1),
    "a text as number": given(num_samples="a"),
    "levels of a few": levelled("FILES", num_samples=3),
    "padding without a number": given(padded_sample=PADDING, columns_list=COLUMNS),
    "a number without padding": given(num_padded=1),
    "padding without columns": given(padded_sample=PADDING, num_padded=1),
    "padding that lacks a column": given(padded_sample=PADDING, num_padded=1, columns_list=["v", "l"]),
    "less than no padding": given(num_padded=-1, **PADDED),
    "padding as a number": given(padded_sample=3, num_padded=1, columns_list=["v"]),
    "padding of another type": given(padded_sample={"v": "q"}, num_padded=1, columns_list=["v"]),
    "padding that does not fill": given(num_padded=5, num_shards=7, shard_id=1, **PADDED),
    "one of a dataset": lambda ds, path: [given(shuffle=False)(ds, path)[i] for i in (0, 3)],
    "one of a part": lambda ds, path: [FIRST["a part"](ds, path)[i] for i in (0, 3)],
    "one too far": lambda ds, path: given(shuffle=False)(ds, path)[99],
    "one before": lambda ds, path: given(shuffle=False)(ds, path)[-1],
    "one by name": lambda ds, path: given(shuffle=False)(ds, path)["a"],
    **{
        f"a sampler and {name}": lambda ds, path, name=name: ds.MindDataset(
            path, sampler=ds.SequentialSampler(), **{name: 1}
        )
        for name in ("shuffle", "num_samples", "num_shards", "shard_id")
    },
}


def told(ms, ds, make, path):
    """Three epochs of one iterator, one of another, and what can be asked; or the class of the error."""
    ms.set_seed(5)
    try:
        made = make(ds, path)
        if isinstance(made, list):
            return [[seen({"": value}) for value in row] for row in made]
        rows = made.create_dict_iterator(num_epochs=3, output_numpy=True)
        epochs = [[seen(row) for row in rows] for _ in range(3)]
        again = [seen(row) for row in made.create_dict_iterator(num_epochs=1, output_numpy=True)]
        types = [str(dtype) for dtype in made.output_types()], made.output_shapes()
        flags = made.is_shuffled(), made.is_sharded()
        return epochs, again, types, flags, made.get_dataset_size(), made.get_col_names()
    except Exception as error:
        return type(error)


@pytest.mark.parametrize("name", MAKES)
@pytest.mark.parametrize("path", ["one", "many0"])
def test_rows_and_order(name: str, path: str, files) -> None:
    theirs, ours = (told(ms, ds, MAKES[name], str(files / path)) for ms, ds in SIDES)
    assert ours == theirs


@pytest.mark.parametrize("name", ["FALSE", "GLOBAL", "PARTIAL"])
@pytest.mark.parametrize("path", ["one", "many0"])
def test_shards_that_are_blocks(name: str, path: str, files, monkeypatch) -> None:
    monkeypatch.setenv("MS_DEV_MINDRECORD_SHARD_BY_BLOCK", "True")
    for shard in range(4):
        make = levelled(name, num_shards=4, shard_id=shard)
        theirs, ours = (told(ms, ds, make, str(files / path)) for ms, ds in SIDES)
        assert ours == theirs


def test_a_dataset_is_pickled_and_copied(files) -> None:
    made = msshim.dataset.MindDataset(str(files / "many0"), ["v"], shuffle=False)
    for other in (pickle.loads(pickle.dumps(made)), copy.deepcopy(made)):
        assert [int(row["v"]) for row in other.create_dict_iterator(num_epochs=1, output_numpy=True)] == list(range(18))
