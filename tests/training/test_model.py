"""`Model` and its callbacks, against the real MindSpore: losses, metrics, printed lines, the order of callbacks."""

import re

import mindspore
import mindspore.dataset
import numpy as np
import pytest
from raising import raises

import msshim

RNG = np.random.default_rng(0)
X = RNG.normal(size=(12, 4)).astype(np.float32)
Y = (X @ RNG.normal(size=(4, 3))).argmax(1).astype(np.int32)
MOMENTS = [
    f"on_{k}_{m}" for k in ("train", "eval") for m in "begin end epoch_begin epoch_end step_begin step_end".split()
]


def batches(ms, size=4):
    if ms is msshim:
        return [(X[i : i + size], Y[i : i + size]) for i in range(0, 12, size)]
    return mindspore.dataset.NumpySlicesDataset((X, Y), ["x", "y"], shuffle=False).batch(size)


class World:
    """What the programs below use, of one library."""

    def __init__(self, ms):
        self.ms, self.nn, self.train = ms, ms.nn, ms.train
        self.net = ms.nn.SequentialCell(
            [
                ms.nn.Dense(4, 8, ms.Tensor(np.linspace(-1, 1, 32).reshape(8, 4).astype(np.float32)), "zeros"),
                ms.nn.ReLU(),
                ms.nn.Dense(8, 3, ms.Tensor(np.linspace(-0.5, 1, 24).reshape(3, 8).astype(np.float32)), "zeros"),
            ]
        )
        self.optimizer = ms.nn.Momentum(self.net.trainable_params(), 0.1, 0.9)
        self.loss = ms.nn.CrossEntropyLoss()
        self.seen = []
        self.history = ms.train.History()

    def model(self, metrics=("acc", "loss"), **options):
        return self.train.Model(self.net, self.loss, self.optimizer, metrics and set(metrics), **options)

    def data(self, size=4):
        return batches(self.ms, size)

    def log(self):
        """A callback that keeps what it hears."""
        seen = self.seen

        def heard(name):
            def method(self, context):
                params = context.original_args()
                keys = sorted(str(key) for key in params if key != "list_callback")
                number = params.get("cur_epoch_num"), params.cur_step_num, params.batch_num, params.mode
                seen.append((name, *number, [key for key in keys if key not in ("parallel_mode", "device_number")]))

            return method

        return type("Log", (self.train.Callback,), {name: heard(name) for name in MOMENTS})()

    def stop(self):
        """A callback that stops after the second step."""

        def step_end(self, context):
            if context.original_args().cur_step_num == 2:
                context.request_stop()

        return type("Stop", (self.train.Callback,), {"on_train_step_end": step_end})()

    def scope(self):
        names = ("LossMonitor TimeMonitor History LambdaCallback EarlyStopping ReduceLROnPlateau RunContext Model "
                 "LearningRateScheduler").split()  # fmt: skip
        return {**vars(self), **{n: getattr(self, n) for n in ("model", "data", "log", "stop")},
                **{n: getattr(self.train, n) for n in names}, "Tensor": self.ms.Tensor, "X": X, "np": np}  # fmt: skip


