"""Collectives, each called in every process beside the others, by the same program for both libraries.

The arguments are made by `made(rank, ...)`, so that tests know them, too. See processes.py.
"""

import sys

import numpy as np

OPS = ("sum", "prod", "min", "max", "avg")
DTYPES = ("float32", "float16", "bfloat16", "int8", "int16", "int32", "int64")


def _made(rank, shape=(2, 3), low=-3.0, high=3.0, seed=0):
    return np.random.default_rng(100 * seed + rank).uniform(low, high, shape).astype("float32")


def _tensor(ms, rank, shape=(2, 3), dtype="float32", **how):
    return ms.Tensor(_made(rank, shape, **how)).astype(getattr(ms, dtype))


def _world(ms):
    return ms.communication.GlobalComm.WORLD_COMM_GROUP


def _mint(ms, rank, size):
    """`mint.distributed`; of MindSpore's, the caches that its CPU looks up the wrong way are filled."""
    from mindspore.mint import distributed

    if "msshim" not in sys.modules:
        from mindspore.mint.distributed import distributed as own

        own._GROUP_RANK_CACHE["hccl_world_group"] = rank
        own._GROUP_SIZE_CACHE["hccl_world_group"] = size
    return distributed


def _outcome(call):
    try:
        return call()
    except Exception as error:
        return error


def _settled(ms, call):
    """The outcome of what MindSpore may have left to do."""
    found = _outcome(call)
    after = _outcome(ms.runtime.synchronize)
    return found if after is None else after


def _changed(tensors, call):
    """What a call answers, and what became of the tensors."""
    return call(), tensors


def primitives_are_shown(ms, rank, size):
    ops, world = ms.ops, _world(ms)
    made = [
        ops.AllReduce(),
        ops.AllReduce("max", group=world),
        ops.AllReduce(ops.ReduceOp.AVG),
        ops.Reduce(1),
        ops.Reduce(0, "prod"),
        ops.AllGather(),
        ops.AllGatherV(),
        ops.ReduceScatter(),
        ops.ReduceScatter("min"),
        ops.ReduceScatterV(),
        ops.Broadcast(1),
        ops.CollectiveGather(1),
        ops.CollectiveScatter(),
        ops.Barrier(),
        ops.AlltoAll(2, 0, -1),
        ops.AlltoAllV(),
        ops.AlltoAllV(None, 4),
        ops.AlltoAllVC(),
        ops.AlltoAllVC(None, 2, True),
        ops.Send(3, 1),
        ops.Receive(3, 1, [2, 8], ms.float32),
        ops.Receive(0, 0, (2,), ms.int8, world, world),
        ops.BatchISendIRecv(("isend", "irecv"), [1, 1], [()], (ms.float32,)),
        ops.BatchISendIRecv(["isend"], [1]),
        ops.NeighborExchange([1], [1], ([2, 2],), ([3, 3],), ms.float32),
        ops.NeighborExchangeV2([-1] * 8, [0, 1, 0, 0], [-1] * 8, [0, 1, 0, 0], "NCHW"),
    ]
    return [repr(one) for one in made]


def inner_primitives_are_shown(ms, rank, size):
    from mindspore.communication.comm_func import CommHandle
    from mindspore.ops.operations.comm_ops import _AllSwap, _MirrorOperator, _VirtualDiv

    made = [_AllSwap(), _AllSwap(_world(ms)), _MirrorOperator(_world(ms), size, True), _VirtualDiv(2)]
    return [repr(one) for one in made], _outcome(lambda: _AllSwap(3)), CommHandle().wait(), repr(CommHandle())


