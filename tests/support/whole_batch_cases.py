"""Steps of training, for msshim alone: each case gives the losses of its steps and the weights behind them.

In one process, where `size` is 1, nothing is wrapped and a batch is whole: that is what the others must come to.
"""

import warnings

import data_parallel_cases
import numpy as np
import torch
import torch.nn.parallel
from torch.distributed.checkpoint.state_dict import StateDictOptions, get_model_state_dict, set_model_state_dict
from torch.distributed.fsdp import FullyShardedDataParallel, MixedPrecisionPolicy, fully_shard

LIMIT = 60
_STEPS = 3
_DDP = [
    {},
    {"find_unused_parameters": True},
    {"static_graph": True},
    {"gradient_as_bucket_view": True},
    {"bucket_cap_mb": 0.0001},
]


def _rows(step, rank, size):
    """A batch of eight rows, of which each process has every `size`-th."""
    rng = np.random.RandomState(step)
    x, y = rng.randn(8, 4).astype(np.float32), rng.randn(8, 3).astype(np.float32)
    return x[rank::size], y[rank::size]


def _net(ms):
    class Scaled(ms.nn.Cell):
        """Weights of a cell's own, between others."""

        def __init__(self):
            super().__init__()
            self.scale = ms.Parameter(ms.Tensor(np.linspace(0.5, 1.5, 8).astype(np.float32)), name="scale")

        def construct(self, x):
            return ms.ops.relu(x) * self.scale

    ms.set_seed(1)
    return ms.nn.SequentialCell(ms.nn.Dense(4, 8), Scaled(), ms.nn.Dense(8, 3))


def _weights(net):
    return [(p.full_tensor() if hasattr(p, "full_tensor") else p).detach().numpy() for p in net.parameters()]


def _torch_loop(net, rank, size, optimizer=None, by=None):
    """torch's own loop."""
    optimizer = optimizer or torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
    losses = []
    for step in range(_STEPS):
        x, y = map(torch.from_numpy, _rows(step, rank, size))
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(net(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def _ms_loop(ms, net, optimizer, rank, size):
    """MindSpore's: Tensors, `value_and_grad` and its own optimizer."""
    loss_fn = ms.nn.MSELoss()
    step = ms.value_and_grad(lambda x, y: loss_fn(net(x), y), None, optimizer.parameters)
    losses = []
    for number in range(_STEPS):
        x, y = map(ms.Tensor, _rows(number, rank, size))
        assert isinstance(net(x), ms.Tensor)  # outside of a pass, which leaves nothing behind
        loss, gradients = step(x, y)
        optimizer(gradients)
        losses.append(float(loss))
    return losses


def _ddp(net, size, **options):
    return torch.nn.parallel.DistributedDataParallel(net, **options) if size > 1 else net


def _sharded(net, size, each=True, **options):
    if size > 1:
        for cell in net.cells() if each else ():
            fully_shard(cell, **options)
        fully_shard(net, **options)
    return net


def ddp_in_torchs_loop(ms, rank, size):
    net = _net(ms)
    return _torch_loop(_ddp(net, size), rank, size), _weights(net)


def _each_ddp(ms, rank, size, options):
    net = _net(ms)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        wrapped = _ddp(net, size, **options)
        return _ms_loop(ms, wrapped, ms.nn.Momentum(net.trainable_params(), 0.1, 0.9), rank, size), _weights(net)


def ddp_in_mindspores_loop(ms, rank, size):
    return [_each_ddp(ms, rank, size, options) for options in _DDP]


def gradients_leave_torchs_as_they_were(ms, rank, size):
    net = _net(ms)
    for p in net.parameters():
        p.grad = torch.ones_like(p)
    _ms_loop(ms, _ddp(net, size), ms.nn.SGD(net.trainable_params(), 0.1), rank, size)
    return [], [p.grad.numpy() for p in net.parameters()]


def fully_shard_in_torchs_loop(ms, rank, size):
    found = []
    for each in (True, False):
        net = _sharded(_net(ms), size, each)
        found.append((_torch_loop(net, rank, size), _weights(net)))
    return found


def fully_shard_in_mindspores_loop(ms, rank, size):
    nn, found = ms.nn, []
    for make, each in (
        (lambda p: nn.Momentum(p, 0.1, 0.9), True),
        (lambda p: nn.Momentum(p, 0.1, 0.9, weight_decay=0.1), False),
        (lambda p: nn.Adam(p, 0.01), True),
        (lambda p: nn.AdamWeightDecay(p, 0.01, weight_decay=0.1), True),
        (lambda p: nn.RMSProp(p, 0.01), False),
    ):
        net = _sharded(_net(ms), size, each)
        found.append((_ms_loop(ms, net, make(net.trainable_params()), rank, size), _weights(net)))
    return found


def fully_shard_and_state_dicts(ms, rank, size):
    """Weights that are taken whole, and put back whole."""
    net = _sharded(_net(ms), size)
    options = StateDictOptions(full_state_dict=True)
    before = {name: value.clone() for name, value in get_model_state_dict(net, options=options).items()}
    first = _torch_loop(net, rank, size)
    set_model_state_dict(net, before, options=options)
    again = _torch_loop(net, rank, size)
    assert first == again
    return again, _weights(net)


def mixed_precision_as_torchs(ms, rank, size):
    """Under a policy, a net of torch's own beside a cell: the same to the bit."""
    policy = MixedPrecisionPolicy(param_dtype=torch.bfloat16, reduce_dtype=torch.float32, output_dtype=torch.float32)
    net = ms.nn.SequentialCell(ms.nn.Dense(4, 8), ms.nn.ReLU(), ms.nn.Dense(8, 3))
    twin = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 3))
    twin.load_state_dict(net.state_dict())
    found = []
    for one in (net, twin):
        for layer in (one[0], one[2]) if size > 1 else ():
            fully_shard(layer, mp_policy=policy)
        one = _sharded(one, size, False, mp_policy=policy)
        found.append((_torch_loop(one, rank, size), _weights(one)))
    return found


