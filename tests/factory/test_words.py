"""Lookups by what a program gave: the error has the class of MindSpore, and names what was asked and what is there."""

import mindspore
import mindspore.dataset
import numpy as np
import pytest

import msshim
import msshim.dataset

LIBRARIES = (mindspore, msshim)
ASKED = {  # a lookup that fails, and words of the error
    "groups": (lambda ms: ms.nn.Adam([{"lr": 0.1}]), ("'params'", "'lr'")),
    "groups of experimental": (lambda ms: ms.experimental.optim.Adam([{"lr": 0.1}]), ("'params'", "'lr'")),
    "groups of mint": (lambda ms: ms.mint.optim.AdamW([{"lr": 0.1}]), ("'params'", "'lr'")),
    "a group's option": (
        lambda ms: ms.nn.SGD([{"params": ms.nn.Dense(1, 1).trainable_params(), "rate": 1}]),
        ("'rate'", "'lr'"),
    ),
    "a cell": (lambda ms: ms.nn.CellDict({"a": ms.nn.ReLU()})["b"], ("'b'", "'a'")),
    "a cell to take": (lambda ms: ms.nn.CellDict({"a": ms.nn.ReLU()}).pop("b"), ("'b'", "'a'")),
    "a metric": (lambda ms: ms.train.get_metric_fn("none"), ("'none'", "accuracy")),
    "an activation": (lambda ms: ms.nn.get_activation("none"), ("'none'", "relu")),
    "an initializer": (lambda ms: ms.common.initializer.initializer("none", (2,)), ("'none'", "normal")),
    "a run's parameter": (
        lambda ms: evaluated(ms, lambda params: params.train_network),
        ("'train_network'", "'eval'", "eval_network"),
    ),
    "no initializer": (lambda ms: ms.Tensor(shape=(2,), dtype=ms.float32, init="normal").init_data(), ("'normal'",)),
    "a shape": (
        lambda ms: ms.common.initializer.initializer("normal", (1 << 40, 1 << 40)).init_data(),
        ("1099511627776",),
    ),
}


def evaluated(ms, look):
    """What `look` finds in a callback's parameters during an evaluation."""
    found = []

    class Looking(ms.train.Callback):
        def on_eval_begin(self, run_context):
            found.append(look(run_context.original_args()))

    model = ms.train.Model(ms.nn.Dense(2, 1), ms.nn.MSELoss(), metrics={"loss"})
    data = ms.dataset.NumpySlicesDataset((np.ones((2, 2), np.float32), np.ones((2, 1), np.float32)), shuffle=False)
    model.eval(data.batch(2), callbacks=Looking(), dataset_sink_mode=False)
    return found[0]


@pytest.mark.parametrize("case", ASKED)
def test_lookups_fail_in_words(case: str) -> None:
    call, words = ASKED[case]
    with pytest.raises(Exception) as theirs:
        call(mindspore)
    with pytest.raises(Exception) as ours:
        call(msshim)
    assert theirs.type in (ours.type, *ours.type.__bases__)  # of a run's parameters, an AttributeError too
    assert all(word in str(ours.value) for word in words), ours.value


def test_what_a_run_lacks_has_defaults() -> None:
    assert evaluated(msshim, lambda params: getattr(params, "train_network", 3)) == 3
    assert not evaluated(msshim, lambda params: hasattr(params, "train_network"))
