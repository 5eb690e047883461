"""What can be asked of datasets and samplers, batches by length and steps that wait, against the real MindSpore."""

import mindspore.dataset
import numpy as np
import pytest
from raising import raises

import msshim.dataset

LENGTHS = (1, 2, 3, 4, 2, 6, 1, 5, 3)


def numbers(ds, **options):
    return ds.NumpySlicesDataset({"a": [1, 2, 3, 4, 5], "b": [1.0, 2.0, 3.0, 4.0, 5.0]}, **options)


def ragged(ds):
    items = [(np.arange(n, dtype=np.float32) + 1, np.int32(n)) for n in LENGTHS]
    return ds.GeneratorDataset(items, ["v", "n"], shuffle=False)


PIPELINES = {
    "source": lambda ds: numbers(ds, shuffle=False),
    "random": lambda ds: numbers(ds),
    "part": lambda ds: numbers(ds, num_shards=2, shard_id=0),
    "part in order": lambda ds: numbers(ds, num_shards=2, shard_id=0, shuffle=False),
    "subset": lambda ds: numbers(ds, sampler=ds.SubsetSampler([1, 2])),
    "subset at random": lambda ds: numbers(ds, sampler=ds.SubsetRandomSampler([1, 2])),
    "list": lambda ds: numbers(ds, sampler=[1, 2]),
    "at most": lambda ds: numbers(ds, num_samples=2),
    "function": lambda ds: ds.GeneratorDataset(lambda: ((i,) for i in range(3)), ["a"]),
    "ragged": lambda ds: ragged(ds),
    "batch": lambda ds: numbers(ds, shuffle=False).batch(2),
    "whole batches": lambda ds: numbers(ds).batch(2, True).repeat(3),
    "of a function": lambda ds: numbers(ds).batch(lambda info: 2),
    "map": lambda ds: numbers(ds).map(lambda x: x, ["a"]),
    "filter": lambda ds: numbers(ds, shuffle=False).filter(lambda a: a > 2, ["a"]),
    "skip": lambda ds: numbers(ds, shuffle=False).skip(2),
    "take": lambda ds: numbers(ds, shuffle=False).take(2),
    "zip": lambda ds: numbers(ds).zip(ds.NumpySlicesDataset({"c": [1, 2]}, shuffle=False)),
    "concat": lambda ds: numbers(ds, shuffle=False) + numbers(ds, shuffle=False),
    "columns": lambda ds: numbers(ds, shuffle=False).project(["b"]).rename(["b"], ["z"]),
    "shuffle": lambda ds: numbers(ds, shuffle=False).shuffle(3).batch(2),
    "repeat": lambda ds: numbers(ds).repeat(),
    "padded": lambda ds: ragged(ds).padded_batch(2, pad_info={}),
    "by length": lambda ds: ragged(ds).bucket_batch_by_length(["v"], [3, 5], [2, 2, 2]),
    "waits": lambda ds: numbers(ds, shuffle=False).sync_wait("c").batch(2),
}
ASK = [
    "get_dataset_size()", "get_batch_size()", "get_repeat_count()", "get_col_names()", "num_classes()",
    "get_class_indexing()", "input_indexs", "reset()", "__len__()", "is_shuffled()", "is_sharded()", "is_sync()",
    "disable_sync()", "get_init_step()", "num_parallel_workers", "output_shapes()", "output_types()",
    "output_shapes(estimate=True)", "output_shapes(estimate=1)", "sync_update('x')", "sync_update(3)",
    "sync_update('c', 0)", "sync_update('c', 'a')", "sync_update('c')", "dataset_size",
    "sync_wait('c').get_dataset_size()", "sync_wait('d', 0)", "sync_wait(3)", "sync_wait('d', 'a')",
    "sync_wait('d').sync_wait('d')",
]  # fmt: skip


def asked(text, **names):
    try:
        return eval(text, names)
    except Exception as error:
        return type(error)


@pytest.mark.parametrize("name", PIPELINES)
def test_answers(name) -> None:
    for question in ASK:
        if name == "repeat" and "estimate=True" in question:
            continue  # it has no end
        ours, theirs = (
            asked(f"data.{question}", data=PIPELINES[name](ds)) for ds in (msshim.dataset, mindspore.dataset)
        )
        assert ours == theirs, (question, ours, theirs)


def test_estimated_shapes_need_one_rank() -> None:
    items = [(np.ones(2),), (np.ones((2, 2)),)]
    for ds in (mindspore.dataset, msshim.dataset):
        with raises(RuntimeError):
            ds.GeneratorDataset(items, ["a"], shuffle=False).output_shapes(estimate=True)


def test_inputs_indexs_are_those_of_the_steps_before() -> None:
    for ds in (mindspore.dataset, msshim.dataset):
        data = numbers(ds)
        data.input_indexs = ((0, 1),)
        assert data.batch(2).input_indexs == ((0, 1),)


SAMPLERS = [
    "RandomSampler(num_samples=4)", "RandomSampler(True, 3)", "SequentialSampler(1, 3)", "SequentialSampler()",
    "SubsetSampler([1, 2, 3], 2)", "SubsetSampler([1, 2], 5)", "SubsetRandomSampler([1, 2, 3])", "RandomSampler()",
    "DistributedSampler(2, 0, num_samples=3)", "DistributedSampler(2, 1, False)",
]  # fmt: skip


@pytest.mark.parametrize("code", SAMPLERS)
def test_samplers(code) -> None:
    for question in ("get_num_samples()", "is_shuffled()", "is_sharded()", "get_shuffle_mode().name", "get_child()"):
        ours, theirs = (asked(f"ds.{code}.{question}", ds=ds) for ds in (msshim.dataset, mindspore.dataset))
        assert ours == theirs, question
    inner = "SequentialSampler(0, 2)"
    question = f"(s := ds.{code}, s.add_child(ds.{inner}), s.get_num_samples(), type(s.get_child()).__name__)[2:]"
    ours, theirs = (asked(question, ds=ds) for ds in (msshim.dataset, mindspore.dataset))
    assert ours == theirs


