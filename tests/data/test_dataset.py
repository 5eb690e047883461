"""Pipelines of data beside MindSpore's: columns, sizes, values and order, over epochs and iterators, from one seed."""

import mindspore
import mindspore.dataset
import numpy as np
import pytest

import msshim
import msshim.dataset

SIDES = ((mindspore, mindspore.dataset), (msshim, msshim.dataset))


class Numbers:
    """23 items of two columns."""

    def __getitem__(self, i):
        return np.array([i, 10.0 * i]), i

    def __len__(self):
        return 23


def pairs():
    for i in range(7):
        yield np.array([i, i + 1]), i * 2.0


def ragged():
    for i in range(1, 6):
        yield (np.arange(i),)


def numbers(ds, **given):
    return ds.GeneratorDataset(Numbers(), ["a", "b"], **given)


def plain(ds):
    return numbers(ds, shuffle=False)


def ten(ds, **given):
    return ds.NumpySlicesDataset(list(range(10)), **given)


PIPELINES = {
    "a function": lambda ds: ds.GeneratorDataset(pairs, ["a", "b"]),
    "a function's order": lambda ds: ds.GeneratorDataset(pairs, ["a", "b"], shuffle=True),
    "a generator": lambda ds: ds.GeneratorDataset(pairs(), ["a", "b"]),
    "a list": lambda ds: ds.GeneratorDataset([1, 2, 3], "a"),
    "at most": lambda ds: ds.GeneratorDataset(pairs, ["a", "b"], num_samples=3),
    "numbered": numbers,
    "numbered at most": lambda ds: numbers(ds, num_samples=5),
    "in order": plain,
    "many": lambda ds: ds.NumpySlicesDataset(np.arange(3001)),
    "shards of many": lambda ds: ds.NumpySlicesDataset(np.arange(2999), num_shards=3, shard_id=1),
    "batch sampler": lambda ds: numbers(ds, batch_sampler=[[1, 2], [3], [0, 5, 9]]),
    "collate": lambda ds: numbers(ds, batch_sampler=[[1, 2], [3]], collate_fn=lambda a, b: (a, [x * 2 for x in b])),
    "shuffle": lambda ds: plain(ds).shuffle(5),
    "shuffle all": lambda ds: plain(ds).shuffle(100),
    "shuffle twice": lambda ds: numbers(ds).shuffle(7).repeat(2),
    "batch": lambda ds: numbers(ds).batch(4),
    "whole batches, twice": lambda ds: numbers(ds).batch(4, True).repeat(2),
    "twice, in batches": lambda ds: numbers(ds).repeat(2).batch(5),
    "batches of a function": lambda ds: plain(ds).batch(lambda info: info.get_batch_num() + 1),
    "map of a batch": lambda ds: plain(ds).batch(
        4, per_batch_map=lambda a, b, info: (a, [x + info.get_batch_num() + 100 * info.get_epoch_num() for x in b])
    ),
    "map of a batch's column": lambda ds: plain(ds).batch(
        4, per_batch_map=lambda b, info: (b, [x * 2 for x in b]), input_columns=["b"], output_columns=["c", "d"]
    ),
    "a dict": lambda ds: ds.NumpySlicesDataset({"x": [1, 2, 3, 4], "y": [1.0, 2.0, 3.0, 4.0]}),
    "arrays": lambda ds: ds.NumpySlicesDataset((np.arange(10), np.ones((10, 2), np.float32)), ["u", "v"]).batch(3),
    "own names": lambda ds: ds.NumpySlicesDataset((np.arange(3), np.arange(3)), shuffle=False),
    "a shard": lambda ds: ten(ds, num_shards=3, shard_id=1),
    "a shard in order": lambda ds: ten(ds, num_shards=3, shard_id=2, shuffle=False),
    "a shard, from the second": lambda ds: ten(ds, sampler=ds.DistributedSampler(3, 0, False, offset=1)),
    "with replacement": lambda ds: ten(ds, sampler=ds.RandomSampler(True, 6)),
    "six at random": lambda ds: ten(ds, sampler=ds.RandomSampler(num_samples=6)),
    "a subset at random": lambda ds: ten(ds, sampler=ds.SubsetRandomSampler([1, 5, 7, 2])),
    "a subset": lambda ds: ten(ds, sampler=ds.SubsetSampler([1, 5, 7, 2])),
    "a part": lambda ds: ten(ds, sampler=ds.SequentialSampler(3, 4)),
    "a list as sampler": lambda ds: ten(ds, sampler=[3, 1, 2]),
    "map": lambda ds: plain(ds).map(lambda a: a * 2, ["a"]).map([lambda b: (b, b + 1)], ["b"], ["c", "d"]),
    "map of the first column": lambda ds: plain(ds).map(lambda a: a * 2),
    "map of two": lambda ds: plain(ds).map([lambda a, b: (b, a), lambda b, a: b + a[0]], ["a", "b"], ["c"]),
    "filter": lambda ds: plain(ds).filter(lambda b: b % 3 == 0, ["b"]),
    "take and skip": lambda ds: numbers(ds).take(5).skip(2),
    "take all": lambda ds: plain(ds).take(-1),
    "zip": lambda ds: ds.zip(
        (ds.NumpySlicesDataset({"p": [1, 2, 3]}, shuffle=False), ds.NumpySlicesDataset({"q": [4, 5]}, shuffle=False))
    ),
    "zip method": lambda ds: ten(ds).zip(ds.NumpySlicesDataset({"q": [4, 5]})),
    "concat": lambda ds: ten(ds, shuffle=False) + ten(ds, shuffle=False).take(2),
    "columns": lambda ds: plain(ds).project(["b", "a"]).rename(["a"], ["z"]),
    "padded": lambda ds: ds.GeneratorDataset(ragged, ["a"]).padded_batch(2, pad_info={"a": ([4], -1)}),
    "padded to the largest": lambda ds: ds.GeneratorDataset(ragged, ["a"]).padded_batch(2, True, pad_info={}),
    "split": lambda ds: ten(ds, shuffle=False).split([0.6, 0.4])[1],
    "split in order": lambda ds: ten(ds, shuffle=False).split([7, 3], False)[1],
    "split unevenly": lambda ds: numbers(ds).split([0.5, 0.5])[0],
    "split of rows": lambda ds: ds.GeneratorDataset(pairs, ["a", "b"]).split([0.5, 0.5])[1],
    "split, other sampler": lambda ds: other_sampler(ds),
    "apply": lambda ds: plain(ds).apply(lambda one: one.batch(2)),
    "flat map": lambda ds: ten(ds, shuffle=False).flat_map(lambda x: ds.NumpySlicesDataset([int(x)] * 2)),
    "added sampler": lambda ds: added(ds),
}


