"""Summaries: TensorBoard reads what was given; bad input raises the real MindSpore's exception class."""

import os

import mindspore
import numpy as np
import pytest
from raising import raises
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

import msshim

RNG = np.random.default_rng(0)


def events(folder):
    """What TensorBoard reads from a folder."""
    read = EventAccumulator(str(folder), {"scalars": 0, "images": 0, "histograms": 0, "tensors": 0})
    read.Reload()
    return read


def test_values_of_each_kind(tmp_path):
    values = {"tensor": RNG.normal(size=(2, 3)).astype(np.float32), "histogram": RNG.normal(size=100)}
    with msshim.SummaryRecord(str(tmp_path), export_options={"tensor_format": "npy"}) as record:
        for step in (1, 2, 5):
            record.add_value("scalar", "loss", msshim.Tensor(0.5 * step))
            record.add_value("image", "picture", msshim.Tensor(RNG.random((2, 3, 8, 8)).astype(np.float32)))
            for plugin, value in values.items():
                record.add_value(plugin, plugin, msshim.Tensor(value))
            assert record.record(step)
        assert os.path.basename(record.log_dir).startswith("events.out.tfevents.")
    assert not record.record(6)
    read = events(tmp_path)
    assert [(event.step, event.value) for event in read.Scalars("loss")] == [(1, 0.5), (2, 1.0), (5, 2.5)]
    assert [image.step for image in read.Images("picture")] == [1, 2, 5]
    found = read.Histograms("histogram")[0].histogram_value
    assert found.num == 100 and found.min == pytest.approx(values["histogram"].min())
    assert len(read.Tensors("tensor")) == 3
    (folder,) = (name for name in os.listdir(tmp_path) if name.startswith("export"))
    exported = np.load(tmp_path / folder / "tensor_1.npy")
    assert np.array_equal(exported, values["tensor"])


def test_operators_give_to_the_open_record(tmp_path):
    class Net(msshim.nn.Cell):
        def __init__(self):
            super().__init__()
            self.dense, self.scalar = msshim.nn.Dense(3, 1), msshim.ops.ScalarSummary()
            self.tensor, self.histogram = msshim.ops.TensorSummary(), msshim.ops.HistogramSummary()

        def construct(self, x):
            out = self.dense(x)
            self.scalar("sum", out.sum())
            self.tensor("out", out)
            self.histogram("in", x)
            return out

    net, x = Net(), msshim.Tensor(np.ones((2, 3), np.float32))
    net(x)  # no record is open
    with msshim.SummaryRecord(str(tmp_path)) as record:
        out = net(x)
        record.record(1)
        record.set_mode("eval")
        net(x)
        record.record(2)
    read = events(tmp_path)
    assert [event.step for event in read.Scalars("sum")] == [1]
    assert read.Scalars("sum")[0].value == pytest.approx(float(out.sum()))
    assert len(read.Tensors("out")) == len(read.Histograms("in")) == 1


def test_a_file_of_limited_size_can_be_read(tmp_path):
    with msshim.SummaryRecord(str(tmp_path), max_file_size=400) as record:
        for step in range(50):
            record.add_value("scalar", "x", msshim.Tensor(1.0))
            record.record(step)
    assert os.path.getsize(record.log_dir) <= 400
    assert 0 < len(events(tmp_path).Scalars("x")) < 50


@pytest.mark.parametrize(
    "regular, names", [(None, ["0.weight", "0.bias"]), ("1.*bias", []), (".*weight", ["0.weight"])]
)
def test_collector(regular, names, tmp_path):
    x, y = RNG.normal(size=(4, 3)).astype(np.float32), np.array([0, 1, 0, 1], np.int32)
    net = msshim.nn.SequentialCell(msshim.nn.Dense(3, 2))
    optimizer = msshim.nn.SGD(net.trainable_params(), 0.1)
    losses = []
    keep = msshim.train.LambdaCallback(on_train_step_end=lambda c: losses.append(float(c.original_args().net_outputs)))
    collector = msshim.train.SummaryCollector(str(tmp_path), 2, collect_specified_data={"histogram_regular": regular})
    model = msshim.train.Model(net, msshim.nn.CrossEntropyLoss(), optimizer)
    model.train(2, [(x, y)] * 3, [collector, keep])
    read = events(tmp_path)
    shown = {event.step: event.value for event in read.Scalars("loss/auto")}
    assert list(shown) == [1, 2, 4, 6]
    np.testing.assert_allclose(list(shown.values()), [losses[step - 1] for step in shown], rtol=1e-6)
    assert sorted(read.Tags()["histograms"]) == sorted(f"{name}/auto" for name in names)


