"""Groups of processes, for both libraries."""

import os


def _outcome(call, *arguments, **named):
    try:
        return call(*arguments, **named)
    except Exception as error:
        return error


def _world(ms):
    return ms.communication.GlobalComm.WORLD_COMM_GROUP


def before_ranks(ms, rank, size):
    c = ms.communication
    named = [_outcome(getattr(c, name), group) for name in _COUNTS for group in (_world(ms), "nope", 3, None)]
    return [getattr(c, name)() for name in _COUNTS], named


_COUNTS = ("get_rank", "get_group_size", "get_local_rank", "get_local_rank_size")


def before_groups(ms, rank, size):
    c = ms.communication
    return [
        _outcome(c.create_group, "g", [0, 1]),
        _outcome(c.create_group, 3, [0, 1]),
        _outcome(c.destroy_group, "g"),
        _outcome(c.destroy_group, None),
        _outcome(c.get_process_group_ranks),
        _outcome(c.get_comm_name),
        _outcome(c.get_world_rank_from_group_rank, "g", 0),
        _outcome(c.get_group_rank_from_world_rank, 0, "g"),
    ]


def before_names(ms, rank, size):
    g, c = ms.communication.GlobalComm, ms.communication
    names = c.HCCL_WORLD_COMM_GROUP, c.NCCL_WORLD_COMM_GROUP, c.MCCL_WORLD_COMM_GROUP
    return g.BACKEND, g.WORLD_COMM_GROUP, g.INITED, g.CHECK_ENVS, names, [type(name).__name__ for name in names]


def before_init_of_others(ms, rank, size):
    return [_outcome(ms.communication.init, name) for name in ("nccl", "hccl", "gloo", 3, "")]


def names(ms, rank, size):
    g = ms.communication.GlobalComm
    return g.BACKEND, g.WORLD_COMM_GROUP, g.INITED, g.CHECK_ENVS


def init_again(ms, rank, size):
    return [_outcome(ms.communication.init, *name) for name in ((), (), ("mccl",), ("nccl",), ("gloo",), (3,))]


def world(ms, rank, size):
    c = ms.communication
    counts = [getattr(c, name)() for name in _COUNTS]
    wrong = [_outcome(getattr(c, name), group) for name in _COUNTS for group in ("nope", 3, None)]
    return counts, wrong, c.get_process_group_ranks(), c.get_process_group_ranks(_world(ms)), c.get_comm_name()


def environment(ms, rank, size):
    return [os.environ.get(name) for name in ("RANK_ID", "RANK_SIZE", "DEVICE_ID")]


def turned(ms, rank, size):
    c, ranks = ms.communication, list(range(size))[::-1]
    answer = c.create_group("turned", ranks)
    places = [_outcome(c.get_world_rank_from_group_rank, "turned", place) for place in (*range(size), size, -1, "0")]
    others = [_outcome(c.get_group_rank_from_world_rank, other, "turned") for other in (*range(size), size, -1, None)]
    counts = [getattr(c, name)("turned") for name in _COUNTS]
    return answer, c.get_process_group_ranks("turned"), counts, places, others, c.get_comm_name("turned")


def again(ms, rank, size):
    c, ranks = ms.communication, list(range(size))
    return [
        _outcome(c.create_group, "again", ranks),
        _outcome(c.create_group, "again", ranks),
        _outcome(c.create_group, "again", ranks[::-1]),
        _outcome(c.create_group, "again", tuple(ranks)),
        c.get_process_group_ranks("again"),
    ]


def same_ranks_by_two_names(ms, rank, size):
    c, ranks = ms.communication, list(range(size))
    return [_outcome(c.create_group, name, ranks) for name in ("one", "other")]


def wrong_ranks(ms, rank, size):
    c = ms.communication
    return [
        _outcome(c.create_group, "w0", (0, 1)),
        _outcome(c.create_group, "w1", [0, 0]),
        _outcome(c.create_group, "w2", []),
        _outcome(c.create_group, 3, [0, 1]),
        _outcome(c.create_group, None, [0, 1]),
        _outcome(c.create_group, "w4", 3),
        _outcome(c.create_group, "w5", [0, 1], {"hccl_config": {}}),
    ]


def own(ms, rank, size):
    c = ms.communication
    answer = c.create_group(f"own{rank}", [rank])
    return answer, [getattr(c, name)(f"own{rank}") for name in _COUNTS], c.get_process_group_ranks(f"own{rank}")


def destroyed(ms, rank, size):
    c = ms.communication
    c.create_group("short", list(range(size)))
    return [_outcome(c.destroy_group, "short"), _outcome(c.get_rank, "short"), _outcome(c.destroy_group, "short")]


def not_destroyed(ms, rank, size):
    c = ms.communication
    return [_outcome(c.destroy_group, name) for name in (_world(ms), "nope", 3)]


def others_rank(ms, rank, size):
    c = ms.communication
    return [
        _outcome(c.get_world_rank_from_group_rank, _world(ms), 1),
        _outcome(c.get_group_rank_from_world_rank, 1, _world(ms)),
        _outcome(c.get_world_rank_from_group_rank, "nope", 0),
        _outcome(c.get_group_rank_from_world_rank, 0, "nope"),
        _outcome(c.get_world_rank_from_group_rank, 3, 0),
        _outcome(c.get_group_rank_from_world_rank, 0, 3),
        _outcome(c.get_process_group_ranks, "nope"),
        _outcome(c.get_process_group_ranks, 3),
        _outcome(c.get_comm_name, "nope"),
    ]


def left_out(ms, rank, size):
    """A group that lacks a rank which makes it all the same: the real one says so at times when it is used only."""
    c = ms.communication
    return _outcome(lambda: (c.create_group("zero", [0]), c.get_rank("zero")))


def parallel_names(ms, rank, size):
    from mindspore.communication import _comm_helper as helper
    from mindspore.parallel import _utils

    found = [helper._is_initialized(), _utils._get_parallel_mode(), _utils._get_device_num(), _utils._get_global_rank()]
    for mode in ("data_parallel", "hybrid_parallel", "semi_auto_parallel", "auto_parallel"):
        ms.set_auto_parallel_context(parallel_mode=mode)
        found += [_utils._get_parallel_mode(), _utils._get_device_num(), _utils._get_global_rank()]
        found += [_utils._is_in_auto_parallel_mode(), ms.get_auto_parallel_context("device_num")]
    ms.set_auto_parallel_context(device_num=8, global_rank=5)
    found += [_utils._get_device_num(), _utils._get_global_rank()]
    ms.reset_auto_parallel_context()
    return found


def last_released(ms, rank, size):
    c, g = ms.communication, ms.communication.GlobalComm
    return c.release(), c.get_rank(), c.get_group_size(), g.INITED, g.BACKEND, g.WORLD_COMM_GROUP
