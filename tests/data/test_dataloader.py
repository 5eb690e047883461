"""The loader in torch's manner beside MindSpore's: batches, orders, random numbers of processes, classes of errors."""

import collections
import os
import random

import mindspore
import mindspore.dataset.dataloader
import numpy as np
import pytest
from raising import raises

import msshim
import msshim.dataset.dataloader

SIDES = ((mindspore, mindspore.dataset.dataloader), (msshim, msshim.dataset.dataloader))
Pair = collections.namedtuple("Pair", "a b")


def classes(D):
    """Datasets of one side: of rows, iterable, of what processes know, of failures."""

    class Rows(D.Dataset):
        def __len__(self) -> int:
            return 10

        def __getitem__(self, i):
            return np.float32(i), {"a": np.full(2, i), "b": str(i)}, float(i), i, Pair(i, [1, 2])

    class Stream(D.IterableDataset):
        def __iter__(self):
            info = D.get_worker_info()
            return iter(range(info.id if info else 0, 7, info.num_workers if info else 1))

        def __len__(self) -> int:
            return 7

    class Known(D.Dataset):
        def __len__(self) -> int:
            return 6

        def __getitem__(self, i):
            info = D.get_worker_info()
            return i, info.id if info else -1, info.seed if info else 0, random.random(), np.random.rand()

    class Failing(D.Dataset):
        def __len__(self) -> int:
            return 6

        def __getitem__(self, i):
            if i == 3:
                raise KeyError("my key")
            return i

    return {one.__name__: one for one in (Rows, Stream, Known, Failing)}


def plain(value):
    if hasattr(value, "asnumpy"):
        return "Tensor", str(value.dtype), value.asnumpy().tolist()
    if isinstance(value, np.ndarray):
        return "array", str(value.dtype), value.tolist()
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value).__name__, [plain(one) for one in value]
    return value


def seen(ms, D, text):
    """Two epochs of a loader or sampler, or another value; or the class of the error."""
    names = {"D": D, "L": D.DataLoader, "ms": ms, "np": np, "Pair": Pair, "g": np.random.default_rng, **classes(D)}
    np.random.seed(4)
    try:
        made = eval(text, names)
        if isinstance(made, (D.DataLoader, D.Sampler)):
            return [[plain(one) for one in made] for _ in range(2)]
        return plain(made)
    except Exception as error:
        return type(error)


VALUES = """
L(Rows())  L(Rows(),3)  L(Rows(),3,drop_last=True)  L(Rows(),None)  L(Rows(),4,True,generator=g(3))
L(Rows(),sampler=[3,1,2])  L(Rows(),batch_sampler=[[1,2],[5]])  L(Rows(),2,collate_fn=len)  L(Stream(),3)
L(Stream(),3,drop_last=True)  L(Stream(),None)  L(Stream(),2,num_workers=2)  L(Known(),2,num_workers=2,generator=g(5))
L(Known(),2,True,num_workers=2,generator=g(5))  L(Known(),2,num_workers=1,generator=g(5),persistent_workers=True)
L([1,2,3],2)  L((1.5,2.5,3),2)  L(["a",b"b"],2)  L([True,False],2)  L([Pair(1,2)],None)  L([np.array(["a"])],None)
L(D.TensorDataset(ms.Tensor([[1.,2],[3,4]]),ms.Tensor([1,2])),2)  len(D.TensorDataset(ms.Tensor([1,2])))
D.SequentialSampler(range(3))  D.RandomSampler(range(10),generator=g(1))  D.RandomSampler(range(5))
D.RandomSampler(range(10),True,70,generator=g(1))  D.RandomSampler(range(10),False,25,generator=g(1))
D.BatchSampler(range(7),3,False)  D.BatchSampler(range(7),3,True)  D.DistributedSampler(range(10),3,1)
D.DistributedSampler(range(10),3,2,False)  D.DistributedSampler(range(10),3,2,True,7,True)
D.DistributedSampler(range(2),5,3)  D.DistributedSampler(range(10))  len(D.RandomSampler(range(5)))
len(D.DistributedSampler(range(10),3,1))  len(D.BatchSampler(range(7),3,True))  len(D.BatchSampler([],3,False))
len(L(Rows(),3))  len(L(Stream(),3))  len(L(Stream(),3,drop_last=True))  len(L(Stream(),None))  len(L(Rows(),None))
len(L(Rows(),batch_sampler=[[1,2],[5]]))  len(iter(L(Rows(),3)))  L(Rows(),3).batch_size  D.get_worker_info()
L(Rows(),batch_sampler=[[1]]).batch_size  L(Rows(),num_workers=1).prefetch_factor
D.default_convert({"a":[np.ones(2),(1,np.float32(2))],"b":"x"})  D.default_convert(np.float32(3))
D.default_convert(Pair(np.ones(1),2))  D.default_convert(collections.OrderedDict(a=np.ones(1)))
D.default_collate([(1,2),(3,4)])  D.default_collate([{"a":1},{"a":2}])  D.default_collate([np.float32(1),np.float32(2)])
D.default_collate([ms.Tensor([1]),ms.Tensor([2])])  D.default_collate([1.5,2])  D.default_collate([1,2.5])
""".split()

