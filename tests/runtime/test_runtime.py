"""Buffers, types of values, memory and streams, against the real MindSpore."""

import mindspore
import pytest
from raising import raises
from values import assert_same, plain

import msshim


def world(ms):
    """What the programs below use, of one library."""

    def one(x):
        return x

    def swapped(a, b):
        ms.swap_tensors(a, b)
        return a, b

    def trainable(p):
        return [(p.requires_grad_(flag), p.requires_grad) for flag in (False, True)]

    def registered(*args, **kwargs):
        from importlib import import_module

        register = import_module("mindspore.nn.optim.optimizer").opt_init_args_register
        if ms is msshim:
            register = ms.nn.optim.optimizer.opt_init_args_register

        class Optimizer:
            @register
            def __init__(self, learning_rate, params, weight_decay=0.0, other=1):
                self.done = True

        return sorted(vars(Optimizer(*args, **kwargs)).items())

    return {**locals(), "ops": ms.ops, "x": ms.Tensor([1.0, 2.0])}


VALUES = ("1", "1.5", "True", "'a'", "(1,)", "[1]", "int", "str", "None", "x", "ms.nn.ReLU()", "ms.int8", "one")
NONE = (
    "memory_allocated max_memory_allocated memory_reserved max_memory_reserved empty_cache reset_peak_memory_stats "
    "reset_max_memory_allocated reset_max_memory_reserved ms_memory_recycle synchronize current_stream default_stream"
).split()
SAME = [
    *(
        f"ms.frombuffer(bytearray(range(16)), {arguments})"
        for arguments in ("ms.uint8", "ms.int32", "ms.int32, 2", "ms.int32, 2, 4", "ms.float16, offset=2")
    ),
    *(f"repr(ms.get_py_obj_dtype({value}))" for value in VALUES),
    "str(ms.TensorType(ms.int64))",
    "ms.TensorType(ms.int64) == ms.TensorType(ms.int64)",
    "str(ms.TensorType(ms.int64).element_type())",
    "swapped(ms.Tensor([1, 2]), ms.Tensor([3.0]))",
    *(f"ms.{name}()" for name in NONE),
    "[name for name in ms.memory_stats() if name.startswith(('total', 'max'))]",
    "repr(ms.Stream())",
    "ms.run_check()",
    "[getattr(ops.ReduceOp, name) for name in ('SUM', 'MAX', 'MIN', 'PROD', 'AVG')]",
    "trainable(ms.Parameter(x, name='p'))",
    "registered([0.1, 0.2], 3, other=4)",
    "registered(ms.Tensor(0.5, ms.float64), 3)",
    "ms.set_cur_stream(ms.Stream())",
]
WRONG = [
    "ms.frombuffer(bytearray(16), ms.float32, -2)",
    "ms.frombuffer(bytearray(16), ms.int64, 3)",
    "ms.frombuffer(bytearray(16), ms.uint8, -1, 16)",
    "ms.frombuffer(bytearray(16), ms.int32, -1, 3)",
    "ms.frombuffer(3, ms.int32)",
    "ms.frombuffer(bytearray(16), 3)",
    "ms.frombuffer(bytearray(16), ms.int32, 0)",
    "ms.get_py_obj_dtype({})",
    "ms.get_py_obj_dtype(abs)",
    "[ms.set_cur_stream(None), ms.set_cur_stream(3)]",  # MindSpore's first call on a CPU looks at nothing
]


@pytest.mark.parametrize("program", SAME)
def test_programs(program):
    ours, theirs = (plain(eval(program, world(ms))) for ms in (msshim, mindspore))
    assert_same(ours, theirs, program, 1e-6)


@pytest.mark.parametrize("program", WRONG)
def test_wrong_arguments(program):
    with pytest.raises(Exception) as theirs:
        eval(program, world(mindspore))
    with raises(theirs.type):
        eval(program, world(msshim))


def test_work_in_a_stream_where_mindspores_cpu_fails():
    with msshim.StreamCtx(msshim.Stream()):
        assert (msshim.Tensor([1]) + 1).asnumpy() == 2
    with raises(TypeError, match="ctx_stream"):
        msshim.StreamCtx(3)
    assert msshim.Stream().query() and msshim.Stream() == msshim.Stream()
