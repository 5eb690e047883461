"""Cells over two processes of torch.distributed: SyncBatchNorm has the numbers of BatchNorm over both batches."""

import os

import numpy as np
import pytest
import torch
import torch.multiprocessing
from raising import raises

import msshim


def batches():
    """Two processes' batches, of different sizes, and their cotangents."""
    rng = np.random.default_rng(0)
    return [[torch.from_numpy(rng.normal(size=(n, 3, 4, 5))).float() for _ in range(2)] for n in (2, 3)]


def layer(namespace: str, name: str, **options):
    library = msshim.mint.nn if namespace == "mint.nn" else msshim.nn
    return getattr(library, name)(3, **options).set_train()


def step(cell, x, cotangent):
    x.requires_grad_()
    y = cell(x)
    (y * cotangent).sum().backward()
    statistics = [p.asnumpy() for p in cell.untrainable_params()]
    return [y.detach().numpy(), x.grad.numpy()], [p._live.grad.numpy() for p in cell.trainable_params()], statistics


def process(rank: int, namespace: str, options, folder: str) -> None:
    torch.distributed.init_process_group("gloo", init_method=f"file://{folder}/meet", rank=rank, world_size=2)
    torch.save(step(layer(namespace, "SyncBatchNorm", **options), *batches()[rank]), f"{folder}/{rank}")
    torch.distributed.barrier()  # gloo aborts a process whose peer is gone,
    os._exit(0)  # and at times one that takes its threads down at the interpreter's end


@pytest.mark.parametrize(
    ("namespace", "options"), [("nn", {}), ("nn", {"process_groups": [[0, 1]]}), ("mint.nn", {})], ids=str
)
def test_sync_batch_norm(namespace, options, tmp_path) -> None:
    torch.multiprocessing.spawn(process, (namespace, options, str(tmp_path)), nprocs=2)
    found = [torch.load(tmp_path / str(rank), weights_only=False) for rank in range(2)]
    both = [torch.cat(parts) for parts in zip(*batches(), strict=True)]
    values, weights, statistics = step(layer(namespace, "BatchNorm2d"), *both)
    for k, expected in enumerate(values):
        np.testing.assert_allclose(np.concatenate([found[0][0][k], found[1][0][k]]), expected, rtol=1e-4, atol=1e-5)
    for k, expected in enumerate(weights):  # of each process alone, for DDP to average
        np.testing.assert_allclose(found[0][1][k] + found[1][1][k], expected, rtol=1e-4, atol=1e-4)
    for rank in range(2):
        for mine, expected in zip(found[rank][2], statistics, strict=True):
            np.testing.assert_allclose(mine, expected, rtol=1e-5, atol=1e-6)


def parameters():
    kinds = [("a", msshim.float32, False), ("b", msshim.float16, False), ("c", msshim.float32, True)]
    return [msshim.Parameter(msshim.Tensor([0.0], k), name=name, layerwise_parallel=own) for name, k, own in kinds]


def reduced(rank: int, *arguments):
    grads = [msshim.Tensor([3.0 + rank], parameter.dtype) for parameter in parameters()]
    found = msshim.nn.DistributedGradReducer(parameters(), *arguments)(tuple(grads))
    return [(grad.asnumpy().item(), str(grad.dtype)) for grad in found]


def reducing(rank: int, folder: str) -> None:
    torch.distributed.init_process_group("gloo", init_method=f"file://{folder}/meet", rank=rank, world_size=2)
    torch.save([reduced(rank), reduced(rank, True), reduced(rank, True, 4)], f"{folder}/{rank}")
    torch.distributed.barrier()
    os._exit(0)


def test_gradient_reducer(tmp_path) -> None:
    """The sum, the mean, or a part of the sum; of a parameter that each process has for itself its own gradient."""
    assert reduced(0) == reduced(0, True) == [(3.0, "Float32"), (3.0, "Float16"), (3.0, "Float32")]
    torch.multiprocessing.spawn(reducing, (str(tmp_path),), nprocs=2)
    for rank in range(2):
        for found, expected in zip(torch.load(tmp_path / str(rank), weights_only=False), (7.0, 3.5, 1.75), strict=True):
            assert found == [(expected, "Float32"), (expected, "Float16"), (3.0 + rank, "Float32")]
    for degree in (0, 1.5):
        with raises(ValueError, match="'degree' must be a positive int"):
            msshim.nn.DistributedGradReducer(parameters(), True, degree)
