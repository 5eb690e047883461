"""Data parallel steps in several processes: msshim's beside torch's DistributedDataParallel, and beside one alone.

Two processes on the CPU (gloo); one for each GPU where there are several (NCCL).
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from typing import Any

import torch
from torch import distributed, multiprocessing
from torch.nn.parallel import DistributedDataParallel

from benchmarks.nets import batches, nets
from benchmarks.nets_torch import NETS
from benchmarks.steps import step
from benchmarks.timing import Table, interleaved

ROUNDS = 31
WIDE = "three layers of 100 MB"


def _wide(nn: Any, layer: Any) -> Any:
    """26 million weights and little to compute, so that the way of the gradients shows."""
    return nn(layer(1024, 8192), layer(8192, 2048), layer(2048, 10))


def _step_in_msshim(ms: Any, net: Any, x: Any, y: Any) -> Callable[[], object]:
    """`TrainOneStepCell` under data_parallel, with the weights that torch's net has."""
    ms.set_auto_parallel_context(parallel_mode="data_parallel", gradients_mean=True)
    optimizer = ms.nn.Momentum(net.trainable_params(), 1e-3, 0.9)
    cell = ms.nn.TrainOneStepCell(ms.nn.WithLossCell(net, ms.nn.CrossEntropyLoss()), optimizer).set_train()
    ms.reset_auto_parallel_context()
    return lambda: cell(x, y)


def _steps(ms: Any, name: str, device: torch.device) -> dict[str, Callable[[], object]]:
    if name == WIDE:
        made = [_wide(torch.nn.Sequential, torch.nn.Linear) for _ in range(2)]
        mine = _wide(ms.nn.SequentialCell, ms.nn.Dense)
        x, y = torch.randn(16, 1024), torch.randint(10, (16,))
    else:
        made, mine = [NETS[name]() for _ in range(2)], nets(ms)[name]()
        arrays = batches(name, 2 if name == "3D U-Net" else 16, 1)
        x, y = torch.from_numpy(arrays[0]), torch.from_numpy(arrays[1]).long()
    x, y = x.to(device), y.to(device)
    alone, wrapped = (one.to(device) for one in made)
    return {
        "torch DDP": step(DistributedDataParallel(wrapped), x, y),
        "msshim": _step_in_msshim(ms, mine.to(device), ms.Tensor(x), ms.Tensor(y.int())),
        "one alone, torch": step(alone, x, y),
    }


def _sums(device: torch.device) -> dict[str, Callable[[], object]]:
    """All-reduce of 100 MB in 200 tensors."""
    from msshim._src.communication.buckets import Buckets, Reduction
    from msshim._src.communication.groups import WORLDS, find

    tensors = [torch.randn(131_072, device=device) for _ in range(200)]

    buckets, world = Buckets(tensors), find(WORLDS[0])

    def each() -> None:
        for work in [distributed.all_reduce(one, async_op=True) for one in tensors]:
            work.wait()

    return {
        "torch, each": each,
        "msshim, in buckets": lambda: Reduction(buckets, world, 0.5).result(tensors),
        "torch, in one": lambda: distributed.all_reduce(torch.cat(tensors)),
    }


def _process(rank: int, size: int, port: int, queue: Any) -> None:
    import msshim

    torch.set_num_threads(1)
    many = torch.cuda.device_count() >= size
    device = torch.device("cuda", rank) if many else torch.device("cpu")
    if many:
        torch.cuda.set_device(device)
    distributed.init_process_group(
        "nccl" if many else "gloo", init_method=f"tcp://127.0.0.1:{port}", rank=rank, world_size=size
    )
    found = {name: interleaved(_steps(msshim, name, device), ROUNDS) for name in (*NETS, WIDE)}
    found["all-reduce of 100 MB"] = interleaved(_sums(device), ROUNDS)
    if rank == 0:
        queue.put(found)
    distributed.barrier()
    os._exit(0)  # gloo's threads at times abort a process at its end


def main() -> list[Table]:
    """The tables."""
    size = max(2, torch.cuda.device_count())
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    processes = [context.Process(target=_process, args=(rank, size, port, queue)) for rank in range(size)]
    for process in processes:
        process.start()
    found = queue.get(timeout=900)
    for process in processes:
        process.join()
    sums = {"all-reduce of 100 MB": found.pop("all-reduce of 100 MB")}
    return [
        Table(f"One data parallel step in {size} processes", "ms", "torch DDP", found),
        Table("Gradients of 100 MB in 200 tensors", "ms", "torch, each", sums),
    ]