ERRORS = """
L(Failing(),2)  L(Failing(),2,num_workers=1)  L([[1,2],[3]],2)  L([None],1)  L([np.array("a")],1)
D.TensorDataset(ms.Tensor([1.]),ms.Tensor([1,2]))  L(Rows(),0)  L(Rows(),"a")  L(Rows(),True)  L(Rows(),shuffle=1)
L(3)  L(Stream(),shuffle=True)  L(Stream(),sampler=[1])  L(Stream(),batch_sampler=[[1]])
L(Rows(),sampler=[1],shuffle=True)  L(Rows(),2,batch_sampler=[[1]])  L(Rows(),batch_sampler=[[1]],drop_last=True)
L(Rows(),num_workers=-1)  L(Rows(),num_workers=1.5)  L(Rows(),num_workers=True)  L(Rows(),timeout=-1)
L(Rows(),timeout="a")  L(Rows(),prefetch_factor=2)  L(Rows(),num_workers=1,prefetch_factor=0)
L(Rows(),persistent_workers=True)  L(Rows(),multiprocessing_context="fork")
L(Rows(),num_workers=1,multiprocessing_context=3)  L(Rows(),generator=3)  L(Rows(),in_order=1)  L(Rows(),pin_memory=1)
L(Rows(),drop_last=1)  D.RandomSampler(range(3),1)  D.RandomSampler(range(3),num_samples=0)
D.RandomSampler(range(3),num_samples="a")  D.RandomSampler(range(3),generator=1)  D.BatchSampler(range(3),0,False)
D.BatchSampler(range(3),2,1)  D.BatchSampler(range(3),"a",False)  D.DistributedSampler(range(3),0,0)
D.DistributedSampler(range(3),2,2)  D.DistributedSampler(range(3),"a",2)  D.DistributedSampler(range(3),2,1,1)
D.DistributedSampler(range(3),2,1,True,"a")  D.DistributedSampler(range(3),2,1).set_epoch("a")  D.Dataset()[0]
iter(D.IterableDataset())  D.default_collate([[1,2],[3]])  D.default_collate([None])  D.default_collate([])
""".split()


@pytest.mark.parametrize("text", VALUES)
def test_values(text) -> None:
    theirs, ours = (seen(ms, D, text.replace("collections.", "__import__('collections').")) for ms, D in SIDES)
    assert not isinstance(theirs, type)
    assert ours == theirs


@pytest.mark.parametrize("text", ERRORS)
def test_errors(text) -> None:
    theirs, ours = (seen(ms, D, text) for ms, D in SIDES)
    assert isinstance(theirs, type)
    assert ours is theirs


def test_epochs_of_several_processes() -> None:
    orders = []
    for _, D in SIDES:
        sampler = D.DistributedSampler(range(9), 2, 1)
        sampler.set_epoch(3)
        orders.append(list(sampler))
    assert orders[0] == orders[1]


class Dying:
    """Ends its process at the fourth item."""

    def __len__(self) -> int:
        return 6

    def __getitem__(self, i):
        if i == 3:
            os._exit(5)
        return i


def test_a_process_that_ends_is_an_error() -> None:
    with raises(RuntimeError, match="exited unexpectedly"):
        list(msshim.dataset.dataloader.DataLoader(Dying(), 2, num_workers=1))


def test_a_failure_has_the_traceback_of_the_process() -> None:
    Failing = classes(msshim.dataset.dataloader)["Failing"]
    with raises(RuntimeError, match=r'(?s)__getitem__.*raise KeyError\("my key"\)'):
        list(msshim.dataset.dataloader.DataLoader(Failing(), 2, num_workers=1))
