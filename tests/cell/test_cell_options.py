"""What a `Cell` keeps for MindSpore's compiler and tools, and `recompute`: the same code, run with both libraries."""

import copy

import mindspore
import numpy as np
import pytest
import torch
from test_cell import answers, net

import msshim


def image(ms):
    return ms.Tensor(np.random.default_rng(0).normal(size=(2, 2, 6, 6)).astype(np.float32))


def scopes(n):
    return [(name, cell.get_scope()) for name, cell in n.cells_and_names()]


def ran(ms, n):
    return n(image(ms)).shape


SCRIPTS = {
    "phase": lambda ms, n: (n.phase, n.set_train(False).phase, n.seq.phase, n.set_train().phase),
    "own phase": lambda ms, n: (setattr(n, "phase", "mine"), n.phase, n.seq.phase),
    "bad phase": lambda ms, n: setattr(n, "phase", 3),
    "compile_phase": lambda ms, n: (n.compile_phase, setattr(n, "compile_phase", "a"), n.seq[0].compile_phase),
    "bad compile_phase": lambda ms, n: setattr(n, "compile_phase", 3),
    "not compiled": lambda ms, n: (n.compiled, n.compile_cache, n.phase_cache),
    "set_jit_config": lambda ms, n: (n.jit_config_dict, n.set_jit_config(ms.JitConfig()), n.jit_config_dict),
    "set_jit_config once": lambda ms, n: (
        n.set_jit_config(ms.JitConfig(jit_level="O1")),
        n.set_jit_config(ms.JitConfig()),
        n.jit_config_dict["jit_level"],
    ),
    "bad jit_config": lambda ms, n: n.set_jit_config(3),
    "no inputs": lambda ms, n: n.get_inputs(),
    "set_inputs": lambda ms, n: (n.set_inputs(ms.Tensor(shape=[None, 2], dtype=ms.float32)), repr(n.get_inputs())),
    "set_inputs runs": lambda ms, n: (n.set_inputs(ms.Tensor(shape=[None, 2, 6, 6], dtype=ms.float32)), ran(ms, n)),
    "set_inputs by name": lambda ms, n: (n.set_inputs(x=3), n.get_inputs()),
    "set_inputs twice": lambda ms, n: n.set_inputs(3, x=3),
    "set_inputs of another name": lambda ms, n: n.set_inputs(other=3),
    "set_inputs of nothing": lambda ms, n: (n.set_inputs(), n.get_inputs()),
    "compile_and_run": lambda ms, n: n.compile_and_run(image(ms)).shape,
    "run_construct": lambda ms, n: n.run_construct((image(ms),), {}),
    "bprop_debug": lambda ms, n: (n.bprop_debug, setattr(n, "bprop_debug", True), n.bprop_debug),
    "bad bprop_debug": lambda ms, n: setattr(n, "bprop_debug", 1),
    "create_time": lambda ms, n: (type(n.create_time), n.create_time >= n.seq.create_time),
    "no cell_init_args": lambda ms, n: n.cell_init_args,
    "cell_init_args": lambda ms, n: (setattr(n, "cell_init_args", "a"), n.to_float(ms.float16), n.cell_init_args)[2],
    "bad cell_init_args": lambda ms, n: setattr(n, "cell_init_args", 3),
    "exist_names": lambda ms, n: (n.exist_names.add("a"), n.exist_names, n.seq.exist_names, n.exist_objs),
    "param_prefix": lambda ms, n: (
        n.seq.param_prefix,
        n.update_cell_prefix(),
        [cell.param_prefix for _, cell in n.cells_and_names()],
    ),
    "cell_type": lambda ms, n: (n.cell_type, n.update_cell_type("quant"), n.cell_type, n.seq.cell_type),
    "scope": lambda ms, n: (n.get_scope(), n.generate_scope(), scopes(n), n.seq.generate_scope(), scopes(n)),
    "set_boost": lambda ms, n: (n.set_boost("less_bn") is n, n.get_flags(), n.seq[0].get_flags(), n.less_bn),
    "bad set_boost": lambda ms, n: n.set_boost("more_bn"),
    "set_broadcast_flag": lambda ms, n: (n.set_broadcast_flag(False) is n, n.seq.get_flags()),
    "nothing": lambda ms, n: (n.cast_inputs((1,), ms.float16), n.remove_redundant_parameters(), n.set_data_parallel()),
    "set_comm_fusion": lambda ms, n: n.set_comm_fusion(2) is n,
    "bad set_comm_fusion": lambda ms, n: n.set_comm_fusion(-1),
    "no set_comm_fusion": lambda ms, n: n.set_comm_fusion("a"),
    "to_float's flags": lambda ms, n: (n.seq.to_float(ms.float16).get_flags(), n.seq[0].fp16, n.get_flags()),
    "set_train's flags": lambda ms, n: (n.set_train().get_flags(), n.set_train(False).seq[0].get_flags()),
    "recompute": lambda ms, n: (n.recompute(), n.get_flags(), n.seq.get_flags(), n.get_scope(), n.seq.get_scope()),
    "recompute twice": lambda ms, n: (n.recompute(), n.recompute(), n.get_flags()),
    "recompute runs": lambda ms, n: (n.recompute(mp_comm_recompute=False), ran(ms, n)),
    "recompute's scope": lambda ms, n: (n.seq.recompute(), n.generate_scope(), n.seq[0].get_scope(), n.seq.get_scope()),
    "scope, then recompute": lambda ms, n: (n.generate_scope(), n.seq.recompute(), n.seq[0].get_scope()),
    "recompute by position": lambda ms, n: n.recompute(True),
    "recompute of what": lambda ms, n: n.recompute(other=1),
    "recompute no bool": lambda ms, n: n.recompute(output_recompute=1),
    "recompute no bool either": lambda ms, n: n.recompute(mp_comm_recompute=1),
    "recompute's contexts": lambda ms, n: n.recompute(context_fn=lambda: None),
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_options(name) -> None:
    ours, theirs = reversed(answers(lambda ms, nn: SCRIPTS[name](ms, net(ms, nn))))
    assert ours == theirs


FORMS = [
    "ms.Tensor(shape=[3, None], dtype=ms.float32)",
    "ms.Tensor(shape=(None,), dtype=ms.int32)",
    "ms.Tensor(shape=[3, -1], dtype=ms.float16)",
    "ms.Tensor(shape=[3, None], dtype=ms.float32).shape",
    "ms.Tensor(shape=[3, None], dtype=ms.float32).ndim",
    "ms.Tensor(shape=[3, None], dtype=ms.float32).has_init",
    "ms.Tensor(shape=[3, None], dtype=ms.float32).asnumpy()",
    "ms.Tensor(shape=[3, None], dtype=ms.float32, init=1)",
    "ms.Tensor(shape=[None])",
]


@pytest.mark.parametrize("form", FORMS)
def test_a_tensor_with_free_sizes(form) -> None:
    ours, theirs = reversed(answers(lambda ms, nn: repr(eval(form, {"ms": ms}))))
    assert ours == theirs


def gradients(ms, prepare):
    ms.set_seed(1)
    n = net(ms, ms.nn).set_train()
    prepare(n)
    run = ms.value_and_grad(lambda x: n(x).sum(), 0, ms.ParameterTuple(n.trainable_params()))
    value, (dx, weights) = run(image(ms))
    return [value.asnumpy(), dx.asnumpy(), *(w.asnumpy() for w in weights)]


@pytest.mark.parametrize("options", [{}, {"output_recompute": True}, {"use_reentrant": False, "early_stop": False}])
def test_recompute_changes_no_gradient(options) -> None:
    plain = gradients(mindspore, lambda n: None)
    for found in (
        gradients(msshim, lambda n: n.recompute(**options)),
        gradients(msshim, lambda n: [block.recompute(**options) for block in n.blocks]),
    ):
        for mine, real in zip(found, plain, strict=True):
            np.testing.assert_allclose(mine, real, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("last", ["ms.ops.relu", "ms.nn.ReLU()", "ms.ops.Exp()", "lambda x: x.exp()"])
def test_recompute_of_what_ends_in(last) -> None:
    """Torch stops the second run by an exception, within the last operation that keeps a value."""
    run = eval(last, {"ms": msshim})
    found = msshim.grad(lambda x: msshim.recompute(lambda x: run(x * x), x).sum())(msshim.Tensor([1.0, -2.0]))
    expected = msshim.grad(lambda x: run(x * x).sum())(msshim.Tensor([1.0, -2.0]))
    np.testing.assert_array_equal(found.asnumpy(), expected.asnumpy())


class Counted(msshim.nn.Cell):
    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.drop = msshim.nn.Dropout(p=0.5)

    def construct(self, x):
        self.count += 1
        return self.drop(msshim.ops.exp(x)) * 2


def test_recompute_runs_again_for_the_gradient_alone() -> None:
    cell = Counted().set_train()
    cell.recompute()
    cell(msshim.Tensor([1.0]))
    assert cell.count == 1
    x = torch.ones(100, requires_grad=True)
    y = cell(x)
    assert cell.count == 2
    y.sum().backward()
    assert cell.count == 3
    torch.testing.assert_close(x.grad, y.detach())  # the same elements were dropped
    again = copy.deepcopy(cell)
    again(x).sum().backward()
    assert (again.count, cell.count) == (5, 3)
    saved = []
    with torch.autograd.graph.saved_tensors_hooks(lambda t: saved.append(t) or t, lambda t: t):
        msshim.recompute(Counted().set_train(), msshim.from_torch(x))
        cell(x)
    assert [t is x for t in saved] == [True]  # the input alone


def test_recompute_as_a_function() -> None:
    def run(ms, nn):
        cell = nn.Dense(3, 2, "ones", "ones")
        return ms.grad(lambda x: (ms.recompute(cell, x) ** 2).sum())(ms.Tensor([[1.0, 2.0, 3.0]])).asnumpy().tolist()

    ours, theirs = reversed(answers(run))
    assert ours == theirs


def test_compile_takes_example_inputs_and_torchs_options() -> None:
    cell = msshim.nn.ReLU()
    assert cell.compile(msshim.Tensor([1.0])) is None
    assert cell._compiled_call_impl is None
    cell.compile(backend="eager")
    assert cell._compiled_call_impl is not None
