"""Networks cut over processes, for `processes.together`: each case gives what one process gives on the whole.

Where a case's answer differs by rank, its name says how: ``rows_`` are rows of the whole, in the order of the ranks,
``slices_`` are this process's slices.
"""

import numpy as np
import pipeline_nets

LIMIT = 120
RANDOM = np.random.default_rng(0)
X = RANDOM.standard_normal((8, 8)).astype(np.float32)
Y = RANDOM.standard_normal((8, 4)).astype(np.float32)
W1 = (0.3 * RANDOM.standard_normal((8, 16))).astype(np.float32)
W2 = (0.3 * RANDOM.standard_normal((16, 4))).astype(np.float32)
IDS = RANDOM.integers(0, 8, (8,)).astype(np.int32)
LABELS = RANDOM.integers(0, 4, (8,)).astype(np.int32)


def _auto(ms, network, strategy="full_batch"):
    made = ms.parallel.auto_parallel.AutoParallel(network)
    made.dataset_strategy(strategy)
    return made


def _whole(parameter):
    held = parameter._p.detach()
    return np.array(held.full_tensor() if hasattr(held, "full_tensor") else held)


def _weights(net):
    return {parameter.name: _whole(parameter) for parameter in net.get_parameters()}


def _parameter(ms, value, name):
    return ms.Parameter(ms.Tensor(value), name=name)


def _mlp(ms, first, second):
    class Mlp(ms.nn.Cell):
        def __init__(self):
            super().__init__()
            self.w1, self.w2 = _parameter(ms, W1, "w1"), _parameter(ms, W2, "w2")
            self.bias = _parameter(ms, np.zeros(4, np.float32), "bias")
            self.first, self.second = ms.ops.MatMul().shard(first), ms.ops.MatMul().shard(second)
            self.relu, self.add = ms.ops.ReLU(), ms.ops.Add()

        def construct(self, x):
            return self.add(self.second(self.relu(self.first(x, self.w1)), self.w2), self.bias)

    return Mlp()


def _with_loss(ms, net):
    class Loss(ms.nn.Cell):
        def __init__(self):
            super().__init__()
            self.net = net

        def construct(self, x, y):
            return ((self.net(x) - y) ** 2).mean()

    return Loss()


def _column_row(size):
    return ((1, 1), (1, size)), ((1, size), (size, 1))


def _trained(ms, net, optimizer, strategy="full_batch", x=X, y=Y, settings=()):
    step = _auto(ms, ms.nn.TrainOneStepCell(_with_loss(ms, net), optimizer), strategy)
    for name, given in settings:
        getattr(step, name)(**given)
    losses = [step(ms.Tensor(x), ms.Tensor(y)).asnumpy() for _ in range(3)]
    return losses, _weights(net)