def other_sampler(ds):
    part, _ = ten(ds, shuffle=False).split([0.6, 0.4])
    part.use_sampler(ds.RandomSampler())
    return part


def added(ds):
    made = ten(ds, shuffle=False)
    made.add_sampler(ds.SubsetSampler([4, 2]))
    return made


def seen(ms, ds, pipeline):
    """Everything that can be asked of it: two epochs of one iterator, then another one."""
    ms.set_seed(3)
    made = pipeline(ds)
    rows = made.create_dict_iterator(num_epochs=2)
    epochs = [[{k: (str(v.dtype), v.asnumpy().tolist()) for k, v in row.items()} for row in rows] for _ in range(2)]
    again = [[value.tolist() for value in row] for row in made.create_tuple_iterator(num_epochs=1, output_numpy=True)]
    questions = (
        made.get_dataset_size(),
        made.get_col_names(),
        made.get_batch_size(),
        made.get_repeat_count(),
        made.output_shapes() if made.get_batch_size() != -1 else None,
        [str(dtype) for dtype in made.output_types()],
    )
    return epochs, again, questions


@pytest.mark.parametrize("name", PIPELINES)
def test_pipeline(name: str) -> None:
    real, mine = (seen(ms, ds, PIPELINES[name]) for ms, ds in SIDES)
    assert mine == real


