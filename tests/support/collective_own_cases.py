"""Collectives that MindSpore's CPU can not run, for msshim alone; tests know the answers by NumPy. See processes.py."""

from itertools import pairwise

import numpy as np
from collective_cases import _made, _tensor
from collective_forms import FORMS, comes_to, sizes_of

MOVED = (
    "float32",
    "float64",
    "float16",
    "bfloat16",
    "int8",
    "int16",
    "int32",
    "int64",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "bool_",
    "complex64",
    "complex128",
)
SUMMED = ("float32", "float64", "float16", "bfloat16", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32")
OPS = ("sum", "prod", "min", "max", "avg")


def _small(ms, rank, shape, dtype, seed=0):
    """Whole numbers that every dtype has."""
    return ms.Tensor(np.random.default_rng(100 * seed + rank).integers(0, 4, shape)).astype(getattr(ms, dtype))


def _several(answer):
    return list(answer) if isinstance(answer, (tuple, list)) else [answer]


def _weights(ms, outs, rank):
    return [ms.Tensor(_made(rank, out.shape, seed=5 + k)) for k, out in enumerate(outs)]


def forms(ms, rank, size, **group):
    found = {}
    for name, form in FORMS.items():

        def loss(x, form=form):
            outs = _several(form.call(ms, x, rank, size, **group))
            pairs = zip(outs, _weights(ms, outs, rank), strict=True)
            return sum((out * weight).sum() for out, weight in pairs), outs

        x = _tensor(ms, rank, form.shape(rank, size))
        (_, outs), grad = ms.value_and_grad(loss, has_aux=True)(x)
        found[name] = outs, grad, x
    return found


def halves(size):
    """Groups, whose order is not that of the ranks."""
    return [[1, 0]] if size == 2 else [[2, 0], [3, 1]]


def forms_in_groups(ms, rank, size):
    ranks = next(ranks for ranks in halves(size) if rank in ranks)
    ms.communication.create_group(f"half {ranks}", ranks)
    return forms(ms, ranks.index(rank), len(ranks), group=f"half {ranks}")


def functions_in_groups(ms, rank, size):
    """Roots and peers are ranks in the world; what is gathered and cut is in the order of the group."""
    dist, ranks = ms.mint.distributed, next(ranks for ranks in halves(size) if rank in ranks)
    name, place, other = f"half {ranks}", ranks.index(rank), ranks[1 - ranks.index(rank)]
    ms.communication.create_group(name, ranks)
    told, total = _tensor(ms, rank), _tensor(ms, rank)
    dist.broadcast(told, ranks[0], name)
    dist.reduce(total, ranks[1], group=name)
    parts, at_one = [_tensor(ms, 9), _tensor(ms, 9)], [_tensor(ms, 9), _tensor(ms, 9)]
    dist.all_gather(parts, _tensor(ms, rank), name)
    dist.gather(_tensor(ms, rank), at_one, ranks[1], name)
    whole, part, mine = _tensor(ms, 9, (4, 3)), _tensor(ms, 9), _tensor(ms, 9)
    dist.all_gather_into_tensor(whole, _tensor(ms, rank), name)
    dist.reduce_scatter(part, [_tensor(ms, rank, seed=2), _tensor(ms, rank, seed=3)], group=name)
    dist.scatter(mine, [_tensor(ms, rank, seed=2), _tensor(ms, rank, seed=3)], ranks[1], name)
    swapped = _tensor(ms, 9)
    dist.all_to_all_single(swapped, _tensor(ms, rank), group=name)
    came = _tensor(ms, 9)
    (handle,) = dist.batch_isend_irecv(
        [dist.P2POp(dist.isend, _tensor(ms, rank), other, name), dist.P2POp("irecv", came, other, name)]
    )
    handle.wait()
    objects, one, given = [None, None], [None, None], [None]
    dist.all_gather_object(objects, rank, name)
    dist.gather_object(rank, one, ranks[0], name)
    dist.scatter_object_list(given, [f"{rank} 0", f"{rank} 1"], ranks[1], name)
    texts = [rank]
    dist.broadcast_object_list(texts, ranks[1], name)
    tensors = told, total, parts, at_one, whole, part, mine, swapped, came
    return place, tensors, (objects, one, given, texts)


def inner_primitives(ms, rank, size):
    from mindspore.ops.operations.comm_ops import _AllSwap, _MirrorOperator, _VirtualDiv

    sends, comes = sizes_of(rank, size), comes_to(rank, size)
    counts = [ms.Tensor([3 * count for count in counts], ms.int64) for counts in (sends, comes)]
    weight = ms.Tensor(_made(rank, seed=1))

    def gradient(call):
        return ms.grad(lambda x: (call(x) * weight).sum())(_tensor(ms, rank))

    world = ms.communication.GlobalComm.WORLD_COMM_GROUP
    mirrors = [_MirrorOperator(world, size, mean) for mean in (False, True)]
    return (
        _AllSwap()(_tensor(ms, rank, (sum(sends), 3)), *counts),
        *[gradient(call) for call in (*mirrors, _VirtualDiv(4))],
        _VirtualDiv(4)(weight),
    )


def all_reduce_gradients(ms, rank, size):
    """By `op`; the values are whole numbers, so that several ranks have the largest."""
    found = {}
    for op in ("prod", "max", "min"):
        x = ms.Tensor(np.random.default_rng(rank).integers(1, 4, (3, 4)).astype("float32"))
        reduce = ms.ops.AllReduce(op)
        found[op] = reduce(x), ms.grad(lambda x: (reduce(x) * ms.Tensor(_made(rank, (3, 4), seed=1))).sum())(x)
    return found


def gradients_that_are_not_known(ms, rank, size):
    found = []
    for make in (lambda: ms.ops.ReduceScatter("max"), lambda: ms.ops.Reduce(0, "max")):
        try:
            found.append(ms.grad(lambda x: make()(x).sum())(_tensor(ms, rank, (size, 2))))
        except Exception as error:
            found.append(error)
    return found


def gradients_of_gradients(ms, rank, size):
    weight = ms.Tensor(_made(rank, seed=1))
    inner = ms.grad(lambda x: (ms.ops.AllReduce()(x * x) * weight).sum())
    return ms.grad(lambda x: (inner(x) * weight).sum())(_tensor(ms, rank))


def sends_and_receives(ms, rank, size):
    """The first half sends to the other, whose gradients come back."""
    half, x = size // 2, _tensor(ms, rank)
    weight = ms.Tensor(_made(rank, seed=1))
    if rank < half:
        send = ms.ops.Send(7, rank + half)
        return send(x), ms.grad(lambda x: (send(x * 2) * weight).sum())(x)
    receive = ms.ops.Receive(7, rank - half, [2, 3], ms.float32)
    return receive(), ms.grad(lambda x: (receive(x) * weight).sum())(x)


def dtypes_summed(ms, rank, size):
    """In place, and not: everywhere the same numbers."""
    dist, found = ms.mint.distributed, {}
    for dtype in SUMMED:
        for op in OPS:
            x, first = _small(ms, rank, (4,), dtype), _small(ms, rank, (4,), dtype)
            dist.all_reduce(x, op)
            out, at = _small(ms, rank, (2,), dtype), _small(ms, rank, (4,), dtype)
            dist.reduce_scatter_tensor(out, _small(ms, rank, (2 * size,), dtype), op)
            dist.reduce(at, 1, op)
            found[dtype, op] = x, ms.ops.AllReduce(op)(first), out, at
    return found


def dtypes_moved(ms, rank, size):
    dist, found = ms.mint.distributed, {}
    for dtype in MOVED:
        x = _small(ms, rank, (size, 2), dtype)
        told, whole = _small(ms, rank, (size, 2), dtype), _small(ms, 9, (size * size, 2), dtype)
        dist.broadcast(told, 1)
        dist.all_gather_into_tensor(whole, x)
        parts, at_one = [_small(ms, 9, (size, 2), dtype) for _ in range(size)], _small(ms, 9, (2,), dtype)
        dist.gather(x, parts, 1)
        dist.scatter(at_one, [x[k] for k in range(size)], 1)
        swapped = _small(ms, 9, (size, 2), dtype)
        dist.all_to_all_single(swapped, x)
        came = _small(ms, 9, (size, 2), dtype)
        ops = [dist.P2POp("isend", x, (rank + 1) % size), dist.P2POp(dist.irecv, came, (rank - 1) % size)]
        for handle in dist.batch_isend_irecv(ops):
            handle.wait()
        found[dtype] = told, whole, parts, at_one, swapped, came
    return found


def of_no_axis_and_of_no_elements(ms, rank, size):
    dist = ms.mint.distributed
    x, whole = _tensor(ms, rank, ()), _tensor(ms, 9, (size,))
    parts = [_tensor(ms, 9, ()) for _ in range(size)]
    dist.all_gather_into_tensor(whole, x)
    dist.all_gather(parts, x)
    dist.all_reduce(x)
    nothing = ms.ops.AllReduce()(_tensor(ms, rank, (0, 3)))
    return whole, parts, x, nothing


def in_places_that_do_not_lie_in_one_piece(ms, rank, size):
    dist = ms.mint.distributed
    x = _tensor(ms, rank, (2, 3)).T
    y, whole = _tensor(ms, rank, (2, 3)), _tensor(ms, 9, (3, 2 * size)).T
    handles = [dist.all_reduce(x, async_op=True), dist.all_gather_into_tensor(whole, _tensor(ms, rank), async_op=True)]
    for handle in handles:
        handle.wait()
    column = y[:, 1]
    dist.broadcast(column, 1)
    return x, whole, column, y


def uneven(ms, rank, size):
    dist = ms.mint.distributed
    sizes, found = [k + 1 for k in range(size)], []
    whole = _tensor(ms, 9, (sum(sizes), 2))
    dist.all_gather_into_tensor_uneven(whole, _tensor(ms, rank, (rank + 1, 2)), sizes)
    parts = [_tensor(ms, 9, (k + 1, 2)) for k in range(size)]
    dist.all_gather(parts, _tensor(ms, rank, (rank + 1, 2)))
    for op in ("sum", "min", "max", "avg"):
        out = _tensor(ms, 9, (rank + 1, 2))
        dist.reduce_scatter_tensor_uneven(out, _tensor(ms, rank, (sum(sizes), 2)), sizes, op)
        found.append(out)
    out = _tensor(ms, 9, (rank + 1, 2))
    dist.reduce_scatter(out, [_tensor(ms, rank, (k + 1, 2), seed=2 + k) for k in range(size)])
    return whole, parts, found, out


def exchanges(ms, rank, size):
    dist, sends, comes = ms.mint.distributed, sizes_of(rank, size), comes_to(rank, size)
    x = _tensor(ms, rank, (sum(sends), 3))
    matrix = [count for other in range(size) for count in sizes_of(other, size)]
    out, by_matrix = _tensor(ms, 9, (sum(comes), 3)), _tensor(ms, 9, (sum(comes), 3))
    dist.all_to_all_single(out, x, comes, sends)
    ms.ops.communication.all_to_all_v_c(by_matrix, x, matrix, async_op=True).wait()
    outs = [_tensor(ms, 9, (count, 3)) for count in comes]
    starts = np.cumsum([0, *sends])
    dist.all_to_all(outs, [x[int(a) : int(b)] for a, b in pairwise(starts)])
    return out, by_matrix, outs


def whole_tensors(ms, rank, size):
    """scatter_tensor and gather_into_tensor, in place and in the old forms with handles."""
    ops, comm = ms.ops.communication, __import__("mindspore.communication.comm_func", fromlist=["x"])
    part, whole = _tensor(ms, 9), _tensor(ms, rank, (2 * size, 3))
    ops.scatter_tensor(part, _tensor(ms, rank, (2 * size, 3)), 1)
    ops.gather_into_tensor(whole, _tensor(ms, rank), 0)
    summed, handle = comm.all_reduce(_tensor(ms, rank), async_op=True)
    handle.wait()
    gathered, other = comm.all_gather_into_tensor(_tensor(ms, rank), async_op=True)
    other.wait()
    if rank % 2 == 0:
        comm.send(_tensor(ms, rank), rank + 1)
        came = comm.irecv(_tensor(ms, 9), rank + 1)
    else:
        came = comm.recv(_tensor(ms, 9), rank - 1), comm.isend(_tensor(ms, rank), rank - 1)
    came[1].wait()
    comm.barrier()
    return part, whole, summed, gathered, came[0], handle is not None


def batches(ms, rank, size):
    comm = __import__("mindspore.communication.comm_func", fromlist=["x"])
    after, before = (rank + 1) % size, (rank - 1) % size
    ops = [
        comm.P2POp("isend", _tensor(ms, rank), after),
        comm.P2POp(comm.irecv, (2, 3), before, recv_dtype=ms.float32),
        comm.P2POp("irecv", _tensor(ms, 9), after),
        comm.P2POp("isend", _tensor(ms, rank, seed=1), before),
    ]
    return comm.batch_isend_irecv(ops)


def forms_that_a_program_chooses(ms, rank, size):
    ops, found = ms.ops.communication, []
    ops.set_comm_ops_inplace(False, ["broadcast", "recv"])
    for call in (
        lambda: ops.broadcast(_tensor(ms, rank), 0),
        lambda: ops.set_comm_ops_inplace(1),
        lambda: ops.set_comm_ops_inplace(True, "all_reduce"),
        lambda: ops.set_comm_ops_inplace(True, ["no"]),
    ):
        try:
            found.append(call())
        except Exception as error:
            found.append(error)
    found.append(ops.send(_tensor(ms, rank), rank + 1) if rank % 2 == 0 else ops.recv(_tensor(ms, 9), rank - 1))
    ops.set_comm_ops_inplace(True)
    return found


def after_what_backward_keeps(ms, rank, size):
    """The gradient is that of what this process computes, whatever came from others into its memory."""

    def loss(x):
        y = ms.ops.exp(x)
        ms.mint.distributed.all_reduce(y)
        return y.sum()

    return ms.grad(loss)(_tensor(ms, rank))


def mistakes(ms, rank, size):
    ops, found = ms.ops, []
    calls = [
        lambda: ops.AllReduce("no")(_tensor(ms, rank)),
        lambda: ops.AllGather()(_tensor(ms, rank, ())),
        lambda: ops.CollectiveScatter()(_tensor(ms, rank, (size + 1,))),
        lambda: ops.AlltoAll(size + 1, 0, 0)(_tensor(ms, rank)),
        lambda: ops.AlltoAll(size, 0, 0)(_tensor(ms, rank, (size + 1,))),
        lambda: ops.AlltoAllVC()(_tensor(ms, rank), [1]),
        lambda: ops.AllGatherV()(_tensor(ms, rank, (2,)), [3] * size),
        lambda: ops.ReduceScatterV()(_tensor(ms, rank, (2,)), [3]),
        lambda: ops.BatchISendIRecv(["nope"], [0])([_tensor(ms, rank)]),
        lambda: ops.BatchISendIRecv(["isend"], [0])([]),
        lambda: ops.NeighborExchange([0], [0], ([2],), ([2],), ms.float32)((_tensor(ms, rank),)),
        lambda: ops.Broadcast(0)(_tensor(ms, rank)),
        lambda: ms.mint.distributed.broadcast(_tensor(ms, rank), size),
    ]
    for call in calls:
        try:
            found.append(call())
        except Exception as error:
            found.append(error)
    return found


def what_does_not_agree(ms, rank, size):
    """Each is said on every rank at once, and what follows goes on."""
    dist, odd, found = ms.mint.distributed, rank % 2, []
    x, other = _tensor(ms, rank), _tensor(ms, rank, (3, 3) if odd else (2, 3))
    kind = _tensor(ms, rank, dtype="int32" if odd else "float32")
    calls = [
        lambda: ms.ops.AllReduce()(other),
        lambda: ms.ops.AllReduce()(kind),
        lambda: ms.ops.AllReduce("max" if odd else "sum")(x),
        lambda: ms.ops.AllReduce()(x) if odd else ms.ops.AllGather()(x),
        lambda: ms.ops.Broadcast(odd)((x,)),
        lambda: ms.ops.ReduceScatter()(_tensor(ms, rank, (size * (1 + odd), 2))),
        lambda: dist.all_reduce(other),
        lambda: dist.broadcast(kind, 0),
        lambda: dist.all_gather([other] * size, other),
        lambda: dist.gather(other, [_tensor(ms, 9, other.shape) for _ in range(size)], 0),
        lambda: dist.all_to_all_single(_tensor(ms, 9, (size, 2 + odd)), _tensor(ms, 9, (size, 2 + odd))),
        lambda: dist.barrier() if odd else dist.all_reduce(x),
    ]
    for call in calls:
        try:
            found.append(call())
        except Exception as error:
            found.append(error)
    return found, ms.ops.AllReduce()(x)
