"""`AutoParallel`, `shard`, `reshard` and the settings beside them, alone: what the real ones give and refuse."""

import importlib
import io
from contextlib import redirect_stdout
from typing import Any

import mindspore
import mindspore.parallel.auto_parallel
import mindspore.parallel.nn
import numpy as np
import pytest
from mindspore.parallel.shard import Shard

import msshim
from msshim._src.sharded.functions import sharded

LIBRARIES = (mindspore, msshim)


def net(ms: Any) -> Any:
    return ms.nn.Dense(2, 3)


def wrapped(ms: Any) -> Any:
    return ms.parallel.auto_parallel.AutoParallel(net(ms))


def outcome(text: str, ms: Any, **names: Any) -> Any:
    try:
        with redirect_stdout(io.StringIO()):
            found = eval(text, {"ms": ms, "net": net(ms), **names})
    except Exception as error:
        return type(error)
    return found if isinstance(found, (int, float, str, tuple, type(None))) else type(found).__name__


SETTINGS = [
    "hsdp()", "hsdp(2, 0, 'level3')", "hsdp(True)", "hsdp(0)", "hsdp(-2)", "hsdp(2.0)", "hsdp(threshold=-1)",
    "hsdp(threshold='a')", "hsdp(optimizer_level='level4')", "hsdp(optimizer_level=3)", "pipeline()", "pipeline(2)",
    "pipeline(True)", "pipeline(0)", "pipeline(2.0)", "pipeline(2, 1)", "pipeline(2, interleave=1)",
    "pipeline(2, scheduler='gpipe')", "pipeline(2, scheduler='x')", "pipeline(2, scheduler=1)", "comm_fusion(None)",
    "comm_fusion({'x': 1})", "comm_fusion(3)", "dataset_strategy('full_batch')", "dataset_strategy('data_parallel')",
    "dataset_strategy('x')", "dataset_strategy(None)", "dataset_strategy([])", "dataset_strategy(())",
    "dataset_strategy(((1, 8), (1, 8)))", "dataset_strategy(((1, 'a'),))", "dataset_strategy((1,))",
    "dataset_strategy((ms.Layout((2,), ('a',))('a'),))", "save_operator_strategy_file('/x.json')",
    "save_operator_strategy_file('x.json')", "save_operator_strategy_file('/x')", "save_operator_strategy_file(3)",
    "load_operator_strategy_file('/x.json')", "load_operator_strategy_file('x')", "load_param_strategy_file('x')",
    "load_param_strategy_file(3)", "save_param_strategy_file('x')", "save_param_strategy_file(None)",
    "set_group_ckpt_save_file('x')", "set_group_ckpt_save_file(3)", "dump_local_norm('x')", "dump_local_norm(3)",
    "print_local_norm()", "enable_device_local_norm()", "enable_fp32_communication()", "enable_gradients_mean()",
    "disable_gradient_fp32_sync()", "disable_loss_repeated_mean()", "no_init_parameters_in_compile()",
    "disable_strategy_file_only_for_trainable_params()", "get_pipeline_stages()", "transformer_opt(None)",
    "transformer_opt('/no/such.json')", "transformer_opt(3)", "shard(((2, 1),))", "no_such_setting()",
]  # fmt: skip


@pytest.mark.parametrize("text", SETTINGS)
def test_settings_answer_and_are_kept(text: str) -> None:
    answers = []
    for ms in LIBRARIES:
        made = wrapped(ms)
        answers.append((outcome(f"made.{text}", ms, made=made), _changed(ms, made)))
    assert answers[0] == answers[1]


def _changed(ms: Any, made: Any) -> dict[str, Any]:
    """What a setting changed, under MindSpore's names: its own code reads them, too."""
    before, plain = vars(wrapped(ms)), (str, bool, int, dict, tuple, type(None))
    return {
        name: value if isinstance(value, plain) and not isinstance(value, tuple) else type(value).__name__
        for name, value in vars(made).items()
        if name not in ("_cells", "_modules", "_create_time") and isinstance(value, plain) and before.get(name) != value
    }


@pytest.mark.parametrize("mode", ["semi_auto", "sharding_propagation", "recursive_programming", "nope", 3])
def test_modes(mode: Any) -> None:
    text = f"ms.parallel.auto_parallel.AutoParallel(net, {mode!r})"
    assert outcome(text, msshim) == outcome(text, mindspore)


def test_alone_the_network_answers() -> None:
    x = np.ones((4, 2), np.float32)
    for ms in LIBRARIES:
        made = wrapped(ms)
        np.testing.assert_array_equal(made(ms.Tensor(x)).asnumpy(), made.network(ms.Tensor(x)).asnumpy())
        assert [name for name, _ in made.parameters_and_names()] == ["network.weight", "network.bias"]
        assert [parameter.name for parameter in made.get_parameters()] == ["weight", "bias"]


