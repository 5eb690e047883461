"""Data parallel training, for both libraries."""

import numpy as np

LIMIT = 60
_RNG = np.random.RandomState(0)
_X = _RNG.randn(16, 4).astype(np.float32)
_Y = (_X @ _RNG.randn(4, 1) + 0.1).astype(np.float32)
_W = _RNG.randn(1, 4).astype(np.float32)


def _spread(ms, mean=True, **settings):
    ms.reset_auto_parallel_context()
    ms.set_auto_parallel_context(parallel_mode="data_parallel", gradients_mean=mean, **settings)


def _rows(ms, rank, size):
    return ms.Tensor(_X[rank::size]), ms.Tensor(_Y[rank::size])


def _dense(ms, weight=_W):
    return ms.nn.Dense(4, 1, weight_init=ms.Tensor(weight), bias_init="zeros")


def _deep(ms, own=True):
    """A net of several kinds of weights, one of which no loss depends on, and one in half precision."""

    class Net(ms.nn.Cell):
        def __init__(self):
            super().__init__()
            rng = np.random.RandomState(7)
            self.first = ms.nn.Dense(
                4, 8, weight_init=ms.Tensor((rng.randn(8, 4) / 4).astype(np.float32)), bias_init="zeros"
            )
            self.scale = ms.Parameter(ms.Tensor(rng.randn(8).astype(np.float16)), name="scale")
            self.unused = ms.Parameter(ms.Tensor(np.ones(3, np.float32)), name="unused")
            self.own = ms.Parameter(ms.Tensor(np.ones(8, np.float32)), name="own", layerwise_parallel=own)
            self.last = ms.nn.Dense(
                8, 1, weight_init=ms.Tensor((rng.randn(1, 8) / 4).astype(np.float32)), bias_init="zeros"
            )

        def construct(self, x):
            hidden = ms.ops.relu(self.first(x)) * self.scale.astype(ms.float32)
            return self.last(hidden * self.own)

    return Net()


def _trained(ms, rank, size, step, weights, times=3):
    losses = [step(*_rows(ms, rank, size)) for _ in range(times)]
    return [one[0] if isinstance(one, tuple) else one for one in losses], [p.value() for p in weights]


def _one_step(ms, rank, size, make, mean=True, **settings):
    _spread(ms, mean, **settings)
    net = make(ms)
    step = ms.nn.TrainOneStepCell(
        ms.nn.WithLossCell(net, ms.nn.MSELoss()), ms.nn.SGD(net.trainable_params(), 0.1)
    ).set_train()
    return _trained(ms, rank, size, step, net.trainable_params())


def mean(ms, rank, size):
    return _one_step(ms, rank, size, _dense)


def total(ms, rank, size):
    return _one_step(ms, rank, size, _dense, False)


def degree_of_four(ms, rank, size):
    return _one_step(ms, rank, size, _dense, device_num=4)


def many_weights(ms, rank, size):
    return _one_step(ms, rank, size, _deep)


def all_shared(ms, rank, size):
    return _one_step(ms, rank, size, lambda ms: _deep(ms, False))


def mean_in_graph_mode(ms, rank, size):
    ms.set_context(mode=ms.GRAPH_MODE)
    try:
        return _one_step(ms, rank, size, _dense)
    finally:
        ms.set_context(mode=ms.PYNATIVE_MODE)


def hybrid(ms, rank, size):
    ms.reset_auto_parallel_context()
    ms.set_auto_parallel_context(parallel_mode="hybrid_parallel", gradients_mean=True)
    net = _dense(ms)
    step = ms.nn.TrainOneStepCell(ms.nn.WithLossCell(net, ms.nn.MSELoss()), ms.nn.SGD(net.trainable_params(), 0.1))
    return _trained(ms, rank, size, step.set_train(), net.trainable_params())


