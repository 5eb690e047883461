"""Wrappers that run a network on parts of a batch, and what the parallel modes of one process are.

Source: mindspore.nn of 2.10.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch

from msshim._src.cell.cell import Cell
from msshim._src.cell.containers import CellList
from msshim._src.init import initial_value
from msshim._src.runtime import mode
from msshim._src.sharded import stages


@contextmanager
def no_init_parameters() -> Iterator[None]:
    """Parameters made inside draw no weights until these are looked at, or their cell is called; those that get values
    before, from a checkpoint, never do. What is made of a Tensor with data or of an array has it at once.
    """
    before, initial_value.skipping = initial_value.skipping, True
    try:
        yield
    finally:
        initial_value.skipping = before


class _MicroBatch(Cell):
    """One of `micro_size` equal parts, along the first axis, of each input."""

    def __init__(self, micro_size: int) -> None:
        super().__init__()
        self.micro_size = micro_size

    def construct(self, i: int, *inputs: Any) -> tuple[Any, ...]:
        """The parts number `i`. Raises ValueError where an input has no equal parts."""
        parts = []
        for tensor in inputs:
            size, rest = divmod(tensor.shape[0], self.micro_size)
            if rest:
                raise ValueError(f"The first axis, of {tensor.shape[0]}, does not have {self.micro_size} equal parts.")
            parts.append(tensor[i * size : (i + 1) * size])
        return tuple(parts)


def _parts(who: str, name: str, value: Any) -> CellList:
    if not isinstance(value, int):
        raise TypeError(f"For '{who}', '{name}' must be an int, but got {value!r}.")
    if value <= 0:
        raise ValueError(f"For '{who}', '{name}' must be positive, but got {value}.")
    return CellList([_MicroBatch(value) for _ in range(value)])


def _sum(network: Any, parts: CellList, inputs: tuple[Any, ...]) -> Any:
    """The sum of what the network gives for each part."""
    total: Any = None
    for i, part in enumerate(parts):
        output = network(*part(i, *inputs))
        total = output if total is None else total + output
    return total


class GradAccumulationCell(Cell):
    """The sum of what a network gives for each of `micro_size` equal parts of the batch.

    Raises:
        TypeError: `network` is no Cell or `micro_size` no int.
        ValueError: `micro_size` is not positive.
    """

    def __init__(self, network: Cell, micro_size: int) -> None:
        super().__init__(auto_prefix=False)
        if not isinstance(network, Cell):
            raise TypeError(f"For '{self.cls_name}', 'network' must be a Cell, but got {network!r}.")
        self.network = network
        self.micro_inputs = _parts(self.cls_name, "micro_size", micro_size)
        self.micro_size = micro_size

    def construct(self, *inputs: Any) -> Any:
        """The sum over the parts of the inputs."""
        return _sum(self.network, self.micro_inputs, inputs)


class Staged(GradAccumulationCell):
    """As `GradAccumulationCell`; with several stages set (`AutoParallel.pipeline`), each process trains one of them.

    The loss then is on the last process, and 0 on the others, as in MindSpore. Gradients are those of all stages, and
    weights the same, on each process. What is computed without gradients, each process computes whole.

    Args:
        network: The network.
        micro_size: How many parts a batch has.
        stage_config: A dict of stages by the names of cells, which become their `pipeline_stage`.
        segment_config: A dict of segments by the names of cells, which become their `pipeline_segment`.

    Raises:
        TypeError: `network` is no Cell, or a number no int.
        ValueError: `micro_size` is not positive, or a stage or segment below 0.
        KeyError: There is no cell of a name.
    """

    def __init__(
        self,
        network: Cell,
        micro_size: int,
        stage_config: dict[str, int] | None = None,
        segment_config: dict[str, int] | None = None,
    ) -> None:
        super().__init__(network, micro_size)
        for name, config in (("pipeline_stage", stage_config), ("pipeline_segment", segment_config)):
            _number(network, name, dict(config or {}))

    def construct(self, *inputs: Any) -> Any:
        """The sum over the parts of the inputs.

        Raises:
            ValueError: There are fewer parts than stages, or these are not numbered from 0 on.
            NotImplementedError: The network can not be divided into its stages.
        """
        setting = stages.current()
        if setting is None or not (mode.records() and torch.is_grad_enabled()):
            return super().construct(*inputs)
        from msshim._src.sharded.pipeline import Pipelines  # torch's pipelines take a while to import

        pipelines = self.__dict__.setdefault("_pipelines", Pipelines())
        return pipelines.loss(self.network, setting, self._batches, inputs)

    def _batches(self, inputs: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        return [part(i, *inputs) for i, part in enumerate(self.micro_inputs)]


class PipelineCell(Staged):
    __doc__ = Staged.__doc__

    def shard(self, in_strategy: Any, out_strategy: Any = None, parameter_plan: Any = None) -> None:
        """Raises ValueError: the network in it can be cut, and not the parts of the batch."""
        raise ValueError("For 'PipelineCell', shard the network in it, not the PipelineCell.")


def _number(network: Cell, attribute: str, config: dict[str, int]) -> None:
    """Set an attribute of cells by their names, of the network itself by its text."""
    for name, cell in network.cells_and_names():
        if name in config and (name or attribute == "pipeline_segment"):
            setattr(cell, attribute, config.pop(name))
    if config and str(network) in config:
        setattr(network, attribute, config.pop(str(network)))
    if config:
        raise KeyError(f"For 'PipelineCell', the network must have cells of the names in {config}.")


class MicroBatchInterleaved(Cell):
    """The sum of what a network gives for each of `interleave_num` equal parts of the batch.

    Raises:
        TypeError: `interleave_num` is no int.
        ValueError: `interleave_num` is not positive.
    """

    def __init__(self, network: Any, interleave_num: int = 2) -> None:
        super().__init__(auto_prefix=False)
        parts = _parts(self.cls_name, "interleave_num", interleave_num)
        self.network = network
        self.interleave_num = interleave_num
        self.interleave_inputs = parts

    def construct(self, *inputs: Any) -> Any:
        """The sum over the parts of the inputs."""
        return _sum(self.network, self.interleave_inputs, inputs)


class VirtualDatasetCell(Cell):
    """A network, as it is."""

    def __init__(self, backbone: Any) -> None:
        super().__init__(auto_prefix=False)
        self._backbone = backbone

    def construct(self, *inputs: Any) -> Any:
        """What the network gives."""
        return self._backbone(*inputs)


class VirtualDatasetCellTriple(Cell):
    """A network of three inputs, as it is."""

    def __init__(self, backbone: Any) -> None:
        super().__init__(auto_prefix=False)
        self._backbone = backbone

    def construct(self, a: Any, b: Any, c: Any) -> Any:
        """What the network gives."""
        return self._backbone(a, b, c)
