"""What programs tell a Cell for graphs and parallel modes, against the real MindSpore."""

import mindspore
import numpy as np
import pytest
from raising import raises
from values import assert_same, plain

import msshim


def world(ms):
    """A network of one library."""
    nn, Tensor = ms.nn, ms.Tensor

    class Net(nn.Cell):
        def __init__(self):
            super().__init__()
            self.dense = nn.Dense(2, 3, "ones", "ones")
            self.seq = nn.SequentialCell([nn.ReLU(), nn.Dense(3, 1, "ones", "ones")])

        def construct(self, x):
            return self.seq(self.dense(x))

    net, x = Net(), Tensor(np.array([[1.0, 2.0], [3.0, 0.5]], np.float32))
    weights = ms.ParameterTuple(net.trainable_params())
    return {**locals()}


SAME = [
    "(net.set_inputs(x), net.get_inputs())",
    "net.get_inputs()",
    "repr(Tensor(shape=[None, 2], dtype=ms.float32))",
    "Tensor(shape=[3, None], dtype=ms.float32).shape",
    "Tensor(shape=[3, None], dtype=ms.float16).dtype",
    "(net.set_inputs(Tensor(shape=[None, 2], dtype=ms.float32)), net.get_inputs()[0].shape)",
    "net.set_boost('less_bn') is net",
    "(net.set_jit_config(ms.JitConfig(jit_level='O1')), net.jit_config_dict['jit_level'])",
    "net.jit_config_dict",
    "net.set_broadcast_flag() is net",
    "(net.generate_scope(), net.get_scope(), net.dense.get_scope(), net.seq[1].get_scope())",
    "(net.update_cell_prefix(), [(name, cell.param_prefix) for name, cell in net.cells_and_names()])",
    "net.param_prefix",
    "(net.update_cell_type('kind'), net.cell_type, net.dense.cell_type)",
    "net.remove_redundant_parameters()",
    "net.set_data_parallel()",
    "net.set_comm_fusion(2) is net",
    "repr(nn.Dense(1, 1).to('CPU'))",
    "(net.recompute(), net(x))",
    "(net.dense.recompute(), ms.grad(net, 0, weights)(x))",
    "(net.seq.recompute(mp_comm_recompute=False), ms.value_and_grad(net, None, weights)(x))",
]
WRONG = [
    "net.set_boost('other')",
    "Tensor(shape=[None, 2], dtype=ms.float32).asnumpy()",
    "net.recompute(mp_comm_recompute=3)",
]


@pytest.mark.parametrize("program", SAME)
def test_programs(program) -> None:
    ours, theirs = (plain(eval(program, world(ms))) for ms in (msshim, mindspore))
    assert_same(ours, theirs, program, 1e-5)


@pytest.mark.parametrize("program", WRONG)
def test_wrong_arguments(program) -> None:
    with pytest.raises(Exception) as theirs:
        eval(program, world(mindspore))
    with raises(theirs.type):
        eval(program, world(msshim))