def trained_by_strategy(ms, rank, size):
    """Columns then rows, rows of the batch, and both."""
    half = max(size // 2, 1)
    ways = {
        "columns": _column_row(size),
        "rows": (((size, 1), (1, 1)), ((size, 1), (1, 1))),
        "both": (((half, 1), (1, size // half)), ((half, size // half), (size // half, 1))),
        "sums": (((1, size), (size, 1)), ((1, size), (size, 1))),
        "none": (None, None),
    }
    answers = {}
    for name, (first, second) in ways.items():
        net = _mlp(ms, first, second)
        answers[name] = _trained(ms, net, ms.nn.SGD(net.trainable_params(), 0.1))
    return answers


def trained_by_optimizer(ms, rank, size):
    answers = {}
    for name, options in {
        "Momentum": {"learning_rate": 0.1, "momentum": 0.9, "weight_decay": 0.01},
        "Adam": {"learning_rate": 0.01, "weight_decay": 0.01},
        "AdamWeightDecay": {"learning_rate": 0.01, "weight_decay": 0.01},
        "Lamb": {"learning_rate": 0.01, "weight_decay": 0.01},
    }.items():
        net = _mlp(ms, *_column_row(size))
        answers[name] = _trained(ms, net, getattr(ms.nn, name)(net.trainable_params(), **options))
    return answers


def trained_on_rows(ms, rank, size):
    """Each process gets its own rows of the batch."""
    net = _mlp(ms, *_column_row(size))
    own = slice(rank * 8 // size, (rank + 1) * 8 // size)
    return _trained(ms, net, ms.nn.SGD(net.trainable_params(), 0.1), "data_parallel", X[own], Y[own])


def trained_on_cut_inputs(ms, rank, size):
    """Each process gets columns of the first input and rows of the second."""
    net = _mlp(ms, ((1, size), (size, 1)), None)
    columns, own = (slice(rank * 8 // size, (rank + 1) * 8 // size),) * 2
    return _trained(ms, net, ms.nn.SGD(net.trainable_params(), 0.1), ((1, size), (size, 1)), X[:, columns], Y[own])


def trained_with_cut_optimizer(ms, rank, size):
    """`hsdp`: weights and states are cut along the first axis, too."""
    answers = {}
    for name in ("SGD", "Adam"):
        net = _mlp(ms, None, None)
        optimizer = getattr(ms.nn, name)(net.trainable_params(), 0.01)
        answers[name] = _trained(ms, net, optimizer, settings=[("hsdp", {"threshold": 0})])
        shapes = {parameter.name: tuple(parameter.shape) for parameter in optimizer.get_parameters()}
        assert {shape for n, shape in shapes.items() if n.endswith(".w2")} == {(16 // size, 4)}, shapes
    return answers


OPTIMIZERS = {
    "SGD": {"learning_rate": 0.1, "momentum": 0.9},
    "Momentum": {"learning_rate": 0.1, "momentum": 0.9, "use_nesterov": True},
    "Adam": {"learning_rate": 0.01, "use_amsgrad": True},
    "AdamWeightDecay": {"learning_rate": 0.01},
    "Lamb": {"learning_rate": 0.01},
    "RMSProp": {"learning_rate": 0.01, "centered": True},
    "Adagrad": {"learning_rate": 0.01},
    "Adadelta": {"learning_rate": 1.0},
    "AdaMax": {"learning_rate": 0.01},
    "LazyAdam": {"learning_rate": 0.01},
    "Rprop": {"learning_rate": 0.01},
}


def states_cut_by_rank(ms, rank, size):
    """`enable_parallel_optimizer` in data parallel: each process keeps and updates its rows of each weight."""
    ms.set_auto_parallel_context(parallel_mode="data_parallel", enable_parallel_optimizer=True)
    try:
        answers = {}
        for name, options in OPTIMIZERS.items():
            values = {"w1": W1, "w2": W2, "odd": X[:5, :3].copy(), "one": X[0, :1].copy()}
            weights = [_parameter(ms, value, key) for key, value in values.items()]
            optimizer = getattr(ms.nn, name)(weights, weight_decay=0.01, **options)
            gradients = tuple(ms.Tensor(np.cos(value)) for value in values.values())
            for _ in range(3):
                optimizer(gradients)
            states = [p for p in optimizer.get_parameters() if p.name.endswith(".w1")]
            assert all(p.shape == (8 // size, 16) for p in states), (name, states)
            kept = [p for p in optimizer.get_parameters() if p.name.partition(".")[2] in values]
            rows = sum(np.prod(p.shape) for p in kept), sum(_whole(p).size for p in kept)
            assert rows[0] <= rows[1] / size + 10 * len(kept), (name, rows)
            answers[name] = [weight.asnumpy() for weight in weights], [_whole(p) for p in kept]
        return answers
    finally:
        ms.reset_auto_parallel_context()


def refused_states(ms, rank, size):
    """Optimizers whose states can not be cut, and modes in which none can; alone there is nothing to cut."""
    found = {}
    ms.set_auto_parallel_context(parallel_mode="data_parallel", enable_parallel_optimizer=True)
    try:
        for name in ("FTRL", "ProximalAdagrad", "ASGD", "AdaFactor"):
            try:
                weight = _parameter(ms, W1, "w1")
                getattr(ms.nn, name)([weight])((ms.Tensor(W1),))
                found[name] = None
            except Exception as error:
                found[name] = type(error).__name__
    finally:
        ms.reset_auto_parallel_context()
    return found


def steps_with_cut_states(ms, rank, size):
    """The same in a step of training that reduces gradients itself."""
    ms.set_auto_parallel_context(parallel_mode="data_parallel", enable_parallel_optimizer=True, gradients_mean=True)
    try:
        net = _with_loss(ms, _mlp(ms, None, None))
        optimizer = ms.nn.Adam(net.trainable_params(), 0.01)
        reducer = ms.nn.DistributedGradReducer(optimizer.parameters, True)
        gradients = ms.value_and_grad(net, None, optimizer.parameters)
        own = slice(rank * 8 // size, (rank + 1) * 8 // size)
        for _ in range(3):
            _, grads = gradients(ms.Tensor(X[own]), ms.Tensor(Y[own]))
            optimizer(reducer(grads))
        return _weights(net)
    finally:
        ms.reset_auto_parallel_context()


def trained_by_model(ms, rank, size):
    net = _mlp(ms, *_column_row(size))
    losses = []

    class Keep(ms.Callback):
        def on_train_step_end(self, run_context):
            losses.append(run_context.original_args().net_outputs.asnumpy())

    model = ms.Model(_auto(ms, net), ms.nn.MSELoss(), ms.nn.Momentum(net.trainable_params(), 0.1, 0.9), metrics={"mse"})
    model.train(2, [(ms.Tensor(X), ms.Tensor(Y))], callbacks=[Keep()])
    found = model.eval([(ms.Tensor(X), ms.Tensor(Y))])
    return losses, _weights(net), np.float32(found["mse"]).reshape(1), model.predict(ms.Tensor(X))


def trained_by_context(ms, rank, size):
    ms.set_auto_parallel_context(parallel_mode="semi_auto_parallel", dataset_strategy="full_batch")
    try:
        net = _mlp(ms, *_column_row(size))
        step = ms.nn.TrainOneStepCell(_with_loss(ms, net), ms.nn.SGD(net.trainable_params(), 0.1))
        losses = [step(ms.Tensor(X), ms.Tensor(Y)).asnumpy() for _ in range(2)]
        assert net.w1.shape == (8, 16 // size)
        return losses, _weights(net)
    finally:
        ms.reset_auto_parallel_context()


def trained_by_function(ms, rank, size):
    net = _with_loss(ms, _mlp(ms, *_column_row(size)))
    optimizer = ms.nn.Adam(net.trainable_params(), 0.01)
    gradients = ms.value_and_grad(net, None, optimizer.parameters)

    def step(x, y):
        loss, grads = gradients(x, y)
        optimizer(grads)
        return loss

    run = _auto(ms, step)
    return [run(ms.Tensor(X), ms.Tensor(Y)).asnumpy() for _ in range(3)], _weights(net)


def gradients_around(ms, rank, size):
    """The network alone is cut: its gradients are taken, and weights set, outside."""
    net = _auto(ms, _with_loss(ms, _mlp(ms, *_column_row(size))))
    answers = []
    for _ in range(3):
        loss, (by_x, by_weights) = ms.value_and_grad(net, 0, net.trainable_params())(ms.Tensor(X), ms.Tensor(Y))
        answers.append((loss, by_x, [_whole_gradient(one) for one in by_weights]))
    return answers


def _whole_gradient(gradient):
    held = gradient._t
    return np.array(held.full_tensor() if hasattr(held, "full_tensor") else held)


def rows_of_outputs(ms, rank, size):
    own = slice(rank * 8 // size, (rank + 1) * 8 // size)
    return _auto(ms, _mlp(ms, *_column_row(size)), "data_parallel")(ms.Tensor(X[own]))


def operations(ms, rank, size):
    """Values of operations with strategies, and gradients by their inputs."""
    ops, layout = ms.ops, ms.Layout((1, size), ("dp", "mp"))
    x3 = RANDOM3
    cases = {
        "MatMul rows": (ops.MatMul().shard(((size, 1), (1, 1))), (X, W1)),
        "MatMul columns": (ops.MatMul().shard(((1, 1), (1, size))), (X, W1)),
        "MatMul sums": (ops.MatMul().shard(((1, size), (size, 1))), (X, W1)),
        "MatMul scattered": (ops.MatMul().shard(((1, size), (size, 1)), ((size, 1),)), (X, W1)),
        "MatMul transposed": (ops.MatMul(False, True).shard(((size, 1), (1, 1))), (X, W1.T.copy())),
        "MatMul both transposed": (ops.MatMul(True, True).shard(((size, 1), (1, size))), (X, W1.T.copy())),
        "MatMul layouts": (ops.MatMul().shard((layout("dp", "mp"), layout("mp", "None"))), (X, W1)),
        "MatMul tuples": (ops.MatMul().shard((layout(("dp", "mp"), "None"), layout("None", "None"))), (X, W1)),
        "BatchMatMul": (ops.BatchMatMul().shard(((size, 1, 1), (size, 1, 1))), (x3, x3.transpose(0, 2, 1).copy())),
        "Add": (ops.Add().shard(((size, 1), (1,))), (X, X[0])),
        "Add columns": (ops.Add().shard(((1, size), (size,))), (X, X[0])),
        "Add row": (ops.Add().shard(((size, 1), (1, 1))), (X, X[:1])),
        "Mul": (ops.Mul().shard(((size, 1), (size, 1))), (X, X)),
        "ReLU": (ops.ReLU().shard(((size, 1),)), (X,)),
        "GeLU": (ops.GeLU().shard(((1, size),)), (X,)),
        "Tanh": (ops.Tanh().shard(((1, size),)), (X,)),
        "Softmax": (ops.Softmax().shard(((size, 1),)), (X,)),
        "Softmax columns": (ops.Softmax().shard(((1, size),)), (X,)),
        "LayerNorm": (_first(ops.LayerNorm().shard(((size, 1), (1,), (1,)))), (X, X[0], X[1])),
        "Transpose": (_given(ops.Transpose().shard(((size, 1),)), (1, 0)), (X,)),
        "ReduceSum": (_given(ops.ReduceSum().shard(((size, 1),)), 0), (X,)),
        "ReduceMean": (_given(ops.ReduceMean(True).shard(((size, 1),)), 0), (X,)),
        "Concat": (_pair(ops.Concat(1).shard(((size, 1), (size, 1)))), (X, X)),
        "Gather": (_rows(ops.Gather().shard(((1, size), (1,))), ms.Tensor(IDS)), (W1,)),
        "Gather by ids": (_rows(ops.Gather().shard(((1, 1), (size,))), ms.Tensor(IDS)), (W1,)),
        "Gather of cut rows": (_rows(ops.Gather().shard(((size, 1), (1,))), ms.Tensor(IDS)), (W1,)),
        "SoftmaxCrossEntropyWithLogits": (
            _labelled(
                ops.SoftmaxCrossEntropyWithLogits().shard(((size, 1), (size, 1))),
                ms.Tensor(np.eye(4, dtype=np.float32)[LABELS]),
            ),
            (Y,),
        ),
    }
    answers = {}
    for name, (operation, inputs) in cases.items():
        run = _auto(ms, ms.value_and_grad(_Net(ms, operation), tuple(range(len(inputs)))))
        weighted = ms.grad(_Net(ms, operation, ms.Tensor(np.float32(2))), tuple(range(len(inputs))))
        given = [ms.Tensor(one) for one in inputs]
        answers[name] = run(*given), _auto(ms, weighted)(*given)
    return answers


RANDOM3 = RANDOM.standard_normal((8, 4, 2)).astype(np.float32)


def _Net(ms, operation, power=None):
    class Net(ms.nn.Cell):
        def __init__(self):
            super().__init__()
            self.operation = operation
            self.primitives = list(getattr(operation, "held", (operation,)))

        def construct(self, *inputs):
            found = self.operation(*inputs)
            return found if power is None else found**power

    return Net()


def _holding(primitive, call):
    call.held = (primitive,)
    return call


def _first(primitive):
    return _holding(primitive, lambda *inputs: primitive(*inputs)[0])


def _given(primitive, *more):
    return _holding(primitive, lambda x: primitive(x, *more))


def _pair(primitive):
    return _holding(primitive, lambda x, y: primitive((x, y)))


def _rows(primitive, ids):
    return _holding(primitive, lambda table: primitive(table, ids, 0))


def _labelled(primitive, labels):
    return _holding(primitive, lambda logits: primitive(logits, labels)[0])


def layers(ms, rank, size):
    """nn.Dense and nn.Embedding by their own primitives, nn.LayerNorm and a loss."""

    class Net(ms.nn.Cell):
        def __init__(self):
            super().__init__()
            self.table = ms.nn.Embedding(8, 8, embedding_table=ms.Tensor(X))
            self.up = ms.nn.Dense(8, 16, weight_init=ms.Tensor(W1.T.copy()), activation="relu")
            self.down = ms.nn.Dense(16, 4, weight_init=ms.Tensor(W2.T.copy()), bias_init="zeros")
            self.norm = ms.nn.LayerNorm((8,))
            self.up.bias.set_data(ms.Tensor(np.linspace(-1, 1, 16, dtype=np.float32)))
            self.table.gather.shard(((1, 1), (size,)))
            self.up.matmul.shard(((1, 1), (size, 1)))
            self.up.bias_add.shard(((1, size), (size,)))
            self.down.matmul.shard(((1, size), (1, size)))
            self.loss = ms.nn.SoftmaxCrossEntropyWithLogits(sparse=True, reduction="mean")

        def construct(self, ids, labels):
            return self.loss(self.down(self.up(self.norm(self.table(ids)))), labels)

    net = Net()
    step = _auto(ms, ms.nn.TrainOneStepCell(net, ms.nn.Adam(net.trainable_params(), 0.01)))
    losses = [step(ms.Tensor(IDS), ms.Tensor(LABELS)).asnumpy() for _ in range(3)]
    assert net.up.weight.shape == (16 // size, 8) and net.down.weight.shape == (4, 16 // size)
    return losses, _weights(net)


def transformer(ms, rank, size):
    """A block whose heads are cut."""
    heads, width = 4, 8

    class Block(ms.nn.Cell):
        def __init__(self):
            super().__init__()
            random = np.random.default_rng(1)
            self.qkv = [
                _parameter(ms, 0.3 * random.standard_normal((width, width)).astype(np.float32), n) for n in "qkv"
            ]
            self.q, self.k, self.v = self.qkv
            self.out = _parameter(ms, 0.3 * random.standard_normal((width, width)).astype(np.float32), "out")
            self.w1, self.w2 = _parameter(ms, W1, "w1"), _parameter(ms, W1.T.copy(), "w2")
            self.norm1, self.norm2 = ms.nn.LayerNorm((width,)), ms.nn.LayerNorm((width,))
            self.columns = ms.ops.MatMul().shard(((1, 1), (1, size)))
            self.rows = ms.ops.MatMul().shard(((1, size), (size, 1)))
            self.scores = ms.ops.BatchMatMul(transpose_b=True).shard(((1, size, 1, 1), (1, size, 1, 1)))
            self.mixed = ms.ops.BatchMatMul().shard(((1, size, 1, 1), (1, size, 1, 1)))
            self.softmax, self.gelu = ms.ops.Softmax(), ms.ops.GeLU()
            self.mask = ms.Tensor(np.triu(np.full((4, 4), -1e4, np.float32), 1))

        def split(self, x):
            return x.reshape(2, 4, heads, width // heads).transpose(0, 2, 1, 3)

        def construct(self, x, y):
            flat = self.norm1(x).reshape(8, width)
            q, k, v = (self.split(self.columns(flat, w)) for w in (self.q, self.k, self.v))
            weights = self.softmax(self.scores(q, k) / (width // heads) ** 0.5 + self.mask)
            mixed = self.mixed(weights, v).transpose(0, 2, 1, 3).reshape(8, width)
            x = x + self.rows(mixed, self.out).reshape(2, 4, width)
            flat = self.norm2(x).reshape(8, width)
            x = x + self.rows(self.gelu(self.columns(flat, self.w1)), self.w2).reshape(2, 4, width)
            return ((x - y) ** 2).mean()

    net = Block()
    step = _auto(ms, ms.nn.TrainOneStepCell(net, ms.nn.Adam(net.trainable_params(), 0.01)))
    x, y = X.reshape(2, 4, 8), X[::-1].copy().reshape(2, 4, 8)
    losses = [step(ms.Tensor(x), ms.Tensor(y)).asnumpy() for _ in range(3)]
    assert net.q.shape == (8, 8 // size) and net.w2.shape == (16 // size, 8)
    return losses, _weights(net)


def shards_of_functions(ms, rank, size):
    """`Cell.shard` with a plan for parameters, `shard` of a function, `reshard`."""
    layout = ms.Layout((1, size), ("dp", "mp"))

    class Net(ms.nn.Cell):
        def __init__(self):
            super().__init__()
            self.dense = ms.nn.Dense(8, 16, weight_init=ms.Tensor(W1.T.copy()), bias_init="zeros")
            self.dense.shard(((size, 1),), parameter_plan={"self.dense.weight": (size, 1), "weight": (size, 1)})
            self.double = ms.shard(lambda x, y: x * 2 + y, ((1, size), (size,)))
            self.layout = layout("None", "mp")

        def construct(self, x):
            x = self.dense(ms.parallel.function.reshard(x, self.layout))
            return self.double(x, x[0]).sum()

    net = Net()
    step = _auto(ms, ms.nn.TrainOneStepCell(net, ms.nn.SGD(net.trainable_params(), 0.001)))
    losses = [step(ms.Tensor(X)).asnumpy() for _ in range(2)]
    assert net.dense.weight.shape == (16 // size, 8)
    return losses, _weights(net)


def slices_of_parameters(ms, rank, size):
    """What a process holds of parameters, by arrangement and map; then after `set_data` with the whole and a slice."""
    answers = {}
    for matrix, names, cut in _LAYOUTS[size]:

        class Net(ms.nn.Cell):
            def __init__(self):
                super().__init__()
                self.w = _parameter(ms, W1, "w")

            def construct(self, x):
                return (self.w * x).sum()

        net = Net()
        layout = ms.Layout(matrix, names)(*cut)
        net.shard(((1,),), parameter_plan={"w": layout})
        step = _auto(ms, net)
        step(ms.Tensor(np.float32([1])))
        first = net.w.asnumpy().copy()
        net.w.set_data(ms.Tensor(2 * W1))
        second = net.w.asnumpy().copy()
        net.w.set_data(ms.Tensor(3 * first))
        tensor_map = layout.to_dict()["tensor_map"]
        answers[str((matrix, cut))] = (
            matrix,
            tensor_map,
            first,
            second,
            net.w.asnumpy().copy(),
            step(ms.Tensor(np.float32([1]))),
        )
    return answers


_LAYOUTS = {
    1: [],
    2: [((2,), ("a",), ("a", "None")), ((2,), ("a",), ("None", "a")), ((2, 1), ("a", "b"), ("b", "a"))],
    4: [
        ((2, 2), ("a", "b"), ("a", "b")), ((2, 2), ("a", "b"), ("b", "None")), ((4,), ("a",), ("a", "None")),
        ((2, 2), ("a", "b"), ("None", "a")), ((2, 2), ("a", "b"), ("b", "a")), ((4, 1), ("a", "b"), ("b", "a")),
        ((2, 2), ("a", "b"), (("a", "b"), "None")), ((4,), ("a",), ("None", "a")),
    ],
}  # fmt: skip


def _pipelined(ms, size, net, micro_size, optimizer="SGD", scheduler="1f1b", broadcast=True, scale=None):
    """Losses and weights, with the stages of a network in processes of their own."""
    made = getattr(ms.nn, optimizer)(net.trainable_params(), 0.1)
    step = ms.nn.TrainOneStepCell(ms.nn.PipelineCell(net, micro_size), made, scale)
    if micro_size >= size:  # else each process computes the whole
        step = _auto(ms, step)
        step.pipeline(size, broadcast, scheduler=scheduler)
    x, y = ms.Tensor(pipeline_nets.X), ms.Tensor(pipeline_nets.Y)
    return [step(x, y).asnumpy() for _ in range(3)], _weights(net)


def pipelines(ms, rank, size):
    """By schedules, numbers of parts, optimizers and scales of the loss; with what several stages use."""
    nets = pipeline_nets
    return {
        "1f1b": _pipelined(ms, size, nets.mlp(ms, size), 4),
        "gpipe": _pipelined(ms, size, nets.mlp(ms, size), 4, scheduler="gpipe"),
        "few": _pipelined(ms, size, nets.mlp(ms, size), 2),
        "many": _pipelined(ms, size, nets.mlp(ms, size), 8),
        "Adam": _pipelined(ms, size, nets.mlp(ms, size), 4, "Adam"),
        "scaled": _pipelined(ms, size, nets.mlp(ms, size), 4, scale=0.5),
        "shared": _pipelined(ms, size, nets.shared(ms, size), 4),
        "shared gpipe": _pipelined(ms, size, nets.shared(ms, size), 4, scheduler="gpipe"),
    }


def pipelines_by_model(ms, rank, size):
    """Model.train, by `stage_config`; then the whole network in each process."""
    net = ms.nn.SequentialCell(pipeline_nets.blocks(ms, 1))
    for block in net:
        del block.__dict__["_pipeline_stage"]
    config = {f"_backbone.{i}": i * size // 4 for i in range(4)}
    staged = ms.nn.PipelineCell(ms.nn.WithLossCell(net, ms.nn.MSELoss()), 4, stage_config=config)
    step = _auto(ms, staged)
    step.pipeline(size)
    data = ms.Tensor(pipeline_nets.X), ms.Tensor(pipeline_nets.Y)
    ms.Model(step, optimizer=ms.nn.SGD(net.trainable_params(), 0.1)).train(3, [data])
    return _weights(net), net(data[0])


def pipelines_by_context(ms, rank, size):
    """The settings say so; gradients by inputs, and of a square of the loss, which the last process alone has."""
    ms.set_auto_parallel_context(parallel_mode="semi_auto_parallel", pipeline_stages=size)
    try:
        answers = []
        for net in (pipeline_nets.mlp(ms, size), pipeline_nets.shared(ms, size)):
            staged = ms.nn.PipelineCell(net, 4)
            x, y = ms.Tensor(pipeline_nets.X), ms.Tensor(pipeline_nets.Y)
            square = ms.grad(lambda x, y, staged=staged: staged(x, y) ** 2, 0, staged.trainable_params())
            answers.append(square(x, y))
            step = ms.nn.TrainOneStepCell(staged, ms.nn.SGD(net.trainable_params(), 0.1))
            for rows in (8, 4, 8):
                step(x[:rows], y[:rows])
            answers.append(_weights(net))
        return answers
    finally:
        ms.reset_auto_parallel_context()


def slices_of_losses(ms, rank, size):
    """The last process has the loss."""
    return _pipelined(ms, size, pipeline_nets.mlp(ms, size), 4, broadcast=False)[0]


def refused_pipelines(ms, rank, size):
    """What can not be divided into stages, and the exception for it."""

    def raised(net, micro_size=4, stages=size, **settings):
        step = _auto(ms, ms.nn.PipelineCell(net(ms, size), micro_size))
        try:
            step.pipeline(stages, **settings)
            ms.grad(step, 0)(ms.Tensor(pipeline_nets.X), ms.Tensor(pipeline_nets.Y))
        except Exception as error:
            return type(error).__name__
        return None

    nets = pipeline_nets
    found = {name: raised(getattr(nets, name)) for name in ("skipping", "normed", "turned")}
    return found | {
        "few parts": raised(nets.mlp, size // 2),
        "more stages": raised(nets.mlp, stages=size + 1),
        "interleave": raised(nets.mlp, interleave=True),
        "scheduler": raised(nets.mlp, scheduler="seqpipe"),
        "no stage": raised(lambda ms, _: nets.mlp(ms, 1)),
        "nothing": raised(lambda ms, _: _with_loss(ms, ms.nn.Dense(6, 6))),
    }


def refused(ms, rank, size):
    """What cannot be cut, and the exception for it."""

    def raised(make):
        try:
            make()
        except Exception as error:
            return type(error).__name__
        return None

    ops, auto = ms.ops, lambda operation: _auto(ms, _Net(ms, operation))
    x, odd = ms.Tensor(X), ms.Tensor(np.ones((3, 3), np.float32))
    many = ms.Layout((8 * size,), ("a",))("a", "None")

    def staged():
        step = auto(ops.ReLU())
        step.pipeline(2)
        step(x)

    return {
        "uneven": raised(lambda: auto(ops.ReLU().shard(((size, 1),)))(odd)),
        "parts that do not fit": raised(lambda: auto(ops.MatMul().shard(((1, size), (3, 1))))(x, x)),
        "too many parts": raised(lambda: auto(ops.ReLU().shard(((2 * size, 1),)))(x)),
        "too few items": raised(lambda: auto(ops.Add().shard(((size, 1),)))(x, x)),
        "too many axes": raised(lambda: auto(ops.ReLU().shard(((1, 1, size),)))(x)),
        "another number of processes": raised(lambda: auto(ops.ReLU().shard((many,)))(x)),
        "stages": raised(staged),
        "shard of a number": raised(lambda: ms.shard(ms.nn.ReLU(), 3)),
        "plan of a function": raised(lambda: ms.shard(lambda x: x, ((1, 1),), None, {"w": (1,)})),
        "reshard of a number": raised(lambda: ms.parallel.function.reshard(3, 4)),
        "reshard by a number": raised(lambda: ms.parallel.function.reshard(x, 4)),
    }  # fmt: skip