def primitives_that_can_not_be_made(ms, rank, size):
    ops = ms.ops
    calls = [
        lambda: ops.AllReduce(3),
        lambda: ops.AllReduce("sum", 3),
        lambda: ops.AllGather(3),
        lambda: ops.AllGather("no"),
        lambda: ops.ReduceScatter("sum", "no"),
        lambda: ops.Broadcast("0"),
        lambda: ops.Broadcast(0, 3),
        lambda: ops.CollectiveScatter(0, "no"),
        lambda: ops.AlltoAll("2", 0, 0),
        lambda: ops.AlltoAll(2, 0, 0, "no"),
        lambda: ops.NeighborExchangeV2([size] * 8, [0] * 4, [-1] * 8, [0] * 4, "NCHW"),
        lambda: ops.Receive(0, 0, [2], ms.bool_),
        lambda: ops.BatchISendIRecv(["isend"], [0, 1]),
        lambda: ops.BatchISendIRecv("isend", [0]),
        lambda: ops.AlltoAllV("no"),
        lambda: ops.AllGatherV("no"),
    ]
    return [_outcome(call) for call in calls]


def all_reduce(ms, rank, size):
    reduce = ms.ops.AllReduce()
    shapes = [(2, 3), (), (1,), (1003,), (0,)]
    found = [reduce(_tensor(ms, rank, shape)) for shape in shapes[:4]]
    found += [reduce(_tensor(ms, rank, (50,), "float16")), ms.ops.AllReduce("sum", _world(ms))(_tensor(ms, rank))]
    return [*found, reduce(ms.Parameter(_tensor(ms, rank), name="p")), reduce(_tensor(ms, rank, (3, 2)).T)]


def all_reduce_leaves_its_argument(ms, rank, size):
    x = _tensor(ms, rank)
    ms.ops.AllReduce()(x)
    return x


def all_reduce_gradient(ms, rank, size):
    weight = ms.Tensor(_made(rank, seed=1))

    def loss(x):
        return (ms.ops.AllReduce()(x * x) * weight).sum()

    x = _tensor(ms, rank)
    return ms.grad(loss)(x), ms.value_and_grad(loss)(x)


def all_reduce_gradient_in_a_graph(ms, rank, size):
    class Net(ms.nn.Cell):
        def __init__(self):
            super().__init__()
            self.dense = ms.nn.Dense(3, 2, weight_init=ms.Tensor(_made(0, (2, 3))), bias_init="zeros")
            self.reduce = ms.ops.AllReduce()

        def construct(self, x):
            return self.reduce(self.dense(x)).sum()

    ms.set_context(mode=ms.GRAPH_MODE)
    try:
        net = Net()
        value, grads = ms.value_and_grad(net, None, net.trainable_params())(_tensor(ms, rank))
        return value, list(grads)
    finally:
        ms.set_context(mode=ms.PYNATIVE_MODE)


def all_gather(ms, rank, size):
    gather = ms.ops.AllGather()
    kinds = [((2, 3), "float32"), ((1,), "float16"), ((2, 2, 2), "int32"), ((3,), "int64")]
    return [gather(_tensor(ms, rank, shape, dtype)) for shape, dtype in kinds]


def broadcast(ms, rank, size):
    kinds = [((2, 3), "float32"), ((), "float32"), ((4,), "int32")]
    return [
        ms.ops.Broadcast(root)((_tensor(ms, rank, shape, dtype),)) for root in range(size) for shape, dtype in kinds
    ]


def broadcast_gradient(ms, rank, size):
    weight = ms.Tensor(_made(rank, seed=1))
    return ms.grad(lambda x: (ms.ops.Broadcast(0)((x * x,))[0] * weight).sum())(_tensor(ms, rank))


def broadcast_without_a_tuple(ms, rank, size):
    return ms.ops.Broadcast(0)(_tensor(ms, rank))


def reduce_scatter_of_a_shape_that_can_not_be_cut(ms, rank, size):
    return ms.ops.ReduceScatter()(_tensor(ms, rank, (size + 1, 2)))


def functional_broadcast(ms, rank, size):
    from mindspore.communication.comm_func import broadcast

    return broadcast(_tensor(ms, rank), 1, group=_world(ms)), _outcome(lambda: broadcast(_tensor(ms, rank), "1"))


