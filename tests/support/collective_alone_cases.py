"""Collectives in a world of one process, which has joined as others do: everything is what it was. See processes.py."""

import numpy as np

LIMIT = 180
"""Seconds that a case may take: the first use of torch.compile imports much."""
X = np.arange(6.0, dtype="float32").reshape(2, 3) + 1


def primitives(ms, rank, size):
    """What each gives, and the gradient by what goes in."""
    ops, found = ms.ops, {}
    calls = {
        **{f"AllReduce {op}": ops.AllReduce(op) for op in ("sum", "prod", "min", "max", "avg")},
        "AllGather": ops.AllGather(),
        "ReduceScatter": ops.ReduceScatter(),
        "Reduce": ops.Reduce(0),
        "CollectiveGather": ops.CollectiveGather(0),
        "CollectiveScatter": ops.CollectiveScatter(),
        "AlltoAll": ops.AlltoAll(1, 0, 1),
        "Broadcast": lambda x: ops.Broadcast(0)((x,))[0],
        "NeighborExchange": lambda x: ops.NeighborExchange([0], [0], ([2, 3],), ([2, 3],), ms.float32)((x,))[0],
    }
    for name, call in calls.items():
        found[name] = call(ms.Tensor(X)), ms.grad(lambda x: (call(x) * ms.Tensor(X)).sum())(ms.Tensor(X))
    ops.Barrier()()
    return found


def functions(ms, rank, size):
    dist, x, out, parts = ms.mint.distributed, ms.Tensor(X), ms.Tensor(X * 0), [ms.Tensor(X * 0)]
    objects = [None]
    dist.all_reduce(x)
    dist.broadcast(x, 0)
    dist.all_gather(parts, x)
    dist.reduce_scatter_tensor(out, x)
    dist.all_gather_object(objects, "mine")
    dist.barrier()
    return x, *parts, out, objects


def compiled(ms, rank, size):
    """Through torch.compile, which breaks its graph at a collective."""
    import torch

    class Net(ms.nn.Cell):
        def __init__(self):
            super().__init__()
            self.reduce = ms.ops.AllReduce()

        def construct(self, x):
            return self.reduce(x * 2) + 1

    net = torch.compile(Net(), backend="eager")
    x = torch.tensor(X, requires_grad=True)
    y = net(x)
    y.sum().backward()
    return y.detach().numpy(), x.grad.numpy()


def a_store_and_an_address(ms, rank, size):
    """Processes that no launcher has started meet there."""
    dist = ms.mint.distributed
    dist.destroy_process_group()
    here = [dist.is_initialized()]
    store = dist.TCPStore("127.0.0.1", 0, 1, True)
    dist.init_process_group(store=store, world_size=1, rank=0)
    here += [dist.is_initialized(), dist.get_world_size()]
    x = ms.Tensor(X)
    dist.all_reduce(x)
    dist.destroy_process_group()
    return here, x, dist.is_initialized()
