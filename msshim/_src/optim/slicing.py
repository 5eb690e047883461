"""Optimizers whose state is cut over processes that train on parts of a batch (`enable_parallel_optimizer`).

Each process keeps the states of a part of each weight's rows and updates that part; then all get the whole weight. The
update computes with torch's DTensors, so one that needs the norm of a whole weight has it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch

from msshim._src.cell.cell import Cell
from msshim._src.cell.parameter import Parameter
from msshim._src.communication.group import get_group_size
from msshim._src.communication.parallel import _get_enable_parallel_optimizer, _get_parallel_mode
from msshim._src.runtime.parallel_context import ParallelMode
from msshim._src.tensor.tensor import Tensor

_INSTEAD = "leave 'enable_parallel_optimizer' out, or take another optimizer."


def is_asked(name: str, able: bool) -> bool:
    """Whether `set_auto_parallel_context` asks for it, and there are processes to share the work.

    Raises:
        RuntimeError: It does so in a mode in which MindSpore refuses it, or of an optimizer that is not `able`.
    """
    if not _get_enable_parallel_optimizer():
        return False
    mode = _get_parallel_mode()
    if mode in (ParallelMode.STAND_ALONE, ParallelMode.HYBRID_PARALLEL):
        raise RuntimeError(
            f"For 'Optimizer', 'enable_parallel_optimizer' must come with the 'parallel_mode' data_parallel, "
            f"semi_auto_parallel or auto_parallel, but got {mode}."
        )
    if mode != ParallelMode.DATA_PARALLEL or get_group_size() == 1:
        return False
    if not able:
        raise RuntimeError(f"For 'Optimizer', '{name}' can not have its state cut over processes: {_INSTEAD}")
    return True


def cut_states(optimizer: Cell, weights: Sequence[Parameter], states: dict[str, Sequence[Parameter]]) -> None:
    """Keep this process's rows alone of each of an optimizer's states.

    Raises:
        NotImplementedError: A state has another shape than its weight.
    """
    from msshim._src.cell.slices import follow, hold  # torch's DTensor takes a while to import

    for kind, held in states.items():
        for state, weight in zip(held, weights, strict=True):
            if state._p.shape != weight._p.shape:
                raise NotImplementedError(
                    f"msshim cuts states of the shape of their weights, but '{kind}' of '{optimizer.cls_name}' has "
                    f"another: {_INSTEAD}"
                )
            hold(state, _rows(state._p.detach()))
    follow(optimizer)


def step(weights: Sequence[Parameter], gradients: Sequence[Tensor], update: Callable[[Any], Any]) -> Any:
    """One update with this process's rows of weights and gradients; then each weight is whole again.

    Raises:
        NotImplementedError: torch's DTensor lacks an operation of the update.
    """
    from torch.distributed.tensor.experimental import implicit_replication

    whole = [weight._p for weight in weights]
    cut = [_rows(p.detach()) for p in whole]
    for weight, part in zip(weights, cut, strict=True):
        weight._point(part)
    try:
        with implicit_replication():
            done = update(tuple([Tensor(_rows(gradient._live)) for gradient in gradients]))
    except NotImplementedError as error:
        raise NotImplementedError(
            f"msshim: torch's DTensor can not compute this update ({error}): {_INSTEAD}"
        ) from error
    finally:
        for weight, p in zip(weights, whole, strict=True):
            weight._point(p)
    for p, part in zip(whole, cut, strict=True):
        p.copy_(part.full_tensor())
    return done


def _rows(t: torch.Tensor) -> Any:
    """A tensor that all processes have, as a DTensor of which each has rows; one without axes stays whole."""
    from torch.distributed.tensor import Replicate, Shard, distribute_tensor

    from msshim._src.parallel.mesh import mesh_of

    mesh = mesh_of((get_group_size(),))
    return distribute_tensor(t, mesh, [Shard(0) if t.ndim else Replicate()], src_data_rank=None)
