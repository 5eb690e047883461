"""Steps of training, for msshim alone: each case gives the losses of its steps and the weights behind them.

In one process, where `size` is 1, nothing is wrapped and a batch is whole: that is what the others must come to.
"""

import contextlib
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


def _net(ms, seed=1):
    class Scaled(ms.nn.Cell):
        """Weights of a cell's own, between others."""

        def __init__(self):
            super().__init__()
            self.scale = ms.Parameter(ms.Tensor(np.linspace(0.5, 1.5, 8).astype(np.float32)), name="scale")

        def construct(self, x):
            return ms.ops.relu(x) * self.scale

    ms.set_seed(seed)
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
    net = _net(ms, 1 + rank)  # all get the first one's weights
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


_REPLICAS = [
    {},
    {"find_unused_parameters": True, "average_in_collective": True},
    {"static_graph": True, "reducer_mode": "PythonReducer"},
    {"bucket_cap_mb": 1},
]


def _replica(ms, net, size, **options):
    from mindspore.parallel.distributed import DistributedDataParallel

    return DistributedDataParallel(net, **options) if size > 1 else net


def replicas(ms, rank, size):
    """MindSpore's DistributedDataParallel, which gives all the first one's weights."""
    found = []
    for options in _REPLICAS:
        net = _net(ms, 1 + rank)
        wrapped = _replica(ms, net, size, **options)
        wrapped.register_forward_hook(lambda cell, inputs, output: cell.zero_grad())
        optimizer = ms.nn.Momentum(wrapped.trainable_params(), 0.1, 0.9)
        found.append((_ms_loop(ms, wrapped, optimizer, rank, size), _weights(net)))
    return found


def replicas_in_torchs_loop(ms, rank, size):
    net = _net(ms, 1 + rank)
    return _torch_loop(_replica(ms, net, size), rank, size), _weights(net)


def replicas_in_a_step(ms, rank, size):
    net = _net(ms, 1 + rank)
    loss = ms.nn.WithLossCell(_replica(ms, net, size), ms.nn.MSELoss())
    step = ms.nn.TrainOneStepCell(loss, ms.nn.Momentum(net.trainable_params(), 0.1, 0.9)).set_train()
    losses = []
    for number in range(_STEPS):
        losses.append(float(step(*map(ms.Tensor, _rows(number, rank, size)))))
        net.zero_grad()
    return losses, _weights(net)


def replicas_that_add_up(ms, rank, size):
    """Gradients of two passes without a message and of one with it, then of one more; none behind `zero_grad`."""
    if size > 1:
        ms.communication.create_group("all of them, turned", [*reversed(range(size))])
    net, loss_fn = _net(ms, size - rank), ms.nn.MSELoss()
    wrapped = _replica(ms, net, size, process_group="all of them, turned")
    step = ms.value_and_grad(lambda x, y: loss_fn(wrapped(x), y), None, wrapped.trainable_params())
    added, found, losses = None, [], []
    for number, (alone, last) in enumerate(
        [(True, False), (True, False), (False, False), (False, True), (False, True)]
    ):
        with wrapped.no_sync() if alone and size > 1 else contextlib.nullcontext():
            loss, gradients = step(*map(ms.Tensor, _rows(number, rank, size)))
        losses.append(float(loss))
        taken = [one.asnumpy().copy() for one in gradients]
        added = taken if added is None or size > 1 else [a + b for a, b in zip(added, taken, strict=True)]
        if not alone:
            found.append(added)
        if last:
            wrapped.zero_grad()
            added = None
    return losses, found


def _with_cut_states(ms, rank, size, train):
    """The losses and weights of a training in which each process keeps its rows of the optimizer's states."""
    ms.reset_auto_parallel_context()
    ms.set_auto_parallel_context(parallel_mode="data_parallel", gradients_mean=True, enable_parallel_optimizer=True)
    nn, found = ms.nn, []
    for make in (
        lambda p: nn.Momentum(p, 0.1, 0.9, weight_decay=0.1, use_nesterov=True),
        lambda p: nn.Adam(p, 0.01),
        lambda p: nn.AdamWeightDecay(p, 0.01, weight_decay=0.1),
        lambda p: nn.Lamb(p, 0.01),
    ):
        net = _net(ms)
        optimizer = make(net.trainable_params())
        losses = train(net, optimizer)
        assert optimizer.use_parallel == (size > 1)
        states = [p.shape for p in optimizer.get_parameters() if p.name.endswith(".0.weight")]
        assert states and all(shape == (8 // size, 4) for shape in states), states
        found.append((losses, _weights(net)))
    ms.reset_auto_parallel_context()
    return found


def step_with_cut_states(ms, rank, size):
    def train(net, optimizer):
        step = ms.nn.TrainOneStepCell(ms.nn.WithLossCell(net, ms.nn.MSELoss()), optimizer).set_train()
        return [float(step(*map(ms.Tensor, _rows(number, rank, size)))) for number in range(_STEPS)]

    return _with_cut_states(ms, rank, size, train)


def scaled_step_with_cut_states(ms, rank, size):
    def train(net, optimizer):
        scale = ms.nn.FixedLossScaleUpdateCell(2.0**10)
        step = ms.nn.TrainOneStepWithLossScaleCell(ms.nn.WithLossCell(net, ms.nn.MSELoss()), optimizer, scale)
        found = [step.set_train()(*map(ms.Tensor, _rows(number, rank, size))) for number in range(_STEPS)]
        assert not any(overflow.asnumpy() for _, overflow, _ in found)
        return [float(loss) for loss, _, _ in found]

    return _with_cut_states(ms, rank, size, train)


def model_with_cut_states(ms, rank, size):
    def train(net, optimizer):
        losses = []

        class Keep(ms.train.Callback):
            def on_train_step_end(self, run_context):
                losses.append(float(run_context.original_args().net_outputs))

        x, y = (np.concatenate(both) for both in zip(_rows(0, 0, 1), _rows(1, 0, 1), strict=True))
        data = ms.dataset.NumpySlicesDataset((x, y), shuffle=False, num_shards=size, shard_id=rank).batch(8 // size)
        model = ms.train.Model(net, ms.nn.MSELoss(), optimizer)
        model.train(2, data, callbacks=[Keep()], dataset_sink_mode=False)
        assert len(losses) == 4
        return losses

    return _with_cut_states(ms, rank, size, train)