RUNS = [
    "model().train(2, data(), callbacks=[LossMonitor(), TimeMonitor()])",
    "model().train(3, data(), callbacks=LossMonitor(2), initial_epoch=1)",
    "model().fit(3, data(), data(), callbacks=[LossMonitor(0), history, TimeMonitor()])",
    "model().fit(4, data(), data(), valid_frequency=[2, 4], callbacks=[history])",
    "model().fit(4, data(), data(), valid_frequency=2, callbacks=[history, LossMonitor(3)])",
    "model().fit(2, data(6), data(6), callbacks=[log()])",
    "model().eval(data(6), callbacks=log())",
    "model({'acc', 'mse'} - {'mse'}).eval(data())",
    "model().fit(9, data(), data(), callbacks=[EarlyStopping(min_delta=0.2, patience=2, verbose=True), history])",
    "model().fit(9, data(), data(), callbacks=[EarlyStopping('acc', patience=2, mode='max'), history])",
    "model().fit(6, data(), data(), callbacks=[ReduceLROnPlateau('eval_loss', 0.5, 1, min_delta=0.3, cooldown=1)])",
    "model().train(2, data(), callbacks=[LearningRateScheduler(lambda lr, s: lr / 2 if s % 2 else lr), LossMonitor()])",
    "model().train(1, data(), callbacks=[LambdaCallback(on_train_end=lambda c: seen.append(c.original_args().mode))])",
    "model().train(3, data(), callbacks=[stop(), LossMonitor()])",
    "model(None).train(1, data(), callbacks=LossMonitor())",
    "Model(nn.WithLossCell(net, loss), optimizer=optimizer).train(1, data(), callbacks=LossMonitor())",
    "model().predict(Tensor(X[:2]))",
    "[type(n).__name__ for n in (model().train_network, model().eval_network, model().predict_network)]",
]
WRONG = [
    *("Model(3)", "Model(net, other=1)", "Model(net, amp_level='O2')", "Model(net, metrics={'acc'})"),
    "Model(net, loss, metrics={'acc'}, eval_network=net, eval_indexes=[1])",
    "Model(net, loss_scale_manager=ms.FixedLossScaleManager())",
    "Model(net, loss, 3)",
    "Model(net, loss, metrics={'other'})",
    "Model(net, loss, metrics=3)",
    *(f"model().train({epoch}, data())" for epoch in ("0", "1.5", "-1", "'a'")),
    *(
        f"model().train(1, data(), {o})"
        for o in ("dataset_sink_mode=1", "sink_size=0", "sink_size=1.5", "sink_size=-3")
    ),
    *(
        f"model().train(1, data(), {o})"
        for o in ("initial_epoch=1", "initial_epoch=-1", "callbacks=3", "callbacks=[3]")
    ),
    "model().fit(1, data(), data(), valid_frequency='a')",
    "model().fit(1, data(), data(), valid_dataset_sink_mode=1)",
    "model(None).eval(data())",
    "model(None).fit(1, data(), data())",
    "model().eval(data(), dataset_sink_mode=1)",
    "model().predict([1])",
    "model().predict(Tensor(np.zeros((0, 4), np.float32)))",
    "model().predict(Tensor(X), backend='other')",
    *(f"LossMonitor({value})" for value in ("-1", "'a'", "1.5")),
    "TimeMonitor(data_time=1)",
    "RunContext(3)",
    *(f"EarlyStopping({o})" for o in ("monitor=3", "min_delta='a'", "patience=-1", "patience=1.5", "verbose=1")),
    *(f"EarlyStopping({o})" for o in ("mode='x'", "mode=3", "restore_best_weights=1")),
    *(f"ReduceLROnPlateau({o})" for o in ("factor=1.5", "factor=1", "cooldown=-1", "min_lr='a'", "mode='x'")),
]


def numbers(text):
    """A text without its numbers, and these."""
    text = re.sub(r"time: +[0-9.]+ ms", "time: T", text)
    found = re.findall(r"[0-9]+\.[0-9]+(?:e-?[0-9]+)?", text)
    return re.sub(r"[0-9]+\.[0-9]+(?:e-?[0-9]+)?", "N", text), list(map(float, found))