def fsdp_of_before(ms, rank, size):
    """FullyShardedDataParallel, whose parameters are others."""
    found = []
    for own in (False, True):
        net = _net(ms)
        if size > 1:
            net = FullyShardedDataParallel(net, device_id=torch.device("cpu"), use_orig_params=own)
        losses = _torch_loop(net, rank, size)
        net = _net(ms)
        if size > 1:
            net = FullyShardedDataParallel(net, device_id=torch.device("cpu"), use_orig_params=own)
        parameters = [ms.Parameter._over(p, f"p{i}") for i, p in enumerate(net.parameters())]
        found.append((losses, _ms_loop(ms, net, ms.nn.Momentum(parameters, 0.1, 0.9), rank, size)))
    return found


def data_parallel(ms, rank, size):
    """MindSpore's own: the step cell, in both modes, and a program's."""
    names = ("mean", "hybrid", "own_cell", "all_shared")
    found = [getattr(data_parallel_cases, name)(ms, rank, size) for name in names]
    ms.reset_auto_parallel_context()
    return [([float(loss) for loss in losses], [w.asnumpy() for w in weights]) for losses, weights in found]


def _images(rank, size):
    """A batch of twelve images; with two processes parts of different sizes."""
    rng = np.random.RandomState(3)
    x = (rng.randn(12, 3, 4, 5) * [[[[1]], [[2]], [[5]]]]).astype(np.float32)
    return x[:5] if (rank, size) == (0, 2) else x[5:] if size == 2 else x[rank::size]


def _normalised(ms, rank, size, make):
    """Three steps of a net with normalisation, and its statistics; a sum as the loss, for the parts' sizes differ."""
    ms.reset_auto_parallel_context()
    ms.set_auto_parallel_context(parallel_mode="data_parallel", gradients_mean=False)
    ms.set_seed(2)

    class Loss(ms.nn.Cell):
        def __init__(self):
            super().__init__()
            self.conv, self.norm, self.last = ms.nn.Conv2d(3, 4, 3), make(), ms.nn.Conv2d(4, 2, 1)

        def construct(self, x):
            return (self.last(ms.ops.relu(self.norm(self.conv(x)))) ** 2).sum()

    net = Loss()
    step = ms.nn.TrainOneStepCell(net, ms.nn.SGD(net.trainable_params(), 1e-4)).set_train()
    losses = [float(step(ms.Tensor(_images(rank, size)))) * size for _ in range(_STEPS)]
    ms.reset_auto_parallel_context()
    return losses, [p.asnumpy() for p in net.get_parameters()]


def sync_batch_norm(ms, rank, size):
    turned = [list(reversed(range(size)))]
    return [
        _normalised(ms, rank, size, lambda: ms.nn.SyncBatchNorm(4)),
        _normalised(ms, rank, size, lambda: ms.nn.SyncBatchNorm(4, momentum=0.7, process_groups=turned)),
        _normalised(ms, rank, size, lambda: ms.mint.nn.SyncBatchNorm(4)),
    ]


def sync_batch_norm_in_groups(ms, rank, size):
    """Every second process together; what is wrong is refused."""
    x = ms.Tensor(_images(rank, size) if size == 4 else np.concatenate([_images(one, 4) for one in (rank, rank + 2)]))
    groups = [[0, 2], [1, 3]] if size == 4 else None
    norm = ms.nn.SyncBatchNorm(3, process_groups=groups).set_train()
    y = norm(x)
    wrong = []
    for one in ([[0], [0]], [[0, 4]], [[-1]], [0], [["0"]], "0", {}) if size == 4 else ():
        try:
            ms.nn.SyncBatchNorm(3, process_groups=one)
        except Exception as error:
            wrong.append(error)
    return y, norm.moving_mean.value(), norm.moving_variance.value(), wrong


def overflow_on_one(ms, rank, size):
    """Infinite inputs of one process in the second step: all leave their weights, and all halve the scale."""
    ms.reset_auto_parallel_context()
    ms.set_auto_parallel_context(parallel_mode="data_parallel", gradients_mean=True)
    net = _net(ms)
    scale = ms.nn.DynamicLossScaleUpdateCell(2.0**10, 2, 3)
    step = ms.nn.TrainOneStepWithLossScaleCell(
        ms.nn.WithLossCell(net, ms.nn.MSELoss()), ms.nn.Momentum(net.trainable_params(), 0.1, 0.9), scale
    ).set_train()
    losses, seen = [], []
    for number in range(6):
        x, y = _rows(number, rank, size)
        if number == 1 and rank == 0:
            x[0, 0] = np.inf
        loss, overflow, now = step(ms.Tensor(x), ms.Tensor(y))
        if number != 1:
            losses.append(float(loss))
        seen.append([float(overflow.asnumpy()), float(now.asnumpy())])
    ms.reset_auto_parallel_context()
    return losses, [*_weights(net), np.array(seen)]