def test_own_samplers() -> None:
    for ds in (mindspore.dataset, msshim.dataset):
        own = type("Own", (ds.Sampler,), {"__iter__": lambda self: iter([0, 2])})()
        data = numbers(ds, sampler=own)
        assert not data.is_shuffled() and not data.is_sharded() and own.get_child() is None and own.reset() is None


PAD = {"v": ([None], 0)}
BUCKETS = {
    "padded": ((["v"], [3, 5], [2, 2, 2]), {"pad_info": PAD}),
    "all padded": ((["v"], [3, 5], [2, 2, 2]), {"pad_info": {"v": ([None], -1), "n": ([], 0)}}),
    "own length": ((["n"], [3, 5], [2, 2, 2], lambda n: n), {"pad_info": PAD}),
    "length of two": ((["v", "n"], [3, 5], [2, 1, 3], lambda v, n: len(v)), {"pad_info": PAD}),
    "a number is the length": ((["n"], [3, 5], [2, 2, 2]), {"pad_info": PAD}),
    "no padding said": ((["v"], [3, 5], [2, 2, 2]), {}),
    "to the boundary": ((["v"], [3, 7], [2, 2, 2]), {"pad_info": PAD, "pad_to_bucket_boundary": True}),
    "beyond the boundary": ((["v"], [3, 5], [2, 2, 2]), {"pad_info": PAD, "pad_to_bucket_boundary": True}),
    "remainder": ((["v"], [3, 5], [2, 2, 2]), {"pad_info": PAD, "drop_remainder": True}),
    "to a size": ((["v"], [3, 5], [2, 2, 2]), {"pad_info": {"v": ([8], 0)}}),
    "cut": ((["v"], [3, 5], [2, 2, 2]), {"pad_info": {"v": ([2], 0)}}),
    "one by one": ((["v"], [3, 5], [1, 1, 1]), {}),
    "no list": (("v", [3], [2, 2]), {}),
    "two columns": ((["v", "n"], [3], [2, 2]), {}),
    "no boundary": ((["v"], [], [2]), {}),
    "a float": ((["v"], [3.0], [2, 2]), {}),
    "boundary of 0": ((["v"], [0], [2, 2]), {}),
    "order": ((["v"], [3, 3], [2, 2, 2]), {}),
    "count": ((["v"], [3], [2]), {}),
    "size of a float": ((["v"], [3], [2.0, 1]), {}),
    "size of 0": ((["v"], [3], [0, 1]), {}),
    "no dict": ((["v"], [3], [2, 2]), {"pad_info": 3}),
    "no pair": ((["v"], [3], [2, 2]), {"pad_info": {"v": 3}}),
    "no such column": ((["z"], [3], [2, 2]), {}),
    "no such column to pad": ((["v"], [3], [2, 2]), {"pad_info": {"z": ([None], 0)}}),
    "no function": ((["v"], [3], [2, 2], 3), {}),
    "no number": ((["v"], [3], [2, 2], lambda v: "a"), {}),
    "below 0": ((["v"], [3], [2, 2], lambda v: -1), {}),
    "no flag": ((["v"], [3], [2, 2]), {"pad_to_bucket_boundary": 1}),
    "no flag of the remainder": ((["v"], [3], [2, 2]), {"drop_remainder": 1}),
}


def batches(ds, args, options):
    try:
        data = ragged(ds).bucket_batch_by_length(*args, **options)
        rows = data.repeat(2).create_tuple_iterator(num_epochs=1, output_numpy=True)
        return [[column.tolist() for column in row] for row in rows], data.get_dataset_size()
    except Exception as error:
        return type(error)


@pytest.mark.parametrize("name", BUCKETS)
def test_batches_by_length(name) -> None:
    ours, theirs = (batches(ds, *BUCKETS[name]) for ds in (msshim.dataset, mindspore.dataset))
    assert ours == theirs


@pytest.mark.parametrize("batched", [False, True])
def test_steps_that_wait(batched) -> None:
    def seen(ds):
        data = numbers(ds, shuffle=False).sync_wait("c", callback=lambda value: told.append(value))
        data = data.batch(2) if batched else data
        told, found = [], []
        for i, row in enumerate(data.create_dict_iterator(num_epochs=1, output_numpy=True)):
            found.append(row["a"].tolist())
            data.sync_update("c", data={"loss": i})
        return found, told

    assert seen(msshim.dataset) == seen(mindspore.dataset)


def test_what_is_missing_says_so() -> None:
    data = numbers(msshim.dataset)
    for name in set(dir(numbers(mindspore.dataset).batch(2))) - set(dir(data)):
        if not name.startswith("_"):
            assert not hasattr(data, name)


ITERATORS = [
    "columns=['b']", "columns=['b', 'a']", "columns='b'", "columns=['z']", "columns=3", "num_epochs=2", "num_epochs=0",
    "num_epochs=-2", "num_epochs='a'", "num_epochs=None", "output_numpy=1", "output_numpy=True", "do_copy=True",
    "do_copy=1", "columns=[]",
]  # fmt: skip


@pytest.mark.parametrize("arguments", ITERATORS)
def test_options_of_iterators(arguments) -> None:
    question = f"[type(value).__name__ for value in next(data.create_tuple_iterator({arguments}))]"
    ours, theirs = (asked(question, data=numbers(ds)) for ds in (msshim.dataset, mindspore.dataset))
    assert ours == theirs