def alone(ms, rank, size):
    """Each process for itself, where no mode was set."""
    ms.reset_auto_parallel_context()
    net = _dense(ms)
    step = ms.nn.TrainOneStepCell(ms.nn.WithLossCell(net, ms.nn.MSELoss()), ms.nn.SGD(net.trainable_params(), 0.1))
    return _trained(ms, rank, size, step.set_train(), net.trainable_params())


def return_grad(ms, rank, size):
    _spread(ms)
    net = _dense(ms)
    optimizer = ms.nn.SGD(net.trainable_params(), 0.1)
    cell = ms.nn.TrainOneStepCell(ms.nn.WithLossCell(net, ms.nn.MSELoss()), optimizer, return_grad=True).set_train()
    found = [cell(*_rows(ms, rank, size)) for _ in range(2)]
    return [(loss, sorted(grads), [grads[name] for name in sorted(grads)]) for loss, grads in found]


def sens(ms, rank, size):
    _spread(ms)
    net = _dense(ms)
    optimizer = ms.nn.SGD(net.trainable_params(), 0.1, loss_scale=8.0)
    cell = ms.nn.TrainOneStepCell(ms.nn.WithLossCell(net, ms.nn.MSELoss()), optimizer, sens=8.0).set_train()
    return _trained(ms, rank, size, cell, net.trainable_params())


def by_hand(ms, rank, size):
    """`value_and_grad`, the reducer, the optimizer: as newer programs write their step."""
    _spread(ms)
    net, loss_fn = _deep(ms), ms.nn.MSELoss()
    optimizer = ms.nn.Momentum(net.trainable_params(), 0.05, 0.9)
    reducer = ms.nn.DistributedGradReducer(optimizer.parameters)
    both = ms.value_and_grad(lambda x, y: loss_fn(net(x), y), None, optimizer.parameters)

    def step(x, y):
        loss, grads = both(x, y)
        optimizer(reducer(grads))
        return loss

    return _trained(ms, rank, size, step, net.trainable_params())


def own_cell(ms, rank, size):
    """As programs have copied TrainOneStepCell for years: with what they ask of the settings."""
    from mindspore.parallel._auto_parallel_context import auto_parallel_context
    from mindspore.parallel._utils import _get_device_num, _get_gradients_mean, _get_parallel_mode

    class Step(ms.nn.Cell):
        def __init__(self, network, optimizer, sens=1.0):
            super().__init__(auto_prefix=False)
            self.network, self.optimizer, self.sens = network, optimizer, sens
            self.network.set_grad()
            self.network.add_flags(defer_inline=True)
            self.weights = optimizer.parameters
            self.grad = ms.ops.GradOperation(get_by_list=True, sens_param=True)
            self.reducer_flag = False
            if _get_parallel_mode() in (ms.ParallelMode.DATA_PARALLEL, ms.ParallelMode.HYBRID_PARALLEL):
                self.reducer_flag = True
                if auto_parallel_context().get_device_num_is_set():
                    degree = ms.get_auto_parallel_context("device_num")
                else:
                    degree = _get_device_num()
                self.grad_reducer = ms.nn.DistributedGradReducer(self.weights, _get_gradients_mean(), degree)

        def construct(self, *inputs):
            loss = self.network(*inputs)
            sens = ms.ops.fill(loss.dtype, loss.shape, self.sens)
            grads = self.grad(self.network, self.weights)(*inputs, sens)
            if self.reducer_flag:
                grads = self.grad_reducer(grads)
            return ms.ops.depend(loss, self.optimizer(grads))

    _spread(ms, device_num=size)
    net = _dense(ms)
    cell = Step(ms.nn.WithLossCell(net, ms.nn.MSELoss()), ms.nn.Adam(net.trainable_params(), 0.01))
    return _trained(ms, rank, size, cell.set_train(), net.trainable_params())


def _outcome(call, *arguments, **named):
    try:
        return call(*arguments, **named)
    except Exception as error:
        return error


