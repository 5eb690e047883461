"""Training in the idioms of MindSpore's tutorials and models, written once, run by both: the same losses and names."""

import mindspore
import mindspore.dataset
import numpy as np
import pytest

import msshim

RNG = np.random.default_rng(0)
X = RNG.normal(size=(24, 6)).astype(np.float32)
Y = (X @ RNG.normal(size=(6, 3))).argmax(1).astype(np.int32)
BATCHES = [(X[i : i + 6], Y[i : i + 6]) for i in range(0, 24, 6)] * 3


def network(ms):
    ms.set_seed(1)
    nn = ms.nn
    return nn.SequentialCell(nn.Dense(6, 16), nn.LayerNorm((16,)), nn.GELU(), nn.Dense(16, 3))


def an_optimizer_and_a_schedule_of_ones_own(ms):
    nn, ops = ms.nn, ms.ops

    class Descent(nn.Optimizer):
        def __init__(self, params, learning_rate, momentum=0.9):
            super().__init__(learning_rate, params, weight_decay=0.01)
            self.momentum = ms.Parameter(ms.Tensor(momentum, ms.float32), name="momentum")
            self.moments = self.parameters.clone(prefix="moments", init="zeros")
            self.assign = ops.Assign()

        def construct(self, gradients):
            gradients = self.decay_weight(gradients)
            lr = self.get_lr()
            self.assignadd(self.global_step, self.global_step_increase_tensor)
            for i, param in enumerate(self.parameters):
                self.assign(self.moments[i], self.moments[i] * self.momentum + gradients[i])
                self.assign(param, param - self.moments[i] * lr)
            return self.map_(ops.partial(lambda scale, g: g * scale, 2.0), gradients)

    class Warm(nn.learning_rate_schedule.LearningRateSchedule):
        def __init__(self):
            super().__init__()
            self.first, self.then = nn.WarmUpLR(0.1, 4), nn.PolynomialDecayLR(0.1, 0.01, 12, 1.0)
            self.cast, self.greater, self.steps = ops.Cast(), ops.Greater(), ms.Tensor([4], ms.int32)

        def construct(self, global_step):
            early = self.cast(self.greater(self.steps, global_step), ms.float32)
            return early * self.first(global_step) + (1.0 - early) * self.then(global_step)

    net, loss = network(ms), nn.CrossEntropyLoss()
    optimizer = Descent(net.trainable_params(), Warm())
    step = ms.value_and_grad(lambda x, y: loss(net(x), y), None, optimizer.parameters)
    for x, y in BATCHES:
        value, gradients = step(ms.Tensor(x), ms.Tensor(y))
        optimizer(gradients)
        yield float(value.asnumpy())
    yield [p.name for p in optimizer.get_parameters()]
    yield float(optimizer.global_step.asnumpy()[0])


def a_step_that_clips_gradients(ms):
    nn, ops = ms.nn, ms.ops
    clip = ops.MultitypeFuncGraph("clip")

    @clip.register("Number", "Tensor")
    def _(length, gradient):
        return nn.ClipByNorm()(gradient, ops.cast(ops.tuple_to_array((length,)), gradient.dtype))

    class Step(nn.TrainOneStepCell):
        def __init__(self, network, optimizer, sens=1.0):
            super().__init__(network, optimizer, sens)
            self.hyper_map = ops.HyperMap()

        def construct(self, *inputs):
            loss = self.network(*inputs)
            sens = ops.fill(loss.dtype, loss.shape, self.sens)
            grads = self.grad(self.network, self.weights)(*inputs, sens)
            grads = self.grad_reducer(self.hyper_map(ops.partial(clip, 0.5), grads))
            return ops.depend(loss, self.optimizer(grads))

    net = network(ms)
    loss = nn.SoftmaxCrossEntropyWithLogits(sparse=True, reduction="mean")
    optimizer = nn.Momentum(net.trainable_params(), 0.1, 0.9, weight_decay=1e-3)
    step = Step(nn.WithLossCell(net, loss), optimizer, 2.0).set_train()
    for x, y in BATCHES:
        yield float(step(ms.Tensor(x), ms.Tensor(y)).asnumpy())