def mint_all_reduce(ms, rank, size):
    dist, found = _mint(ms, rank, size), []
    for dtype in DTYPES:
        for op in OPS:
            x = _tensor(ms, rank, (5,), dtype, low=1, high=4)
            found.append((dtype, op, dist.all_reduce(x, op), x))
            ms.runtime.synchronize()
    return found


def mint_all_reduce_means_of_integers(ms, rank, size):
    dist, found = _mint(ms, rank, size), []
    for dtype in ("int8", "int16", "int32", "int64"):
        x = ms.Tensor(np.array([-7, -3, -1, 0, 1, 3, 7]) * (rank + 1) + rank).astype(getattr(ms, dtype))
        dist.all_reduce(x, "avg")
        ms.runtime.synchronize()
        found.append(x)
    return found


def mint_all_reduce_handles(ms, rank, size):
    dist = _mint(ms, rank, size)
    x, y = _tensor(ms, rank), _tensor(ms, rank, dtype="int16", high=9)
    handles = [dist.all_reduce(x, async_op=True), dist.all_reduce(y, "max", async_op=True)]
    answers = [handle.wait() for handle in handles]
    return [type(handle).__name__ for handle in handles], answers, x, y


def mint_mistakes(ms, rank, size):
    dist, x = _mint(ms, rank, size), _tensor(ms, rank)
    calls = [
        lambda: dist.all_reduce(3),
        lambda: dist.all_reduce(x, "no"),
        lambda: dist.all_reduce(x, 3),
        lambda: dist.all_reduce(x, group=3),
        lambda: dist.all_reduce(x, async_op=1),
        lambda: dist.all_reduce(x, group="no"),
        lambda: dist.broadcast(x, 0, group="no"),
        lambda: dist.broadcast(x, "0"),
        lambda: dist.all_gather(3, x),
        lambda: dist.all_gather([x] * (size + 1), x),
        lambda: dist.all_gather([_tensor(ms, rank, (3,))] * size, x),
        lambda: dist.all_gather([_tensor(ms, rank, dtype="int32")] * size, x),
        lambda: dist.all_gather([x, _tensor(ms, rank, dtype="int32")], x),
        lambda: dist.all_gather_into_tensor(x, x),
        lambda: dist.all_gather_into_tensor(_tensor(ms, 0, (4, 3), "int32"), x),
        lambda: dist.reduce_scatter_tensor(x, x),
        lambda: dist.barrier(3),
        lambda: dist.barrier(async_op=1),
        lambda: dist.send(x, rank),
        lambda: dist.send(x, "1"),
        lambda: dist.isend(x, rank),
        lambda: dist.recv(x, "1"),
        lambda: dist.reduce_scatter(x, [x] * (size + 1)),
        lambda: dist.scatter(x, 3, 0),
        lambda: dist.gather(x, [_tensor(ms, rank), _tensor(ms, rank, (3,))], rank),
        lambda: dist.batch_isend_irecv([]),
        lambda: dist.all_to_all_single(_tensor(ms, 0, (3,)), _tensor(ms, 0, (3,))),
        lambda: dist.P2POp("nope", x, 1),
        lambda: dist.P2POp(dist.send, x, 1),
        lambda: dist.P2POp("isend", 3, 1),
        lambda: dist.P2POp("isend", x, "1"),
        lambda: dist.P2POp("isend", x, 1, tag=1),
        lambda: dist.all_gather_object([None], 1),
        lambda: dist.broadcast_object_list([], 0),
        lambda: dist.send_object_list([1], rank),
        lambda: dist.scatter_object_list([], [1], 0),
    ]
    return [_settled(ms, call) for call in calls]


def mint_gathers_and_scatters(ms, rank, size):
    dist, found = _mint(ms, rank, size), []
    for dtype in ("float32", "float16"):
        for root in range(size):
            parts = [_tensor(ms, 9, dtype=dtype) for _ in range(size)]
            found.append(_changed(parts, lambda: dist.all_gather(parts, _tensor(ms, rank, dtype=dtype))))
            ms.runtime.synchronize()
            x = _tensor(ms, rank, dtype=dtype)
            found.append(_changed(x, lambda: dist.broadcast(x, root)))
            ms.runtime.synchronize()
    for root in range(size):
        x, parts = _tensor(ms, 9), [_tensor(ms, rank, seed=2 + place) for place in range(size)]
        found.append(_changed(x, lambda: dist.scatter(x, parts, root)))
        ms.runtime.synchronize()
        parts = [_tensor(ms, 9) for _ in range(size)]
        found.append(_changed(parts, lambda: dist.gather(_tensor(ms, rank), parts, root)))
        ms.runtime.synchronize()
    return [*found, dist.barrier()]


