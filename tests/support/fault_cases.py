"""Processes that ask for different things, for msshim alone: the real MindSpore waits, ends, or computes nonsense."""

import numpy as np


def _outcome(call, *arguments):
    try:
        return call(*arguments)
    except Exception as error:
        return error


def shapes(ms, rank, size):
    return _outcome(ms.ops.AllReduce(), ms.Tensor(np.ones(3 + rank, "float32")))


def dtypes(ms, rank, size):
    return _outcome(ms.ops.AllReduce(), ms.Tensor(np.ones(3, "float64" if rank else "float32")))


def dtypes_of_one_size(ms, rank, size):
    return _outcome(ms.ops.AllReduce(), ms.Tensor(np.ones(3, "int32" if rank else "float32")))


def operations(ms, rank, size):
    return _outcome(ms.ops.AllReduce("max" if rank else "sum"), ms.Tensor(np.ones(3, "float32")))


def collectives(ms, rank, size):
    x = ms.Tensor(np.ones(4, "float32"))
    return _outcome(lambda: ms.ops.Broadcast(0)((x,)) if rank else ms.ops.AllReduce()(x))


def roots(ms, rank, size):
    return _outcome(lambda: ms.ops.Broadcast(rank)((ms.Tensor(np.ones(4, "float32")),)))


def in_place(ms, rank, size):
    return _outcome(ms.mint.distributed.all_reduce, ms.Tensor(np.ones(3 + rank, "float32")))


def in_a_group(ms, rank, size):
    ms.communication.create_group("turned", [1, 0])
    return _outcome(ms.ops.AllGather("turned"), ms.Tensor(np.ones(3 + rank, "float32")))


def left_and_joined_again(ms, rank, size):
    c = ms.communication
    c.release()
    alone = _outcome(ms.ops.AllReduce(), ms.Tensor(np.ones(3, "float32")))
    c.init()
    gone = _outcome(c.get_rank, "turned")
    return alone, c.get_rank(), c.get_group_size(), c.get_local_rank(), gone


def afterwards(ms, rank, size):
    return ms.ops.AllReduce()(ms.Tensor(np.ones(3, "float32")))