CALLS = [
    "ms.shard(net, 3) is net", "net.shard(3)", "ms.parallel.shard(net, ((2, 1),)) is net",
    "ms.parallel.function.reshard(3, 4)", "ms.ops.reshard(3, 4)", "ms.ops.Reshard(1, 2, 3)",
    "repr(ms.ops.Reshard((ms.Layout((2,), ('a',))('a'),), (ms.Layout((2,), ('a',))('None'),), ((2,),)))",
    "ms.ops.Reshard((ms.Layout((2,), ('a',)),), (ms.Layout((2,), ('a',))('None'),), ((2,),))",
    "ms.get_algo_parameters('fully_use_devices')", "ms.get_algo_parameters('nope')", "ms.get_algo_parameters(3)",
    "ms.get_algo_parameters('algo_approxi_epsilon')", "ms.get_algo_parameters('tensor_slice_align_size')",
    "(ms.set_algo_parameters(tensor_slice_align_size=32), ms.get_algo_parameters('tensor_slice_align_size'))",
    "(ms.set_algo_parameters(algo_approxi_epsilon=0.2), ms.get_algo_parameters('algo_approxi_epsilon'))",
    "(ms.set_algo_parameters(enable_algo_approxi=True), ms.get_algo_parameters('enable_algo_approxi'))",
    "(ms.reset_algo_parameters(), ms.get_algo_parameters('enable_algo_approxi'))",
    "ms.set_algo_parameters(tensor_slice_align_size=1025)", "ms.set_algo_parameters(tensor_slice_align_size=0)",
    "ms.set_algo_parameters(tensor_slice_align_size='a')", "ms.set_algo_parameters(nope=1)",
    "ms.set_algo_parameters(fully_use_devices=1)", "ms.set_algo_parameters(1)", "net.pipeline_stage",
    "setattr(net, 'pipeline_stage', 1) or net.pipeline_stage", "setattr(net, 'pipeline_stage', -1)",
    "setattr(net, 'pipeline_stage', True)", "setattr(net, 'pipeline_stage', '1')", "net.pipeline_segment",
    "setattr(net, 'pipeline_segment', 1) or net.pipeline_segment", "setattr(net, 'pipeline_segment', -1)",
    "setattr(net, 'pipeline_segment', 1.0)", "ms.nn.PipelineCell(net, 2).shard(((2, 1),))",
    "ms.nn.PipelineCell(net, 2, {'nope': 1})", "ms.nn.PipelineCell(net, 2, segment_config={'nope': 1})",
    "ms.parallel.nn.Pipeline(net, 2, {'nope': 1})", "ms.parallel.nn.Pipeline(net, 0)", "ms.parallel.nn.Pipeline(3, 1)",
    "ms.parallel.nn.Pipeline(net, 2.0)", "ms.parallel.nn.GradAccumulation(net, 0)", "ms.parallel.nn.Pipeline(net, 2)",
    "ms.parallel.nn.GradAccumulation(net, 2)",
]  # fmt: skip


@pytest.mark.parametrize("text", CALLS)
def test_calls(text: str) -> None:
    try:
        assert outcome(text, msshim) == outcome(text, mindspore)
    finally:
        for ms in LIBRARIES:
            ms.reset_algo_parameters()


@pytest.mark.parametrize("config", [{"0": 1, "2": 3}, {"0": -1}, {"0": "a"}, {"": 1}])
@pytest.mark.parametrize("word", ["stage", "segment"])
def test_stages_of_cells(word: str, config: dict[str, Any]) -> None:
    def stages(ms: Any) -> Any:
        made = ms.nn.SequentialCell(ms.nn.Dense(2, 2), ms.nn.ReLU(), ms.nn.Dense(2, 2))
        ms.nn.PipelineCell(made, 2, **{f"{word}_config": config})
        return [getattr(cell, f"pipeline_{word}", None) for _, cell in made.cells_and_names()]

    answers = []
    for ms in LIBRARIES:
        try:
            with redirect_stdout(io.StringIO()):
                answers.append(stages(ms))
        except Exception as error:
            answers.append(type(error))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("name", ["Pipeline", "PipelineCell", "GradAccumulation", "MicroBatchInterleaved"])
def test_parts_of_a_batch_add_up(name: str) -> None:
    x = np.arange(8, dtype=np.float32).reshape(4, 2)
    answers = []
    for ms in LIBRARIES:
        importlib.import_module(f"{ms.__name__}.parallel.nn")
        made = getattr(ms.parallel.nn, name)(ms.nn.ReLU(), 2)
        answers.append(made(ms.Tensor(x)).asnumpy())
    np.testing.assert_array_equal(*answers)


SHARDED = [
    "((2, 1),)", "3", "[(2, 1)]", "(2, 1)", "((2, 'a'),)", "()", "((2, 1), ms.Layout((2,), ('a',))('a'))",
    "(ms.Layout((2,), ('a',))('a'),)", "(ms.Layout((2,), ('a',)),)", "((2, 1),), 3", "((2, 1),), ((2, 1),)",
    "((2, 1),), ()", "((2, 1),), None, 3", "((2, 1),), None, {'weight': (1, 2)}", "((2, 1),), None, {'weight': (2, 1)}",
    "((2, 1),), None, {'weight': (1,)}", "((2, 1),), None, {'nope': (1,)}", "((2, 1),), None, {3: (1,)}",
    "((2, 1),), None, {'weight': [1, 2]}", "((2, 1),), None, {'self.weight': (3, 1)}",
    "((2, 1),), None, {'weight': ms.Layout((2,), ('a',))('a', 'None')}",
]  # fmt: skip


@pytest.mark.parametrize("text", SHARDED)
def test_what_shard_refuses_where_there_are_several_processes(text: str) -> None:
    """The check that `shard` makes then; alone it gives back what it got."""
    real = eval(f"lambda ms, fn: check(fn, {text})", {"check": Shard()})
    mine = eval(f"lambda ms, fn: check(fn, {text})", {"check": _sharded})
    assert _kind(mine, msshim) == _kind(real, mindspore)


def _sharded(fn: Any, *given: Any) -> Any:
    return sharded(fn, *(*given, None, None)[:3])


def _kind(call: Any, ms: Any) -> Any:
    try:
        call(ms, net(ms))
    except Exception as error:
        return type(error)
    return None
