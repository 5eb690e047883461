"""Which stages of a pipeline are in force, and the cells that have one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from msshim._src.cell.cell import Cell
from msshim._src.communication.group import get_group_size
from msshim._src.communication.parallel import _is_in_auto_parallel_mode
from msshim._src.runtime.parallel_context import get_auto_parallel_context

SCHEDULES = ("1f1b", "gpipe")


@dataclass(frozen=True)
class Setting:
    """A pipeline of processes.

    Args:
        stages: How many; one process has one.
        scheduler: The order of the parts of a batch.
        broadcast: Whether all processes get the loss, which else is 0 but for the last one.
        interleave: Whether a process has several stages.
        cut_weights: Whether weights are cut over processes.

    Raises:
        NotImplementedError: It is a pipeline that there is none of here.
    """

    stages: int
    scheduler: str
    broadcast: bool
    interleave: bool
    cut_weights: bool

    def __post_init__(self) -> None:
        size = get_group_size()
        if self.stages != size:
            raise NotImplementedError(
                f"msshim gives each process one stage: start as many processes as there are stages, but got "
                f"{self.stages} stages and {size} processes."
            )
        if self.interleave or self.scheduler not in SCHEDULES:
            raise NotImplementedError(
                f"msshim has the schedulers {SCHEDULES}, without interleave, but got {self.scheduler!r} and interleave "
                f"{self.interleave}."
            )
        if self.cut_weights:
            raise NotImplementedError(
                "msshim keeps weights whole in a pipeline of processes: leave AutoParallel.hsdp, or "
                "'enable_parallel_optimizer', out."
            )


def need(network: Any) -> None:
    """Raise NotImplementedError for a network, or a function that calls some, in which no cell has a stage."""
    from msshim._src.sharded import found  # torch's DTensor takes a while to import

    if not any(True for cell in found.cells(network) for _ in numbered(cell)):
        raise NotImplementedError(
            "msshim does not divide a network into stages by itself: set 'pipeline_stage' of its cells, or give "
            "nn.PipelineCell a 'stage_config'."
        )


_current: Setting | None = None


@contextmanager
def entered(setting: Setting) -> Iterator[None]:
    """Within it, a PipelineCell gives each process its stage."""
    global _current
    before, _current = _current, setting
    try:
        yield
    finally:
        _current = before


def of_context() -> Setting | None:
    """What `set_auto_parallel_context` says of several processes, None where there is one stage."""
    stages = get_auto_parallel_context("pipeline_stages")
    if stages == 1 or get_group_size() == 1 or not _is_in_auto_parallel_mode():
        return None
    return Setting(
        stages,
        get_auto_parallel_context("pipeline_scheduler"),
        get_auto_parallel_context("pipeline_result_broadcast"),
        get_auto_parallel_context("pipeline_interleave"),
        get_auto_parallel_context("enable_parallel_optimizer"),
    )


def current() -> Setting | None:
    """The pipeline that this call is in: AutoParallel's, else that of the settings."""
    return _current or of_context()


def numbered(network: Cell) -> Iterator[tuple[Cell, int]]:
    """The outermost cells with a stage, and that.

    Raises:
        ValueError: A cell in one of them has another.
    """
    stage = network.__dict__.get("_pipeline_stage")
    if stage is None:
        for cell in network.cells():
            yield from numbered(cell)
        return
    for name, cell in network.cells_and_names():
        if cell.__dict__.get("_pipeline_stage", stage) != stage:
            raise ValueError(
                f"'pipeline_stage' of '{name}' must be {stage}, that of the cell which it is in, but got "
                f"{cell.pipeline_stage}: set the stages of the inner cells alone."
            )
    yield network, stage