def mint_broadcast_dtypes(ms, rank, size):
    dist, found = _mint(ms, rank, size), []
    for dtype in ("float64", "int64"):
        x = _tensor(ms, rank, dtype=dtype)
        dist.broadcast(x, 1)
        ms.runtime.synchronize()
        found.append(x)
    return found


def mint_messages(ms, rank, size):
    dist, found = _mint(ms, rank, size), []
    after, before = (rank + 1) % size, (rank - 1) % size
    for dtype in ("float32", "int64"):
        x, y = _tensor(ms, rank, dtype=dtype), _tensor(ms, 9, dtype=dtype)
        if rank == 0:
            found += [dist.send(x, after), dist.recv(y, before)]
        else:
            found += [dist.recv(y, before), dist.send(x, after)][::-1]
        ms.runtime.synchronize()
        handles = [dist.isend(x, after), dist.irecv(y, before)]
        found += [type(handle).__name__ for handle in handles] + [handle.wait() for handle in handles] + [y]
    return found


def mint_objects(ms, rank, size):
    dist = _mint(ms, rank, size)
    mine = {"rank": rank, "words": ["a"] * (rank + 3), "array": _made(rank)}
    found = [None] * size
    answers = [dist.all_gather_object(found, mine)]
    at_one = [None] * size
    answers.append(dist.gather_object(mine, at_one, 1))
    told = [mine, rank] if rank == 0 else [None, None]
    answers.append(dist.broadcast_object_list(told, 0))
    given = [None]
    answers.append(dist.scatter_object_list(given, [[place, "x" * place] for place in range(size)], 1))
    sent = [None, None]
    if rank == 0:
        answers.append(dist.send_object_list([mine, "text"], 1))
    elif rank == 1:
        answers.append(dist.recv_object_list(sent, 0))
    return answers, found, at_one, told, given, sent


def mint_has_no_gradient(ms, rank, size):
    dist, weight = _mint(ms, rank, size), ms.Tensor(_made(rank, seed=1))

    def reduced(op):
        def loss(x):
            y = x * 1
            dist.all_reduce(y, op)
            return (y * weight).sum()

        return loss

    def told(x):
        y = x * 1
        dist.broadcast(y, 0)
        return (y * weight).sum()

    def gathered(x):
        parts = [ms.ops.zeros_like(weight) for _ in range(size)]
        dist.all_gather(parts, x * 1)
        return (parts[0] * weight).sum() + (parts[1] * weight).sum()

    losses = [reduced("sum"), reduced("max"), told, gathered]
    return [ms.value_and_grad(loss)(_tensor(ms, rank)) for loss in losses]


def mint_on_parameters(ms, rank, size):
    dist = _mint(ms, rank, size)
    net = ms.nn.Dense(3, 2, weight_init=ms.Tensor(_made(rank, (2, 3))), bias_init="zeros")
    for parameter in net.trainable_params():
        dist.broadcast(parameter, 0)
    dist.all_reduce(net.weight)
    return list(net.trainable_params())