def test_collector_shows_input_images(tmp_path):
    x, y = RNG.normal(size=(4, 3, 8, 8)).astype(np.float32), np.zeros((4, 2, 8, 8), np.float32)
    net = msshim.nn.Conv2d(3, 2, 3)
    model = msshim.train.Model(net, msshim.nn.MSELoss(), msshim.nn.SGD(net.trainable_params(), 0.1))
    model.train(1, [(x, y)], [msshim.train.SummaryCollector(str(tmp_path))])
    assert any("input_data" in tag for tag in events(tmp_path).Tags()["images"])


WRONG = [
    "SummaryRecord(3)",
    "SummaryRecord(folder, 3)",
    "SummaryRecord(folder, 'a b')",
    "SummaryRecord(folder, file_suffix='a/b')",
    "SummaryRecord(folder, max_file_size=1.5)",
    "SummaryRecord(folder, raise_exception=3)",
    "SummaryRecord(folder, export_options=3)",
    "SummaryRecord(folder, export_options={'x': 'npy'})",
    "SummaryRecord(folder, export_options={'tensor_format': 'txt'})",
    "SummaryCollector(3)",
    "SummaryCollector('')",
    "SummaryCollector(folder, 0)",
    "SummaryCollector(folder, 'a')",
    "SummaryCollector(folder, collect_tensor_freq=-1)",
    "SummaryCollector(folder, max_file_size=0)",
    "SummaryCollector(folder, collect_specified_data=3)",
    "SummaryCollector(folder, collect_specified_data={'x': True})",
    "SummaryCollector(folder, collect_specified_data={'collect_metric': 3})",
    "SummaryCollector(folder, collect_specified_data={'histogram_regular': 3})",
    "SummaryCollector(folder, collect_specified_data={'histogram_regular': '('})",
    "SummaryCollector(folder, keep_default_action=3)",
    "SummaryCollector(folder, custom_lineage_data={3: 3})",
]


@pytest.mark.parametrize("text", WRONG)
def test_wrong_arguments(text, tmp_path):
    with pytest.raises(Exception) as theirs:
        eval(text, {**vars(mindspore.train), "folder": str(tmp_path)})
    with raises(theirs.type):
        names = {name: getattr(msshim.train, name) for name in ("SummaryRecord", "SummaryCollector")}
        eval(text, {**names, "folder": str(tmp_path)})


@pytest.mark.parametrize(
    "call, error",
    [
        ("add_value('scalar', '', x)", ValueError),
        ("add_value('scalar', 'a', 3)", TypeError),
        ("add_value('scalar', 'a', x)", ValueError),
        ("add_value('image', 'a', x)", ValueError),
        ("add_value('tensor', 'a', x[0])", ValueError),
        ("add_value('other', 'a', x)", ValueError),
        ("add_value('graph', 'a', x)", NotImplementedError),
        ("record('a')", TypeError),
        ("record(1, 3)", TypeError),
        ("set_mode('test')", ValueError),
    ],
)
def test_wrong_values(call, error, tmp_path):
    # The classes are those that MindSpore's source raises; its record would start a pool of processes.
    with msshim.SummaryRecord(str(tmp_path)) as record, raises(error):
        eval(f"record.{call}", {"record": record, "x": msshim.Tensor([1.0, 2.0])})


def test_only_one_record_at_a_time(tmp_path):
    with msshim.SummaryRecord(str(tmp_path)), raises(RuntimeError, match="only one"):
        msshim.SummaryRecord(str(tmp_path))
    msshim.SummaryRecord(str(tmp_path)).close()
