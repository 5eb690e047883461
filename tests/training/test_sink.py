"""Data sinking: what callbacks see is MindSpore's, batches are made ahead, and no thread stays.

On the CPU MindSpore takes the batches of its loop without a sink; that is asked live. Its loop for an Ascend or GPU is
Python: it runs here, too, with a stand-in for the device's queue alone.
"""

import gc
import subprocess
import sys
import threading
import time

import mindspore
import mindspore.dataset
import mindspore.train.dataset_helper
import mindspore.train.model
import numpy as np
import pytest
from raising import raises
from test_model import MOMENTS, World

import msshim
from msshim._src.runtime import context

SIDES = (msshim, mindspore)
RNG = np.random.default_rng(0)
X = RNG.normal(size=(12, 4)).astype(np.float32)
Y = (X @ RNG.normal(size=(4, 3))).argmax(1).astype(np.int32)


def batches(ms, size=2):
    return ms.dataset.NumpySlicesDataset((X, Y), ["x", "y"], shuffle=False).batch(size)


def log(ms, seen, stop_at=None):
    """A callback that keeps what it hears."""

    def heard(name):
        def method(self, run):
            params = run.original_args()
            element = params.get("train_dataset_element")
            losses = params.get("net_outputs")
            loss = float(losses.asnumpy()) if isinstance(losses, ms.Tensor) else None
            seen.append(
                (name, params.get("cur_epoch_num"), params.cur_step_num, params.batch_num, params.mode,
                 params.get("sink_size"), params.dataset_sink_mode, len(element or ()), loss and round(loss, 4))
            )  # fmt: skip
            if params.cur_step_num == stop_at:
                run.request_stop()

        return method

    return type("Log", (ms.train.Callback,), {name: heard(name) for name in MOMENTS if name != "on_train_end"})()


RUNS = {
    "an epoch": "model.train(2, data(), log, dataset_sink_mode=True)",
    "half an epoch": "model.train(4, data(), log, dataset_sink_mode=True, sink_size=3)",
    "over epochs": "model.train(3, data(), log, dataset_sink_mode=True, sink_size=4)",
    "more than an epoch": "model.train(2, data(), log, dataset_sink_mode=True, sink_size=8)",
    "from an epoch on": "model.train(3, data(), log, dataset_sink_mode=True, initial_epoch=1)",
    "stopped": "model.train(3, data(), stop, dataset_sink_mode=True)",
    "evaluated": "model.eval(data(), log, dataset_sink_mode=True)",
    "an evaluation that is stopped": "model.eval(data(), stop, dataset_sink_mode=True)",
    "validated": "model.fit(2, data(), data(3), callbacks=log, dataset_sink_mode=True, valid_dataset_sink_mode=True)",
    "sunk in part": "model.fit(2, data(), data(3), callbacks=log, dataset_sink_mode=True, sink_size=2)",
    "validated in sink mode alone": "model.fit(2, data(), data(3), callbacks=log, valid_dataset_sink_mode=True)",
    "with a scale": "scaled.train(1, data(), log, dataset_sink_mode=True)",
    "monitored": "model.train(4, data(), LossMonitor(2), dataset_sink_mode=True, sink_size=3)",
}


def outcome(ms, program, capsys):
    world, seen = World(ms), []
    model = world.model()
    scope = {
        "model": model, "data": lambda size=2: batches(ms, size), "log": log(ms, seen), "stop": log(ms, seen, 2),
        "scaled": world.model(loss_scale_manager=ms.train.FixedLossScaleManager(16.0, False)),
        "LossMonitor": ms.train.LossMonitor,
    }  # fmt: skip
    result = eval(program, scope)
    metrics = {name: round(float(value), 4) for name, value in (result or {}).items()}
    return seen, metrics, capsys.readouterr().out, [one.asnumpy() for one in world.net.get_parameters()]