def reducer(ms, rank, size):
    _spread(ms, False)
    parameters = [
        ms.Parameter(ms.Tensor(np.zeros(2, np.float32)), name="a"),
        ms.Parameter(ms.Tensor(np.zeros(1, np.float16)), name="b"),
        ms.Parameter(ms.Tensor(np.zeros(2, np.float32)), name="c", layerwise_parallel=True),
    ]
    grads = tuple(
        ms.Tensor(np.array(value, kind) * (rank + 1))
        for value, kind in (([0.1, 2], np.float32), ([0.3], np.float16), ([5, 6], np.float32))
    )
    make, world = ms.nn.DistributedGradReducer, ms.communication.GlobalComm.WORLD_COMM_GROUP
    ms.communication.create_group(f"only {rank}", [rank])
    ms.communication.create_group("turned", [1, 0])
    made = [
        make(parameters), make(parameters, True), make(parameters, True, 4), make(parameters, mean=True, degree=3),
        make(parameters, False, 2, 0), make(parameters, True, 2, 3, world), make(parameters, True, group="turned"),
        make(parameters, True, 2, group=f"only {rank}"),
    ]  # fmt: skip
    values = [one(grads) for one in made]
    said = [(one.degree, bool(one.mean), list(one.allreduce_filter), repr(one)) for one in made]
    wrong = [_outcome(make, parameters, True, degree) for degree in (0, -1, 1.5, "2")]
    return values, said, wrong, _outcome(make, parameters, True, group="nope")


def settings(ms, rank, size):
    from mindspore.parallel._utils import _get_device_num, _get_gradients_mean, _get_parallel_mode

    def all_of_them():
        return _get_parallel_mode(), _get_device_num(), _get_gradients_mean()

    found = []
    for given in ({}, {"parallel_mode": "data_parallel"}, {"device_num": 4, "gradients_mean": True}):
        ms.set_auto_parallel_context(**given)
        found.append(all_of_them())
    ms.reset_auto_parallel_context()
    found.append(all_of_them())
    return found


def _model(ms, rank, size, sink=False, **options):
    """`Model.train` on a dataset that is cut for the processes, with what callbacks and logs see."""
    net = _dense(ms)
    told = []

    class Told(ms.train.Callback):
        def on_train_begin(self, run_context):
            params = run_context.original_args()
            told.append((params.parallel_mode, params.device_number, params.batch_num, params.epoch_num))

        def on_train_step_end(self, run_context):
            params = run_context.original_args()
            outputs = params.net_outputs
            told.append((params.cur_step_num, outputs[0] if isinstance(outputs, (tuple, list)) else outputs))

    data = ms.dataset.NumpySlicesDataset((_X, _Y), shuffle=False, num_shards=size, shard_id=rank).batch(4)
    model = ms.train.Model(
        net, ms.nn.MSELoss(), ms.nn.SGD(net.trainable_params(), 0.1), metrics={"mae": ms.train.MAE()}, **options
    )
    model.train(2, data, callbacks=[Told(), ms.train.LossMonitor(1)], dataset_sink_mode=sink)
    found = (
        told,
        [p.value() for p in net.trainable_params()],
        np.array(model.eval(data, dataset_sink_mode=False)["mae"]),
    )
    return (*found, (model._parallel_mode, model._device_number, model._parameter_broadcast))


def model(ms, rank, size):
    _spread(ms, device_num=size)
    return _model(ms, rank, size)


def model_with_sinking(ms, rank, size):
    _spread(ms)
    return _model(ms, rank, size, True)


def model_in_graph_mode(ms, rank, size):
    ms.set_context(mode=ms.GRAPH_MODE)
    try:
        _spread(ms)
        return _model(ms, rank, size)
    finally:
        ms.set_context(mode=ms.PYNATIVE_MODE)