def in_a_group_of_another_order(ms, rank, size):
    """The order is that of the list: of ranks, of what is gathered, and of what is cut."""
    dist, ranks = _mint(ms, rank, size), [1, 0]
    ms.communication.create_group("turned", ranks)
    if "msshim" not in sys.modules:
        from mindspore.mint.distributed import distributed as own

        own._GROUP_RANK_CACHE["turned"], own._GROUP_SIZE_CACHE["turned"] = 1 - rank, 2
    total = ms.ops.AllReduce(group="turned")(_tensor(ms, rank))
    parts, at_one, mine, told = (
        [_tensor(ms, 9), _tensor(ms, 9)],
        [_tensor(ms, 9), _tensor(ms, 9)],
        _tensor(ms, 9),
        _tensor(ms, rank),
    )
    for call in (
        lambda: dist.all_gather(parts, _tensor(ms, rank), "turned"),
        lambda: dist.gather(_tensor(ms, rank), at_one, 1, "turned"),
        lambda: dist.scatter(mine, [_tensor(ms, rank, seed=2), _tensor(ms, rank, seed=3)], 0, "turned"),
        lambda: dist.broadcast(told, 1, "turned"),
    ):
        call()
        ms.runtime.synchronize()
    return total, parts, at_one, mine, told


def in_a_group_of_oneself(ms, rank, size):
    dist, name = _mint(ms, rank, size), f"alone {rank}"
    ms.communication.create_group(name, [rank])
    x = _tensor(ms, rank)
    dist.all_reduce(x, group=name)
    return ms.ops.AllReduce(group=name)(_tensor(ms, rank)), x


def mint_groups(ms, rank, size):
    dist, world = _mint(ms, rank, size), _world(ms)
    both, alone = dist.new_group([1, 0]), dist.new_group([rank], backend="mccl")
    answers = [both, alone, dist.new_group() == world, dist.new_group([0, 1]) == both]
    for group in (None, world, both, alone, "no"):
        calls = [
            lambda: dist.get_rank(group),
            lambda: dist.get_world_size(group),
            lambda: dist.get_backend(group),
            lambda: dist.get_process_group_ranks(group),
            lambda: dist.get_global_rank(group, 0),
            lambda: dist.get_group_rank(group, rank),
        ]
        answers.append([_outcome(call) for call in calls])
    return [*answers, dist.is_initialized(), dist.is_available()]


def mint_groups_that_are_refused(ms, rank, size):
    dist = _mint(ms, rank, size)
    calls = [
        lambda: dist.new_group((0, 1)),
        lambda: dist.new_group([0, 1], backend="nccl"),
        lambda: dist.new_group([]),
        lambda: dist.get_rank(3),
        lambda: dist.get_world_size(3),
        lambda: dist.get_backend(3),
        lambda: dist.get_process_group_ranks(3),
        lambda: dist.get_global_rank(3, 1),
        lambda: dist.get_global_rank(None, "1"),
        lambda: dist.get_group_rank(3, 1),
        lambda: dist.get_group_rank(None, "1"),
        lambda: dist.destroy_process_group(3),
        lambda: dist.destroy_process_group("no"),
        lambda: dist.init_process_group("nccl"),
        lambda: dist.init_process_group("gloo"),
        lambda: dist.init_process_group(init_method=3),
        lambda: dist.init_process_group(timeout=3),
        lambda: dist.init_process_group(world_size="2"),
        lambda: dist.init_process_group(store=3),
        lambda: dist.init_process_group(init_method="tcp://127.0.0.1:80"),
        lambda: dist.init_process_group(init_method="tcp://127.0.0.1:80", world_size=2),
        lambda: dist.init_process_group(init_method="127.0.0.1:80", world_size=2, rank=rank),
        lambda: dist.init_process_group(init_method="tcp://1.2.3.999:80", world_size=2, rank=rank),
    ]
    return [_outcome(call) for call in calls]


def before_init(ms, rank, size):
    from mindspore.mint import distributed as dist

    made = [ms.ops.AllReduce(), ms.ops.AllGather(group="no"), ms.ops.ReduceScatter()]
    return (
        [repr(one) for one in made],
        dist.is_initialized(),
        dist.get_backend(),
        dist.get_rank(),
        dist.get_world_size(),
    )


def last_leaves(ms, rank, size):
    dist = _mint(ms, rank, size)
    dist.destroy_process_group()
    return dist.is_initialized(), dist.get_rank(), dist.get_world_size(), ms.communication.GlobalComm.INITED