BAD = {
    "no columns": lambda ds: ds.GeneratorDataset(pairs),
    "a source that is none": lambda ds: ds.GeneratorDataset(3, ["a"]),
    "names that are none": lambda ds: ds.GeneratorDataset(pairs, [1, 2]),
    "a sampler of a function": lambda ds: ds.GeneratorDataset(pairs, ["a", "b"], sampler=ds.SequentialSampler()),
    "a shard of a function": lambda ds: ds.GeneratorDataset(pairs, ["a", "b"], num_shards=2, shard_id=0),
    "epochs below -1": lambda ds: ten(ds).create_tuple_iterator(num_epochs=-3),
    "a shard too many": lambda ds: ten(ds, num_shards=2, shard_id=2),
    "half a shard": lambda ds: ten(ds, num_shards=2),
    "batch of 0": lambda ds: ten(ds).batch(0),
    "batch of a float": lambda ds: ten(ds).batch(2.0),
    "remainder": lambda ds: ten(ds).batch(2, 1),
    "shuffle of 1": lambda ds: ten(ds).shuffle(1),
    "repeat 0": lambda ds: ten(ds).repeat(0),
    "take 0": lambda ds: ten(ds).take(0),
    "skip -1": lambda ds: ten(ds).skip(-1),
    "a filter that is none": lambda ds: ten(ds).filter(3),
    "a map that is none": lambda ds: ten(ds).map(3),
    "other sizes": lambda ds: ten(ds).split([3, 3]),
    "too small": lambda ds: ten(ds).split([0.99, 0.01]),
    "zip of one": lambda ds: ds.zip(ten(ds)),
    "columns of another length": lambda ds: ds.NumpySlicesDataset(([1, 2], [1])),
    "epochs": lambda ds: ten(ds).create_tuple_iterator(num_epochs=0),
    "a sampler's count": lambda ds: ds.RandomSampler(num_samples=-1),
    "replacement": lambda ds: ds.RandomSampler(replacement=1),
    "indices": lambda ds: ds.SubsetSampler(["a"]),
    "a seed": lambda ds: ds.config.set_seed(-1),
}


@pytest.mark.parametrize("name", BAD)
def test_errors(name: str) -> None:
    raised = []
    for _, ds in SIDES:
        with pytest.raises(Exception) as caught:
            BAD[name](ds)
        raised.append(caught.type)
    assert raised[0] is raised[1]


def test_own_sampler() -> None:
    drawn = []
    for _, ds in SIDES:

        class Backwards(ds.Sampler):
            def __iter__(self):
                yield from range(self.dataset_size - 1, -1, -1)

        rows = ten(ds, sampler=Backwards()).create_dict_iterator(1)
        drawn.append([row["column_0"].asnumpy().item() for row in rows])
    assert drawn[0] == drawn[1]


def test_a_seed_of_its_own() -> None:
    orders = []
    for ms, ds in SIDES:
        ms.set_seed(1)
        ds.config.set_seed(7)
        assert ds.config.get_seed() == 7
        orders.append([row[0].asnumpy().item() for row in ten(ds)])
    assert orders[0] == orders[1]


def test_model_trains_on_it() -> None:
    weights = []
    for ms, ds in SIDES:
        ms.set_seed(2)
        net = ms.nn.Dense(2, 1)
        x = np.random.default_rng(0).standard_normal((12, 2)).astype(np.float32)
        data = ds.NumpySlicesDataset((x, x[:, :1] - x[:, 1:]), ["x", "y"]).batch(4)
        model = ms.train.Model(net, ms.nn.MSELoss(), ms.nn.SGD(net.trainable_params(), 0.1), {"loss": ms.train.Loss()})
        model.train(3, data, dataset_sink_mode=False)
        weights.append((net.weight.asnumpy(), model.eval(data, dataset_sink_mode=False)["loss"]))
    np.testing.assert_allclose(weights[1][0], weights[0][0], atol=1e-6)
    np.testing.assert_allclose(weights[1][1], weights[0][1], rtol=1e-5)


def test_dataset_helper() -> None:
    drawn = []
    for ms, ds in SIDES:
        ms.set_seed(4)
        helper = ms.DatasetHelper(ten(ds).batch(4), dataset_sink_mode=False, epoch_num=2)
        drawn.append([[batch[0].asnumpy().tolist() for batch in helper] for _ in range(2)])
    assert drawn[0] == drawn[1]
    for given in ({"dataset_sink_mode": 1}, {"sink_size": "a"}, {"sink_size": 0}):
        raised = []
        for ms, ds in SIDES:
            with pytest.raises(Exception) as caught:
                ms.DatasetHelper(ten(ds), **{"dataset_sink_mode": False, **given})
            raised.append(caught.type)
        assert raised[0] is raised[1]