@pytest.mark.parametrize("program", RUNS)
def test_runs(program, capsys) -> None:
    found = []
    for ms in (msshim, mindspore):
        world = World(ms)
        result = eval(program, world.scope())
        texts = [capsys.readouterr().out, str(result), str(world.history.history), str(world.history.epoch)]
        metrics = sorted(result.items()) if isinstance(result, dict) else []
        rate = float(world.optimizer.learning_rate.asnumpy())
        found.append((texts, metrics, world.seen, rate, [p.asnumpy() for p in world.net.get_parameters()]))
    (ours, my_metrics, my_seen, my_rate, mine), (theirs, metrics, seen, rate, real) = found
    assert my_seen == seen
    assert my_rate == pytest.approx(rate, rel=1e-6)
    assert dict(my_metrics) == pytest.approx(dict(metrics), rel=1e-5)
    for our_text, their_text in zip(ours, theirs, strict=True):
        (our_form, our_numbers), (their_form, their_numbers) = numbers(our_text), numbers(their_text)
        if not metrics:  # the order of a set's names is each process's own
            assert our_form == their_form
            assert our_numbers == pytest.approx(their_numbers, rel=1e-4, abs=1e-6)
    for our_weight, their_weight in zip(mine, real, strict=True):
        np.testing.assert_allclose(our_weight, their_weight, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("program", WRONG)
def test_wrong_arguments(program) -> None:
    with pytest.raises(Exception) as theirs:
        eval(program, World(mindspore).scope())
    with raises(theirs.type):
        eval(program, World(msshim).scope())


def test_early_stopping_gives_the_best_weights_back() -> None:
    """MindSpore loads them from a checkpoint's form; the best epoch's weights are the same here."""
    found = []
    for ms in (msshim, mindspore):
        world = World(ms)
        stop = ms.train.EarlyStopping("eval_loss", min_delta=0.2, patience=2, restore_best_weights=True)
        world.model().fit(9, world.data(), world.data(), callbacks=[stop])
        found.append([p.asnumpy() for p in world.net.get_parameters()])
    for ours, theirs in zip(*found, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-6)


def test_data_of_torch() -> None:
    import torch

    world = World(msshim)
    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(torch.tensor(X), torch.tensor(Y)), 4)
    same = World(msshim)
    world.model().train(2, loader)
    same.model().train(2, same.data())
    for ours, theirs in zip(world.net.get_parameters(), same.net.get_parameters(), strict=True):
        np.testing.assert_array_equal(ours.asnumpy(), theirs.asnumpy())


def of_subclass(ms):
    """A Model that trains in its own way, as packages of defences and of recommenders do."""
    world = World(ms)

    class Own(ms.train.Model):
        def train(self, epoch, dataset):
            helper, network = self._exec_preprocess(True, dataset, False, epoch_num=epoch)
            seen = [(network is self._train_network, network.training, network.phase)]
            for _ in range(epoch):
                for batch in helper:
                    network = self._check_network_mode(network, True)
                    seen.append(float(network(*batch)))
            network = self._check_network_mode(self._eval_network, False)
            helper, network = self._exec_preprocess(False, dataset, False)
            return [*seen, network.training, network.phase, network.requires_grad, len(list(helper))]

    model = Own(world.net, world.loss, world.optimizer, {"loss"})
    return model.train(2, ms.dataset.NumpySlicesDataset((X, Y), ["x", "y"], shuffle=False).batch(4))


def test_subclasses_train_in_their_own_way():
    ours, theirs = of_subclass(msshim), of_subclass(mindspore)
    assert ours == [pytest.approx(one, rel=1e-5) if isinstance(one, float) else one for one in theirs]


def test_a_dataset_is_for_one_model():
    for ms in (mindspore, msshim):
        data = ms.dataset.NumpySlicesDataset((X, Y), ["x", "y"], shuffle=False).batch(4)
        first, second = World(ms).model(), World(ms).model()
        first._check_reuse_dataset(data)
        first._check_reuse_dataset(data)
        with raises(RuntimeError, match="dataset"):
            second._check_reuse_dataset(data)
        with raises(RuntimeError, match="dataset"):
            second.train(1, data, dataset_sink_mode=False)


@pytest.mark.parametrize("call", ["fit(1, data, callbacks=own, dataset_sink_mode=False)", "eval(data, own)"])
def test_callbacks_of_old_methods(call):
    def outcome(ms):
        own = type("Own", (ms.train.Callback,), {"step_end": lambda self, context: None})()
        world = World(ms)
        try:
            eval(f"model.{call}", {"model": world.model(), "data": world.data(), "own": own})
        except Exception as error:
            return type(error)
        return None

    assert outcome(msshim) is outcome(mindspore)