def model_with_scaled_loss(ms, rank, size):
    _spread(ms)
    return _model(ms, rank, size, loss_scale_manager=ms.amp.FixedLossScaleManager(8.0, False))


def model_of_sums(ms, rank, size):
    _spread(ms, False)
    return _model(ms, rank, size)


def broadcast_in_graph_mode(ms, rank, size):
    """Weights that differ at first are those of the first process."""
    ms.set_context(mode=ms.GRAPH_MODE)
    try:
        _spread(ms, parameter_broadcast=True)
        net = _dense(ms, _W * (1 + rank))
        data = ms.dataset.NumpySlicesDataset((_X, _Y), shuffle=False, num_shards=size, shard_id=rank).batch(4)
        model = ms.train.Model(net, ms.nn.MSELoss(), ms.nn.SGD(net.trainable_params(), 0.1))
        model.train(2, data, dataset_sink_mode=False)
        return [p.value() for p in net.trainable_params()]
    finally:
        ms.set_context(mode=ms.PYNATIVE_MODE)


def checkpoints(ms, rank, size):
    """All processes write one file."""
    import glob
    import os
    import sys

    _spread(ms)
    net = _dense(ms)
    folder = os.path.join(sys.argv[2], "checkpoints")  # of this start
    data = ms.dataset.NumpySlicesDataset((_X, _Y), shuffle=False, num_shards=size, shard_id=rank).batch(4)
    config = ms.train.CheckpointConfig(save_checkpoint_steps=1, keep_checkpoint_max=10)
    saving = ms.train.ModelCheckpoint("m", folder, config)
    ms.train.Model(net, ms.nn.MSELoss(), ms.nn.SGD(net.trainable_params(), 0.1)).train(
        1, data, callbacks=[saving], dataset_sink_mode=False
    )
    mean(ms, rank, size)  # which waits until both have written
    files = sorted(os.path.basename(path) for path in glob.glob(f"{folder}/*.ckpt"))
    read = ms.load_checkpoint(f"{folder}/{files[-1]}")
    return files, {name: read[name].value() for name in sorted(read)}


def deduplicated(ms, rank, size):
    """Each process saves some of the parameters into its own folder, and loading gives all to all."""
    import os
    import sys

    ms.set_context(mode=ms.GRAPH_MODE)  # MindSpore loads such files into what was compiled
    found = []
    try:
        for form in ("ckpt", "safetensors"):
            _spread(ms)
            net = _deep(ms, False)
            net(_rows(ms, rank, size)[0])
            folder = os.path.join(sys.argv[2], f"{form} of {rank}")
            data = ms.dataset.NumpySlicesDataset((_X, _Y), shuffle=False, num_shards=size, shard_id=rank).batch(4)
            config = ms.train.CheckpointConfig(2, saved_network=net, format=form, remove_redundancy=True)
            ms.train.Model(net, ms.nn.MSELoss(), ms.nn.SGD(net.trainable_params(), 0.1)).train(
                1, data, callbacks=[ms.train.ModelCheckpoint("m", folder, config)], dataset_sink_mode=False
            )
            trained = [p.asnumpy().copy() for p in net.get_parameters()]
            file = f"{folder}/m-1_2.{form}"
            read = ms.load_checkpoint(file, format=form)
            found.append({name: read[name].value() for name in sorted(read)})
            for p in net.get_parameters():
                p.set_data(ms.Tensor(np.full(p.shape, 7, p.asnumpy().dtype)))
            found.append(ms.load_param_into_net(net, read, remove_redundancy=True))
            found.append([p.value() for p in net.get_parameters()])
            for p in net.get_parameters():
                p.set_data(ms.Tensor(np.full(p.shape, 8, p.asnumpy().dtype)))
            ms.load_checkpoint(file, net, format=form, remove_redundancy=form == "ckpt")
            found += [[p.value() for p in net.get_parameters()], trained]
        return found
    finally:
        ms.set_context(mode=ms.PYNATIVE_MODE)
