"""What fails in a program's own data code: class and first line as in the real MindSpore, and the traceback."""

import mindspore.dataset
import numpy as np
import pytest
from raising import raises

import msshim.dataset


class Source:
    """Four rows, of which the third is a failure, or odd."""

    def __init__(self, third) -> None:
        self.third = third

    def __len__(self) -> int:
        return 4

    def __getitem__(self, index):
        if index == 2:
            return self.third()
        return (np.full(2, index, np.float32),)


class Counted:
    def __init__(self, failure) -> None:
        self.failure = failure

    def __iter__(self):
        self.count = 0
        return self

    def __next__(self):
        self.count += 1
        if self.count == 2:
            self.failure()
        return (np.ones(2, np.float32),)


class Mine(Exception):
    """A program's own."""


def fails(kind):
    """A function that raises; its name is in the traceback."""

    def own_code_of_the_program(*args):
        raise kind("row 2 is damaged")

    return own_code_of_the_program


def yields(failure):
    def source():
        yield (np.ones(2, np.float32),)
        failure()
        yield (np.ones(2, np.float32),)

    return source


class Batches:
    def __init__(self, failure) -> None:
        self.failure = failure

    def __len__(self) -> int:
        return 2

    def __iter__(self):
        yield [0, 1]
        self.failure()


def sampler(ds, failure):
    class Own(ds.Sampler):
        def __iter__(self):
            yield 0
            failure()

    return Own()


def library(ds):
    return msshim if ds is msshim.dataset else mindspore


def rows(ds):
    return ds.NumpySlicesDataset([[1.0], [2.0]], ["a"], shuffle=False)


def source(ds, third, **options):
    return ds.GeneratorDataset(Source(third), ["a"], shuffle=False, **options)


KINDS = (ValueError, KeyError, IndexError, ZeroDivisionError, StopIteration, RuntimeError, Mine)
PLACES = {
    "source": lambda ds, failure: source(ds, failure),
    "source, threads": lambda ds, failure: source(ds, failure, num_parallel_workers=2, python_multiprocessing=False),
    "source, one thread": lambda ds, failure: source(ds, failure, python_multiprocessing=False),
    "source, then steps": lambda ds, failure: source(ds, failure).shuffle(3).repeat(2).batch(2).skip(1),
    "generator": lambda ds, failure: ds.GeneratorDataset(yields(failure), ["a"]),
    "map": lambda ds, failure: rows(ds).map(failure, ["a"]),
    "map, threads": lambda ds, failure: rows(ds).map(failure, ["a"], num_parallel_workers=2),
    "second of a map": lambda ds, failure: rows(ds).map([lambda x: x, failure], ["a"]),
    "map of a batch": lambda ds, failure: rows(ds).batch(2, per_batch_map=failure),
    "map of a batch, threads": lambda ds, failure: rows(ds).batch(2, per_batch_map=failure, num_parallel_workers=2),
    "size of a batch": lambda ds, failure: rows(ds).batch(failure),
    "filter": lambda ds, failure: rows(ds).filter(failure, ["a"]),
    "batch sampler": lambda ds, failure: ds.GeneratorDataset(Source(tuple), ["a"], batch_sampler=Batches(failure)),
    "collate": lambda ds, failure: ds.GeneratorDataset(
        Source(tuple), ["a"], batch_sampler=[[0]], collate_fn=failure
    ),
    "length": lambda ds, failure: rows(ds).bucket_batch_by_length(["a"], [3], [2, 2], failure),
    "flat map": lambda ds, failure: rows(ds).flat_map(failure),
    "sampler": lambda ds, failure: ds.GeneratorDataset(Source(tuple), ["a"], sampler=sampler(ds, failure)),
}  # fmt: skip


def failure(ds, pipeline, **options):
    """What comes of one epoch: the rows' number, or the class, first line and whole text of what was raised."""
    try:
        return sum(1 for _ in pipeline(ds).create_tuple_iterator(num_epochs=1, **options))
    except BaseException as error:
        return type(error), str(error).split("\n")[0].strip(), str(error)


@pytest.mark.parametrize("place", PLACES)
def test_own_code(place) -> None:
    for kind in KINDS if place in ("source", "map", "generator") else KINDS[:1]:
        ours, theirs = (
            failure(ds, lambda ds, kind=kind: PLACES[place](ds, fails(kind)))
            for ds in (msshim.dataset, mindspore.dataset)
        )
        assert ours[:2] == theirs[:2], (place, kind)
        if kind is not StopIteration and place != "flat map":
            for text in (kind.__name__, "row 2 is damaged", "own_code_of_the_program", __file__):
                assert text in ours[2], (place, kind)


WRONG = {
    "two columns for one": lambda ds: source(ds, lambda: (1, 2)),
    "an object": lambda ds: source(ds, lambda: (object(),)),
    "one column for two": lambda ds: ds.GeneratorDataset(Source(tuple), ["a", "b"], shuffle=False),
    "another type": lambda ds: ds.GeneratorDataset(Source(tuple), ["a"], [library(ds).int32], shuffle=False),
    "None of a map": lambda ds: rows(ds).map(lambda x: None, ["a"]),
    "an object of a map": lambda ds: rows(ds).map(lambda x: object(), ["a"]),
    "two of a map": lambda ds: rows(ds).map(lambda x: (x, x), ["a"]),
    "arguments of a map": lambda ds: rows(ds).map(lambda x, y: x, ["a"]),
    "a number of a batch": lambda ds: rows(ds).batch(2, per_batch_map=lambda a, info: 3),
    "two of a batch": lambda ds: rows(ds).batch(2, per_batch_map=lambda a, info: (a, a)),
    "a size that is a str": lambda ds: rows(ds).batch(lambda info: "a"),
    "a size of 0": lambda ds: rows(ds).batch(lambda info: 0),
    "shapes": lambda ds: ds.GeneratorDataset([(np.ones(1),), (np.ones(2),)], ["a"], shuffle=False).batch(2),
    "an end of an iterable": lambda ds: ds.GeneratorDataset(Counted(fails(StopIteration)), ["a"]),
    "an iterable": lambda ds: ds.GeneratorDataset(Counted(fails(ValueError)), ["a"]),
    "an exit": lambda ds: source(ds, fails(SystemExit)),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_rows(name) -> None:
    ours, theirs = (failure(ds, WRONG[name]) for ds in (msshim.dataset, mindspore.dataset))
    assert (ours if isinstance(ours, int) else ours[:2]) == (theirs if isinstance(theirs, int) else theirs[:2])


def test_questions_fail_alike() -> None:
    for ask in (lambda data: data.output_shapes(), lambda data: data.output_types(), lambda data: next(iter(data))):
        ours, theirs = (
            failure(ds, lambda ds, ask=ask: ask(rows(ds).map(fails(ValueError), ["a"])))
            for ds in (msshim.dataset, mindspore.dataset)
        )
        assert ours[:2] == theirs[:2]


@pytest.mark.parametrize(("ds", "ahead"), [(mindspore.dataset, 4), (msshim.dataset, 1)])
def test_after_a_failure_the_epoch_is_over(ds, ahead) -> None:
    """MindSpore makes rows ahead, and hands out what it has before or after the failure."""
    iterator = source(ds, fails(ValueError)).create_tuple_iterator(num_epochs=1)
    with raises(RuntimeError):
        for _ in range(4):
            next(iterator)
    with raises(StopIteration):
        for _ in range(ahead):
            next(iterator)