def accumulated_gradients_and_averaged_weights(ms):
    nn, ops = ms.nn, ms.ops
    net, loss = network(ms), nn.CrossEntropyLoss(label_smoothing=0.1)
    params = net.trainable_params()
    groups = [{"params": params[:2], "weight_decay": 0.1}, {"params": params[2:]}, {"order_params": params}]
    optimizer = nn.AdamWeightDecay(groups, learning_rate=nn.cosine_decay_lr(1e-4, 1e-2, 12, 4, 3), eps=1e-4)
    total = optimizer.parameters.clone(prefix="total", init="zeros")
    mean = ms.ParameterTuple(params).clone(prefix="mean", init="same")

    def forward(x, y):
        logits = net(x)
        return loss(logits, y), logits

    step = ms.value_and_grad(forward, None, optimizer.parameters, has_aux=True)
    for i, (x, y) in enumerate(BATCHES):
        (value, logits), gradients = step(ms.Tensor(x), ms.Tensor(y))
        for held, gradient in zip(total, ops.clip_by_global_norm(gradients, 0.5), strict=True):
            ops.assign_add(held, gradient / 2)
        if i % 2:
            optimizer(total)
            for held, average, param in zip(total, mean, params, strict=True):
                ops.assign(held, ops.zeros_like(held))
                ops.assign(average, average * 0.9 + param * 0.1)
        yield float(value.asnumpy())
        yield float(logits.asnumpy().sum())
    yield [p.name for p in (*total, *mean)]
    yield from (float(p.asnumpy().sum()) for p in mean)


def two_networks_against_each_other(ms):
    nn, ops = ms.nn, ms.ops
    ms.set_seed(2)
    maker = nn.SequentialCell([nn.Dense(4, 16), nn.LeakyReLU(0.2), nn.Dense(16, 6), nn.Tanh()])
    judge = nn.SequentialCell([nn.Dense(6, 16), nn.LeakyReLU(0.2), nn.Dense(16, 1), nn.Sigmoid()])
    loss = nn.BCELoss(reduction="mean")
    makers = nn.Adam(maker.trainable_params(), 2e-3, beta1=0.5)
    judges = nn.Adam(judge.trainable_params(), 2e-3, beta1=0.5)
    makers.update_parameters_name("maker.")
    judges.update_parameters_name("judge.")

    def deceives(real, one):
        made = maker(ops.standard_normal((real.shape[0], 4)))
        return loss(judge(made), one), made

    def tells(real, made, one, zero):
        return (loss(judge(real), one) + loss(judge(made), zero)) / 2

    first = ms.value_and_grad(deceives, None, makers.parameters, has_aux=True)
    second = ms.value_and_grad(tells, None, judges.parameters)
    for x, _ in BATCHES:
        one, zero = ops.ones((6, 1), ms.float32), ops.zeros((6, 1), ms.float32)
        (value, made), gradients = first(ms.Tensor(x), one)
        makers(gradients)
        other, gradients = second(ms.Tensor(x), made, one, zero)
        judges(gradients)
        yield float(value.asnumpy())
        yield float(other.asnumpy())
    yield [p.name for p in (*makers.get_parameters(), *judges.get_parameters())]


def a_loss_a_metric_and_a_callback_of_ones_own(ms):
    nn = ms.nn
    seen = []

    class Distance(nn.LossBase):
        def construct(self, logits, labels):
            return self.get_loss(ms.ops.abs(logits - labels))

    class MeanError(ms.train.Metric):
        def __init__(self):
            super().__init__()
            self.clear()

        def clear(self):
            self.total, self.count = 0.0, 0

        @ms.train.rearrange_inputs
        def update(self, *inputs):
            found, wanted = map(self._convert_data, inputs)
            self.total, self.count = self.total + np.abs(found - wanted).sum(), self.count + len(found)

        def eval(self):
            return float(self.total / self.count)

    class Keep(ms.train.Callback):
        def on_train_epoch_end(self, run_context):
            params = run_context.original_args()
            seen.append(float(params.net_outputs.asnumpy()))
            if params.cur_epoch_num == 3:
                run_context.request_stop()

    ms.set_seed(1)
    net = nn.Dense(6, 1)
    data = ms.dataset.GeneratorDataset([(x, x[:1] * 2 + 3) for x in X], ["x", "y"], shuffle=True).batch(5, True)
    metrics = {"error": MeanError().set_indexes([0, 1])}
    model = ms.train.Model(net, Distance("sum"), nn.Adam(net.trainable_params(), 0.05), metrics)
    model.train(6, data, Keep(), dataset_sink_mode=False)
    yield from seen
    yield model.eval(data)["error"]


PROGRAMS = [
    an_optimizer_and_a_schedule_of_ones_own,
    a_step_that_clips_gradients,
    accumulated_gradients_and_averaged_weights,
    two_networks_against_each_other,
    a_loss_a_metric_and_a_callback_of_ones_own,
]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
def test_the_same_numbers(program) -> None:
    ours, theirs = (list(program(ms)) for ms in (msshim, mindspore))
    assert len(ours) == len(theirs)
    for mine, real in zip(ours, theirs, strict=True):
        assert mine == (pytest.approx(real, rel=1e-4, abs=1e-5) if isinstance(real, float) else real)
