"""`no_init_parameters` and torch's meta device: nothing is drawn; what is needed later is what MindSpore draws then."""

import copy
import pickle

import mindspore
import numpy as np
import pytest
import torch

import msshim

LIBRARIES = (mindspore, msshim)
X = np.random.default_rng(0).random((2, 4)).astype(np.float32)


def own(ms):
    class Net(ms.nn.Cell):
        def __init__(self):
            super().__init__()
            self.w = ms.Parameter(ms.common.initializer.initializer("normal", (4, 3)), name="w")
            self.b = ms.Parameter(ms.Tensor(np.ones(3, np.float32)), name="b")
            self.norm = ms.nn.BatchNorm1d(3)
            self.last = ms.nn.Dense(3, 2)

        def construct(self, x):
            return self.last(self.norm(ms.ops.matmul(x, self.w) + self.b))

    return Net()


NETS = {
    "dense": lambda ms: ms.nn.Dense(4, 3),
    "own": own,
    "several": lambda ms: ms.nn.SequentialCell(ms.nn.Dense(4, 8), ms.nn.LayerNorm((8,)), ms.nn.Dense(8, 2)),
    "mint": lambda ms: ms.mint.nn.Linear(4, 3),
    "recurrent": lambda ms: ms.nn.SequentialCell(ms.nn.Dense(4, 3), ms.nn.RNNCell(3, 2)),
    "embedding": lambda ms: ms.nn.SequentialCell(ms.nn.Embedding(5, 2), ms.nn.Dense(2, 3)),
}


def late(ms, case: str):
    ms.set_seed(3)
    with ms.nn.utils.no_init_parameters() if ms is mindspore else msshim.nn.no_init_parameters():
        return NETS[case](ms)


def state(net) -> list:
    return [(p.name, p.shape, str(p.dtype), p.requires_grad, p.has_init) for p in net.get_parameters()]


@pytest.mark.parametrize("case", NETS)
def test_which_parameters_wait_and_what_they_are_then(case: str) -> None:
    drawn = []
    for ms in LIBRARIES:
        net = late(ms, case)
        before = state(net), np.random.random()
        net.init_parameters_data()
        drawn.append((before, state(net), [p.asnumpy() for p in net.get_parameters()], np.random.random()))
    (theirs, *real), (ours, *mine) = drawn
    assert ours == theirs and mine[0] == real[0] and mine[2] == real[2]
    for one, other in zip(mine[1], real[1], strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("case", ["dense", "own", "several", "mint"])
def test_a_call_draws(case: str) -> None:
    outs = []
    for ms in LIBRARIES:
        net = late(ms, case)
        outs.append([net(ms.Tensor(X)).asnumpy() for _ in range(2)])
        assert not any(p.has_init for p in net.get_parameters())
    np.testing.assert_allclose(outs[1], outs[0], rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("case", NETS)
def test_loaded_values_are_never_drawn(case: str) -> None:
    plain, net = NETS[case](msshim), late(msshim, case)
    waiting = [p.name for p in net.get_parameters() if p.has_init]
    before = np.random.get_state()[2]
    msshim.load_param_into_net(net, {p.name: p for p in plain.get_parameters()})
    assert waiting and np.random.get_state()[2] == before and not any(p.has_init for p in net.get_parameters())
    for one, other in zip(net.get_parameters(), plain.get_parameters(), strict=True):
        np.testing.assert_array_equal(one.asnumpy(), other.asnumpy())
    assert not net._forward_pre_hooks


GIVEN = {
    "set_data": lambda weight, value: weight.set_data(value),
    "assign_value": lambda weight, value: weight.assign_value(value),
    "ops.assign": lambda weight, value: msshim.ops.assign(weight, value),
}


@pytest.mark.parametrize("way", GIVEN)
def test_a_value_that_is_given_stays(way: str) -> None:
    dense = late(msshim, "dense")
    GIVEN[way](dense.weight, msshim.ops.ones((3, 4)))
    assert not dense.weight.has_init and dense.bias.has_init
    dense(msshim.Tensor(X))
    assert (dense.weight.asnumpy() == 1).all() and not dense.bias.has_init


SEEN = {
    "state_dict": lambda net: dict(net.state_dict()),
    "parameters": lambda net: dict(net.named_parameters()),
    "a copy": lambda net: dict(copy.deepcopy(net).named_parameters()),
    "a pickle": lambda net: dict(pickle.loads(pickle.dumps(net)).named_parameters()),
    "double": lambda net: {name: value.float() for name, value in net.double().named_parameters()},
    "a handle": lambda net: {p.name: msshim.to_torch(p.value()) for p in net.get_parameters()},
}


@pytest.mark.parametrize("way", SEEN)
def test_torch_sees_values(way: str) -> None:
    msshim.set_seed(3)
    plain = dict(NETS["several"](msshim).named_parameters())
    for name, value in SEEN[way](late(msshim, "several")).items():
        value = value if isinstance(value, torch.Tensor) else msshim.to_torch(value)
        assert torch.equal(value.detach(), plain[name].detach()), name


def test_torchs_load_state_dict_stays() -> None:
    values = {name: torch.ones_like(value) for name, value in NETS["several"](msshim).state_dict().items()}
    for assign in (False, True):
        net = late(msshim, "several")
        net.load_state_dict(values, assign=assign)
        net(msshim.Tensor(X))
        assert all((p.asnumpy() == 1).all() for p in net.get_parameters())


def test_nested_and_after() -> None:
    with msshim.nn.no_init_parameters():
        with msshim.nn.no_init_parameters():
            pass
        assert msshim.nn.Dense(2, 2).weight.has_init
    assert not msshim.nn.Dense(2, 2).weight.has_init


ON_META = {
    **NETS,
    "conv": lambda ms: ms.nn.Conv2d(3, 4, 3),
    "attention": lambda ms: ms.nn.TransformerEncoderLayer(8, 2, 16),
    "steps": lambda ms: ms.nn.SequentialCell(ms.nn.LSTMCell(3, 2), ms.nn.GRUCell(3, 2)),
    "lstm": lambda ms: ms.nn.LSTM(4, 3, 2, bidirectional=True),
    "parameter": lambda ms: ms.Parameter(ms.common.initializer.initializer("normal", (1 << 30, 1 << 10))),
    "large": lambda ms: ms.nn.Dense(1 << 20, 1 << 20),
    "tensor": lambda ms: ms.Tensor(shape=(1 << 40,), dtype=ms.float32, init=ms.common.initializer.Normal()).init_data(),
    "random": lambda ms: (ms.ops.randn(1 << 20, 1 << 20), ms.ops.rand(1 << 40), ms.mint.randn(1 << 40)),
}


@pytest.mark.parametrize("case", ON_META)
def test_nothing_is_drawn_on_meta(case: str) -> None:
    msshim.set_seed(1)
    before = np.random.get_state()[1:3], torch.get_rng_state()
    with torch.device("meta"):
        made = ON_META[case](msshim)
    after = np.random.get_state()[1:3], torch.get_rng_state()
    assert (before[0][0] == after[0][0]).all() and before[0][1] == after[0][1] and torch.equal(before[1], after[1])
    for tensor in made.parameters() if isinstance(made, torch.nn.Module) else ():
        assert tensor.is_meta