IMAGE = np.random.default_rng(0).integers(0, 256, (5, 7, 3), np.uint8)
TRANSFORMS = {
    "rescale": lambda T, V: V.Rescale(1 / 255, -0.5)(IMAGE),
    "normalize": lambda T, V: V.Normalize([100.0, 2, 3], [1.0, 20, 4])(IMAGE),
    "normalize, channels first": lambda T, V: V.Normalize([100.0, 2, 3], [1.0, 20, 4], False)(np.float32(IMAGE.T)),
    "channels first": lambda T, V: V.HWC2CHW()(IMAGE),
    "without channels": lambda T, V: V.HWC2CHW()(IMAGE[..., 0]),
    "tensor": lambda T, V: V.ToTensor()(IMAGE),
    "tensor without channels": lambda T, V: V.ToTensor(np.float64)(IMAGE[..., 0]),
    "middle": lambda T, V: V.CenterCrop(3)(IMAGE),
    "middle of two sizes": lambda T, V: V.CenterCrop((2, 4))(IMAGE),
    "larger than the image": lambda T, V: V.CenterCrop((8, 4))(IMAGE),
    "cast": lambda T, V: T.TypeCast(np.float16)(IMAGE),
    "cast by name": lambda T, V: T.TypeCast("int32")(IMAGE + 0.7),
    "tensor by name": lambda T, V: V.ToTensor("float64")(IMAGE),
    "one hot": lambda T, V: T.OneHot(5)(np.int32(3)),
    "one hot of one in an array": lambda T, V: T.OneHot(5)(np.array([1])),
    "one hot of a column": lambda T, V: T.OneHot(5)(np.array([[1], [2]])),
    "one hot of a column in a batch": lambda T, V: T.OneHot(5)(np.array([[[1], [2]]])),
    "one hot of several": lambda T, V: T.OneHot(5)(np.array([1, 2])),
    "smooth": lambda T, V: T.OneHot(5, 0.1)(np.int32(1)),
    "composed": lambda T, V: T.Compose([V.Rescale(2.0, 0.0), V.HWC2CHW()])(IMAGE),
}
REFUSED = {
    "std": lambda T, V: V.Normalize([1.0], [0.0]),
    "no list": lambda T, V: V.Normalize(3, 4),
    "no number": lambda T, V: V.Rescale("a", 1),
    "no dtype": lambda T, V: T.TypeCast(3),
    "None for a dtype": lambda T, V: T.TypeCast(None),
    "no name of a dtype": lambda T, V: T.TypeCast("nothing"),
    "no dtype of a tensor": lambda T, V: V.ToTensor("nothing"),
    "one hot of a matrix": lambda T, V: T.OneHot(5)(np.array([[1, 2], [0, 1]])),
    "no class": lambda T, V: T.OneHot(0),
    "a class too many": lambda T, V: T.OneHot(3)(np.int32(5)),
    "no transforms": lambda T, V: T.Compose([]),
    "no list of transforms": lambda T, V: T.Compose(3),
    "no image": lambda T, V: V.HWC2CHW()(3),
    "no size": lambda T, V: V.CenterCrop(0),
}


def rooms():
    import mindspore.dataset.transforms
    import mindspore.dataset.vision

    from msshim._src.names import deep

    mine = deep.module("dataset.transforms"), deep.module("dataset.vision")
    return (mindspore.dataset.transforms, mindspore.dataset.vision), mine


@pytest.mark.parametrize("name", TRANSFORMS)
def test_transform(name: str) -> None:
    real, mine = (TRANSFORMS[name](*room) for room in rooms())
    assert (mine.dtype, mine.shape) == (real.dtype, real.shape)
    np.testing.assert_allclose(mine, real, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("name", REFUSED)
def test_refused_by_a_transform(name: str) -> None:
    raised = []
    for room in rooms():
        with pytest.raises(Exception) as caught:
            REFUSED[name](*room)
        raised.append(caught.type)
    assert raised[0] is raised[1]


def test_interpolations() -> None:
    real, mine = (room[1].Inter for room in rooms())
    assert {name: int(one) for name, one in mine.__members__.items()} == {
        name: int(one) for name, one in real.__members__.items()
    }