def compare(program, capsys):
    (ours, metrics, printed, weights), (theirs, their_metrics, their_printed, real) = (
        outcome(ms, program, capsys) for ms in SIDES
    )
    assert ours == [tuple(pytest.approx(v, abs=2e-4) if isinstance(v, float) else v for v in one) for one in theirs]
    assert metrics == pytest.approx(their_metrics, abs=1e-4)
    assert [line.split("loss is")[0] for line in printed.splitlines()] == [
        line.split("loss is")[0] for line in their_printed.splitlines()
    ]
    for mine, other in zip(weights, real, strict=True):
        np.testing.assert_allclose(mine, other, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("name", RUNS)
def test_on_the_cpu(name, capsys) -> None:
    compare(RUNS[name], capsys)


class Queue:
    """Stands for the queue to a device, of one dataset: what was sent comes out again."""

    queue_name = "queue"

    def __init__(self, dataset, size, create_data_info_queue=False):
        self._dataset, self._rows = dataset, iter(())
        for name in ("stop_send", "release", "continue_send", "get_data_info", "get_mbuf_queue_size", "get_send_info"):
            setattr(self, name, lambda: None)

    def send(self, epochs):
        made = self._dataset.create_tuple_iterator(num_epochs=epochs)
        self._rows = (row for _ in range(epochs) for row in made)

    def take(self):
        return next(self._rows)


class Fed(mindspore.nn.Cell):
    """Stands for the network with `GetNext`, which the device's runtime calls once for each batch of a sink."""

    def __init__(self, network, queue, steps):
        super().__init__(auto_prefix=False)
        self.network, self._queue, self._steps = network, queue, steps

    def __call__(self):
        return [self.network(*self._queue.take()) for _ in range(self._steps)][-1]


@pytest.fixture(params=["GRAPH_MODE", "PYNATIVE_MODE"])
def device(request, monkeypatch):
    """Both believe in a GPU, in one of the modes."""
    mode = getattr(mindspore, request.param)
    real = mindspore.context.get_context

    class Context:
        GRAPH_MODE, PYNATIVE_MODE = mindspore.GRAPH_MODE, mindspore.PYNATIVE_MODE
        get_auto_parallel_context = staticmethod(mindspore.context.get_auto_parallel_context)

        @staticmethod
        def get_context(name):
            return {"device_target": "GPU", "mode": mode}.get(name) if name in ("device_target", "mode") else real(name)

    def fed(network, helper, queue_name):
        each = helper.iter.sink_size if mode == mindspore.GRAPH_MODE and helper.iter.sink_count == 1 else 1
        return Fed(network, helper.iter.dataset.__transfer_dataset__, each)

    helper = mindspore.train.dataset_helper
    for module in (mindspore.train.model, helper):
        monkeypatch.setattr(module, "context", Context)
    monkeypatch.setattr(helper, "_exec_datagraph", Queue)
    monkeypatch.setattr(helper, "_generate_network_with_dataset", fed)
    monkeypatch.setattr(helper.offload, "check_add_offload_sink_mode", lambda dataset, helper, network: network)
    monkeypatch.setattr(context, "_settings", {**context._settings, "device_target": "GPU", "mode": mode})


@pytest.mark.parametrize("name", RUNS)
def test_on_a_device(name, device, capsys) -> None:
    compare(RUNS[name], capsys)


def test_checkpoints_of_a_sunk_network_have_its_names(device, tmp_path) -> None:
    names = []
    for ms in SIDES:
        folder = tmp_path / ms.__name__
        saving = ms.train.ModelCheckpoint("net", str(folder), ms.train.CheckpointConfig(6))
        World(ms).model().train(2, batches(ms), saving, dataset_sink_mode=True)
        names.append({path.name: sorted(ms.load_checkpoint(str(path))) for path in folder.glob("*.ckpt")})
    assert names[0] == names[1] and len(names[0]) == 2


WRONG = {
    "train": "World(ms).model().train(1, data, dataset_sink_mode=True)",
    "fit": "World(ms).model().fit(1, data, dataset_sink_mode=True)",
    "eval": "World(ms).model().eval(data, dataset_sink_mode=True)",
    "a helper's sink_size": "ms.DatasetHelper(data, True, 0)",
    "not in sink mode": "ms.connect_network_with_dataset(ms.nn.ReLU(), ms.DatasetHelper(data, False))",
    "no number": "ms.data_sink(abs, data, 'a')",
    "no batches": "ms.data_sink(abs, data, 0)",
    "more epochs than were asked for": "[list(one) for one in [ms.DatasetHelper(data, False)] * 2]",
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong(name) -> None:
    found = []
    for ms in SIDES:
        config = ms.dataset.config
        config.set_debug_mode(name in ("train", "fit", "eval"))
        try:
            data = batches(ms)
            eval(WRONG[name], {"World": World, "ms": ms, "data": data})
            found.append(None)
        except Exception as error:
            found.append(type(error))
        finally:
            config.set_debug_mode(False)
    assert found[0] is found[1]


def broken(ms, at):
    """A pipeline whose function fails at a row."""

    def fails(x):
        if x[0] == X[at, 0]:
            raise KeyError("my key")
        return x

    return ms.dataset.NumpySlicesDataset((X, Y), ["x", "y"], shuffle=False).map(fails, "x").batch(2)


def ended(before: int) -> bool:
    """Whether no more threads run than before, once the one that was told to end has."""
    for _ in range(200):
        gc.collect()
        if threading.active_count() <= before:
            return True
        time.sleep(0.02)
    return False


def test_what_fails_ahead_fails_in_its_turn() -> None:
    steps = []
    for ms in SIDES:
        before, seen = threading.active_count(), []
        with raises(RuntimeError, match="my key"):
            World(ms).model().train(1, broken(ms, 6), log(ms, seen), dataset_sink_mode=True)
        steps.append(len([one for one in seen if one[0] == "on_train_step_end"]))
        if ms is msshim:
            assert threading.active_count() <= before
    assert steps[0] == 3


class Meeting:
    """A dataset whose row and a step that meet: each waits for the other, so that both must run at once."""

    def __init__(self):
        self.barrier = threading.Barrier(2, timeout=60)
        barrier, rows = self.barrier, iter(range(6))

        def meets(x):
            if next(rows) % 2:  # rows 1, 3 and 5 meet the steps of those before
                barrier.wait()
            return x

        self.data = (
            msshim.dataset.NumpySlicesDataset((X[:6], Y[:6]), ["x", "y"], shuffle=False).map(meets, "x").batch(1)
        )

    def step(self, name):
        barrier, steps = self.barrier, iter(range(6))

        def method(self, run):
            if not next(steps) % 2:
                barrier.wait()

        return type("Step", (msshim.train.Callback,), {name: method})()


CALLS = {
    "train": ("train(1, data, step, dataset_sink_mode=True)", "on_train_step_begin"),
    "fit": ("fit(1, data, callbacks=[step], dataset_sink_mode=True)", "on_train_step_begin"),
    "eval": ("eval(data, step, dataset_sink_mode=True)", "on_eval_step_begin"),
}


@pytest.mark.parametrize("name", CALLS)
def test_rows_are_made_while_a_step_runs(name) -> None:
    before = threading.active_count()
    call, moment = CALLS[name]
    meeting, model = Meeting(), World(msshim).model()
    eval(f"model.{call}", {"model": model, "data": meeting.data, "step": meeting.step(moment)})
    assert threading.active_count() <= before


def test_rows_are_made_while_a_step_of_a_device_runs(device) -> None:
    meeting, context_mode = Meeting(), msshim.get_context("mode")
    if context_mode == msshim.PYNATIVE_MODE:
        step = meeting.step("on_train_step_begin")
        World(msshim).model().train(1, meeting.data, step, dataset_sink_mode=True)
    else:
        steps = iter(range(6))
        forward = msshim.data_sink(lambda x, y: next(steps) % 2 or meeting.barrier.wait(), meeting.data, 6)
        forward()


def test_helpers_say_what_they_send(device) -> None:
    data = batches(msshim, 4)
    helper = msshim.DatasetHelper(data, True, epoch_num=2)
    types, shapes = helper.types_shapes()
    theirs = mindspore.train._utils._get_types_and_shapes(batches(mindspore, 4))
    assert [str(one) for one in types] == [str(one) for one in theirs[0]] and shapes == theirs[1]
    assert helper.get_data_info() == ([np.float32, np.int32], [[4, 4], [4]])
    network = msshim.connect_network_with_dataset(msshim.nn.Dense(4, 3), helper)
    assert msshim.connect_network_with_dataset(network, helper) is network
    with raises(ValueError, match="connected with another network"):
        msshim.connect_network_with_dataset(msshim.nn.ReLU(), helper)
    with raises(TypeError):
        network.network(network())  # two columns, where a Dense takes one


def test_a_network_takes_all_batches_that_are_sent(device) -> None:
    class Sum(msshim.nn.Cell):
        def construct(self, x, y):
            return x.sum() + y.sum()

    helper = msshim.DatasetHelper(batches(msshim, 4), True, epoch_num=2)
    network = msshim.connect_network_with_dataset(Sum(), helper)
    graph = msshim.get_context("mode") == msshim.GRAPH_MODE
    assert helper.sink_size() == 3
    for _ in range(2):
        found = [float(network(*inputs)) for inputs in helper]
        assert (
            found
            == [float(Sum()(msshim.Tensor(X[i : i + 4]), msshim.Tensor(Y[i : i + 4]))) for i in (0, 4, 8)][
                -len(found) :
            ]
        )
        assert len(found) == (1 if graph else 3)
    with raises(RuntimeError, match="epoch_num"):
        network()


def test_a_function_takes_batches_by_itself() -> None:
    before = threading.active_count()
    rows = [float(row.sum()) for row in X.reshape(3, 4, 4)]
    call = msshim.data_sink(lambda x, y: float(x.asnumpy().sum()), batches(msshim, 4), 2)
    assert [call() for _ in range(3)] == [rows[1], rows[0], rows[2]]
    del call
    assert ended(before)


@pytest.mark.parametrize(
    ("signature", "wrong"),
    [
        ("[ms.Tensor(shape=[None, 4], dtype=ms.float32), ms.Tensor(shape=[4], dtype=ms.int32)]", None),
        ("ms.Tensor(shape=[4, 4], dtype=ms.float32)", None),
        ("ms.Tensor(shape=[4, 4], dtype=ms.float16)", TypeError),
        ("ms.Tensor(shape=[4, 5], dtype=ms.float32)", ValueError),
        ("ms.Tensor(shape=[4], dtype=ms.float32)", ValueError),
    ],
)
def test_signatures_of_inputs(signature, wrong) -> None:
    """MindSpore's own check of them, and ours."""
    found = []
    for ms in SIDES:
        given = eval(signature, {"ms": ms})
        given = given if isinstance(given, list) else [given]
        try:
            if ms is msshim:
                msshim.data_sink(lambda x, y: x, batches(ms, 4), 1, None, given)
            else:
                types, shapes = mindspore.train._utils._get_types_and_shapes(batches(ms, 4))
                wanted = [*given, *[mindspore.Tensor(shape=[4], dtype=ms.int32)] * (2 - len(given))]
                mindspore.train.dataset_helper._check_inputs(wanted, shapes, types)
            found.append(None)
        except Exception as error:
            found.append(type(error))
    assert found == [wrong, wrong]


def test_rows_wait_for_a_step_where_the_pipeline_says_so() -> None:
    """No row is made before `sync_update`, which the step calls."""
    factor = [1.0]

    def update(data):
        factor[0] = data["factor"]

    data = msshim.dataset.NumpySlicesDataset(np.ones((4, 4), np.float32), ["x"], shuffle=False)
    data = data.sync_wait("told", callback=update).map(lambda x: x * np.float32(factor[0]), "x").batch(1)
    seen = []

    def step_end(self, run):
        seen.append(float(run.original_args().train_dataset_element[0].asnumpy()[0, 0]))
        data.sync_update("told", data={"factor": float(run.original_args().cur_step_num + 1)})

    net = msshim.nn.Dense(4, 1)
    step = msshim.nn.TrainOneStepCell(
        msshim.nn.SequentialCell([net, msshim.nn.ReLU()]), msshim.nn.SGD(net.trainable_params(), 0.1)
    )
    callback = type("Step", (msshim.train.Callback,), {"on_train_step_end": step_end})()
    msshim.train.Model(step).train(1, data, callback, dataset_sink_mode=True)
    assert seen == [1.0, 2.0, 3.0, 4.0]


INTERRUPTED = """
import threading, time
import numpy as np
import mindspore as ms

class Interrupt(ms.train.Callback):
    def on_train_step_begin(self, run):
        raise KeyboardInterrupt

net = ms.nn.Dense(4, 1)
model = ms.train.Model(net, ms.nn.MSELoss(), ms.nn.SGD(net.trainable_params(), 0.1))
data = ms.dataset.NumpySlicesDataset((np.ones((4, 4), np.float32), np.ones((4, 1), np.float32)), ["x", "y"])
data = data.batch(1)
try:
    model.train(1, data, Interrupt(), dataset_sink_mode=True)
except KeyboardInterrupt:
    for _ in range(200):
        if threading.active_count() == 1:
            print("ended")
            break
        time.sleep(0.02)
"""


def test_an_interrupted_training_leaves_no_thread(tmp_path) -> None:
    program = tmp_path / "interrupted.py"
    program.write_text(INTERRUPTED)
    command = [sys.executable, "-m", "msshim", str(program)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=tmp_path)
    assert done.stdout == "ended\n", done.stderr


def test_a_list_of_batches() -> None:
    weights = []
    for mode in (False, True):
        world = World(msshim)
        world.model().train(2, world.data(), dataset_sink_mode=mode)
        weights.append([one.asnumpy().tolist() for one in world.net.get_parameters()])
    assert weights[0] == weights[1]
