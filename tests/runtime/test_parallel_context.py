"""How a program wants to be spread over processes: what is kept, answered and refused, beside the real MindSpore."""

import itertools
import random

import mindspore
import pytest
from mindspore.parallel import _auto_parallel_context as theirs

import msshim
from msshim._src.runtime import parallel_context as mine

WORDS = [name for name in theirs._set_auto_parallel_context_func_map if "ckpt_save" not in name]
QUESTIONS = list(theirs._get_auto_parallel_context_func_map)
VALUES = [0, 1, 2, -1, True, False, "x", "", None, 1.5, [], [1], (), ((1, 2),), ((1, "x"),), {}, {"nope": 1}, 4096]
GIVEN = [
    {"search_mode": "sharding_propagation"}, {"search_mode": "dynamic_programming"},
    {"auto_parallel_search_mode": "dynamic_programming"}, {"sharding_propagation": True},
    {"dataset_strategy": "full_batch"}, {"dataset_strategy": "data_parallel"}, {"full_batch": True},
    {"full_batch": False}, {"strategy_ckpt_config": {"load_file": "a"}}, {"strategy_ckpt_config": {"load_file": 3}},
    {"strategy_ckpt_config": {"save_file": "b", "only_trainable_params": False}}, {"strategy_ckpt_load_file": "q"},
    {"comm_fusion": {"allreduce": {"mode": "auto", "config": None}}}, {"comm_fusion": {"allreduce": {"mode": "auto"}}},
    {"comm_fusion": {"allreduce": {"mode": "size", "config": 8}}}, {"comm_fusion": {"allreduce": 3}},
    {"comm_fusion": {"allreduce": {"mode": "index", "config": [1, 4]}}}, {"comm_fusion": {"openstate": False}},
    {"comm_fusion": {"allgather": {"mode": "index", "config": [1]}}}, {"comm_fusion": {"openstate": 1}},
    {"comm_fusion": {"allgather": {"mode": "size", "config": -8}}}, {"comm_fusion": {"nope": 1}},
    {"pipeline_config": {"pipeline_interleave": True, "pipeline_scheduler": "gpipe"}},
    {"pipeline_config": {"pipeline_interleave": False, "pipeline_scheduler": "gpipe"}},
    {"pipeline_config": {"pipeline_interleave": True, "pipeline_scheduler": "nope"}},
    {"pipeline_config": {"pipeline_interleave": False, "pipeline_scheduler": "1f1b"}},
    {"pipeline_config": {"pipeline_interleave": 1, "pipeline_scheduler": "1f1b"}},
    {"parallel_optimizer_config": {"parallel_optimizer_threshold": 3, "gradient_accumulation_shard": True}},
    {"parallel_optimizer_config": {"parallel_optimizer_threshold": -3}},
    {"parallel_optimizer_config": {"optimizer_weight_shard_size": 4}},
    {"parallel_optimizer_config": {"optimizer_weight_shard_size": -1}},
    {"parallel_optimizer_config": {"optimizer_weight_shard_size": 0}},
    {"parallel_optimizer_config": {"optimizer_level": "level2"}},
    {"parallel_optimizer_config": {"optimizer_level": "level1", "gradient_accumulation_shard": True}},
    {"parallel_optimizer_config": {"optimizer_level": "level9"}}, {"parallel_optimizer_config": {"nope": 1}},
    {"communi_parallel_mode": "no_group_parallel"}, {"communi_parallel_mode": "same_server_group_parallel"},
    {"all_reduce_fusion_config": [1, 5]}, {"all_reduce_fusion_config": [5, 1]}, {"all_reduce_fusion_config": [5, 5]},
    {"all_reduce_fusion_config": [True]}, {"pipeline_stages": 2}, {"grad_accumulation_step": 2}, {"mirror_mean": True},
    {"device_num": 2, "nope": 1}, {"parallel_mode": "data_parallel", "enable_parallel_optimizer": True},
    *({"parallel_mode": mode} for mode in mindspore.ParallelMode.MODE_LIST),
    {"device_num": 8, "global_rank": 3, "gradients_mean": True}, {"global_rank": 4096}, {"global_rank": 4095},
    {"optimizer_weight_shard_size": 1}, {"dump_local_norm": 0.5}, {"pipeline_segments": 3},
]  # fmt: skip


def outcome(call, *arguments, **named):
    try:
        return call(*arguments, **named)
    except Exception as error:
        return next(kind for kind in type(error).__mro__ if kind.__module__ == "builtins")


def reset() -> None:
    for library in (mindspore, msshim):
        library.set_auto_parallel_context(dataset_strategy="data_parallel")  # which the real one's reset leaves
        library.reset_auto_parallel_context()


@pytest.fixture(autouse=True)
def defaults():
    reset()
    yield
    reset()


def state(library, module):
    """All that can be asked."""
    context = module.auto_parallel_context()
    getters = [name for name in dir(theirs._AutoParallelContext) if name.startswith("get_")]
    getters = [name for name in getters if name not in LEFT_OUT]
    asked = {name: outcome(library.get_auto_parallel_context, name) for name in (*QUESTIONS, "nope", "pipeline_config")}
    return asked | {name: outcome(getattr(context, name)) for name in getters}


LEFT_OUT = {
    # Answered by MindSpore's compiler alone.
    "get_all_reduce_fusion_split_sizes", "get_enable_all_gather_fusion", "get_enable_all_reduce_fusion",
    "get_enable_reduce_scatter_fusion", "get_enable_fold_pipeline",
}  # fmt: skip


def both(call):
    return call(mindspore, theirs), call(msshim, mine)


def test_defaults() -> None:
    real, ours = both(state)
    assert ours == real


@pytest.mark.parametrize("name", WORDS)
def test_values(name: str) -> None:
    for value in VALUES:
        reset()
        if (name, value) == ("comm_fusion", None):
            continue  # an AttributeError there
        real, ours = both(lambda library, _, value=value: outcome(library.set_auto_parallel_context, **{name: value}))
        assert ours == real, value
        real, ours = both(state)
        assert ours == real, value


@pytest.mark.parametrize("given", GIVEN, ids=str)
def test_settings(given) -> None:
    real, ours = both(lambda library, _: outcome(library.set_auto_parallel_context, **given))
    assert ours == real
    real, ours = both(state)
    assert ours == real


def test_settings_one_after_the_other() -> None:
    for order in itertools.islice(itertools.count(), 20):
        reset()
        for given in random.Random(order).choices(GIVEN, k=6):
            both(lambda library, _, given=given: outcome(library.set_auto_parallel_context, **given))
            real, ours = both(state)
            assert ours == real, given


def test_setters() -> None:
    def play(_, module):
        context = module.auto_parallel_context()
        answers = [context is module.auto_parallel_context()]
        for name, value in (
            ("device_num", 4), ("gradients_mean", True), ("parallel_mode", "nope"), ("full_batch", True),
            ("strategy_search_mode", "dynamic_programming"), ("global_rank", 2),
        ):  # fmt: skip
            answers += [outcome(getattr(context, f"set_{name}"), value), getattr(context, f"get_{name}")()]
        answers += [context.get_device_num_is_set(), context.get_global_rank_is_set(), hasattr(context, "get_nope")]
        context.reset()
        return answers + [context.get_device_num_is_set(), context.get_device_num()]

    real, ours = both(play)
    assert ours == real
