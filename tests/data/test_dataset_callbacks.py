"""What programs are told of the rows of a map, beside MindSpore's."""

import mindspore
import mindspore.dataset
import numpy as np
import pytest
from raising import raises

import msshim
import msshim.dataset

SIDES = (mindspore.dataset, msshim.dataset)
EVENTS = ("ds_begin", "ds_epoch_begin", "ds_epoch_end", "ds_step_begin", "ds_step_end")


def telling(ds, events, size=1):
    """A callback that has these methods, and the list of what it was told."""
    told = []

    def method(event):
        def tell(self, context):
            told.append((event, context.cur_epoch_num, context.cur_step_num, context.cur_step_num_in_epoch))

        return tell

    return type("Telling", (ds.DSCallback,), {event: method(event) for event in events})(size), told


def numbers(ds, count):
    return ds.NumpySlicesDataset(np.arange(count), ["a"], shuffle=False, num_parallel_workers=1)


def mapped(rows, callbacks):
    return rows.map(lambda value: value, callbacks=callbacks, num_parallel_workers=1)


PIPELINES = {
    "rows": lambda ds, callback: mapped(numbers(ds, 3), callback),
    "a list": lambda ds, callback: mapped(numbers(ds, 3), [callback]),
    "repeated": lambda ds, callback: mapped(numbers(ds, 2), callback).repeat(2),
    "repeated before": lambda ds, callback: mapped(numbers(ds, 2).repeat(2), callback),
    "batches": lambda ds, callback: mapped(numbers(ds, 5).batch(2), callback),
    "before batches": lambda ds, callback: mapped(numbers(ds, 5), callback).batch(2),
    "two workers": lambda ds, callback: numbers(ds, 5).map(
        lambda value: value, callbacks=callback, num_parallel_workers=2
    ),
}


@pytest.mark.parametrize("size", [1, 2])
@pytest.mark.parametrize("name", PIPELINES)
def test_what_is_told(name, size) -> None:
    for events in [EVENTS, *((one,) for one in EVENTS)]:
        found = []
        for ds in SIDES:
            callback, told = telling(ds, events, size)
            rows = PIPELINES[name](ds, callback).create_tuple_iterator(num_epochs=2)
            for _ in range(2):
                assert len(list(rows)) > 1
            # MindSpore's threads tell of beginnings and ends of steps at the same time.
            found.append({event: [one for one in told if one[0] == event] for event in events})
        assert found[1] == found[0]


@pytest.mark.parametrize("text", ["ds.DSCallback()", "[1]", "(1,)", "3", "(telling(ds, EVENTS)[0],)", "[]", "None",
                                  "[ds.DSCallback()]", "ds.WaitedDSCallback()"])  # fmt: skip
def test_refused(text) -> None:
    found = []
    for ds in SIDES:
        try:
            found.append(len(list(mapped(numbers(ds, 3), eval(text, {**globals(), "ds": ds})))))
        except Exception as error:
            found.append(type(error))
    assert found[1] == found[0]


def made(kind, size):
    try:
        return kind(size).step_size
    except Exception as error:
        return type(error)


@pytest.mark.parametrize("size", [1, 5, 0, -1, True, 1.5, "a", 2**31])
def test_step_sizes(size) -> None:
    for name in ("DSCallback", "WaitedDSCallback"):
        theirs, ours = (made(getattr(ds, name), size) for ds in SIDES)
        assert ours == theirs


def test_a_failure_is_a_programs() -> None:
    for ds in SIDES:

        class Failing(ds.DSCallback):
            def ds_step_begin(self, context):
                raise ValueError("my failure")

        with raises(
            RuntimeError, match=r"(?s)^Exception thrown from user defined Python function.*ValueError: my failure"
        ):
            list(mapped(numbers(ds, 3), Failing()))


@pytest.mark.parametrize("batched", [False, True])
def test_rows_wait_for_training(batched) -> None:
    """Steps and epochs of training come before the rows that wait for them."""
    found = []
    for ms, ds in ((mindspore, mindspore.dataset), (msshim, msshim.dataset)):
        told = []

        class Waiting(ds.WaitedDSCallback):
            def sync_epoch_begin(self, train, data):
                told.append(("epoch", train.original_args().cur_epoch_num, data.cur_epoch_num))

            def sync_step_begin(self, train, data):
                told.append(("step", train.original_args().cur_step_num, data.cur_step_num))

        class Net(ms.nn.Cell):
            def construct(self, value):
                return value

        callback = Waiting(2 if batched else 1)
        rows = numbers(ds, 4).map(lambda value: np.float32(value), callbacks=callback, num_parallel_workers=1)
        rows = rows.batch(2, num_parallel_workers=1) if batched else rows.batch(1, num_parallel_workers=1)
        model = ms.train.Model(Net())
        model.train(2, rows, callbacks=[callback], dataset_sink_mode=False)
        found.append(sorted(told))
    assert found[1] == found[0]
    assert found[0]
