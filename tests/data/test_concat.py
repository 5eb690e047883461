"""Parts and mixtures of concatenated pipelines, beside MindSpore's."""

import mindspore.dataset
import numpy as np
import pytest

import msshim.dataset

SIDES = (mindspore.dataset, msshim.dataset)


def numbers(ds, count, first=0, **options):
    values = np.arange(first, first + count)
    return ds.NumpySlicesDataset(values, ["a"], num_parallel_workers=1, **{"shuffle": False, **options})


def same(rows):
    return rows.map(lambda value: value, num_parallel_workers=1)


CASES = {
    "two": lambda ds: numbers(ds, 5).concat(numbers(ds, 5, 10)),
    "three": lambda ds: numbers(ds, 5).concat([numbers(ds, 7, 10), numbers(ds, 4, 20)]),
    "nested": lambda ds: numbers(ds, 5).concat(numbers(ds, 7, 10)).concat(numbers(ds, 4, 20)),
    "small ones": lambda ds: numbers(ds, 2).concat([numbers(ds, 7, 10), numbers(ds, 1, 20)]),
    "maps": lambda ds: same(numbers(ds, 5)).concat(same(numbers(ds, 4, 10))),
    "a map between": lambda ds: numbers(ds, 5).concat([same(numbers(ds, 4, 10)), numbers(ds, 3, 20)]),
    "shuffled ones": lambda ds: numbers(ds, 5, shuffle=True).concat(numbers(ds, 4, 10, shuffle=True)),
}


@pytest.mark.parametrize("shards", [1, 2, 3, 5])
@pytest.mark.parametrize("name", CASES)
def test_parts(name, shards) -> None:
    for shard in range(shards):
        found = []
        for ds in SIDES:
            ds.config.set_seed(3)
            made = CASES[name](ds)
            made.use_sampler(ds.DistributedSampler(shards, shard, False))
            rows = made.create_tuple_iterator(num_epochs=2, output_numpy=True)
            found.append(([[int(row[0]) for row in rows] for _ in range(2)], made.get_dataset_size()))
        assert found[1] == found[0]


def test_mixtures_keep_the_order_of_each() -> None:
    for ds in SIDES:
        made = CASES["two"](ds)
        made.use_sampler(ds.RandomSampler())
        rows = [int(row[0]) for row in made.create_tuple_iterator(num_epochs=1, output_numpy=True)]
        assert [row for row in rows if row < 10] == [0, 1, 2, 3, 4]
        assert [row for row in rows if row >= 10] == [10, 11, 12, 13, 14]


REFUSED = """
two(3)  two(ds.SequentialSampler())  two(ds.RandomSampler(True))  two(ds.RandomSampler(num_samples=3))
two(ds.DistributedSampler(2,0))  two(ds.DistributedSampler(2,0,False,3))  batched(ds.DistributedSampler(2,0,False))
limited(ds.DistributedSampler(2,0,False))
""".split()


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text) -> None:
    found = []
    for ds in SIDES:
        made = {
            "two": CASES["two"](ds),
            "batched": numbers(ds, 4).batch(2).concat(numbers(ds, 4).batch(2)),
            "limited": numbers(ds, 4, num_samples=3).concat(numbers(ds, 4)),
        }
        with pytest.raises(Exception) as raised:
            eval(text, {"ds": ds, **{name: one.use_sampler for name, one in made.items()}})
        found.append(raised.type)
    assert found[1] is found[0]
