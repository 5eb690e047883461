"""`Distributed`: how a `Cell` is cut over processes, and which stage of a pipeline it is. Source: mindspore.nn.Cell."""

from __future__ import annotations

from typing import Any

import torch
from torch import distributed

from msshim import log
from msshim._src.cell.parameter import Parameter
from msshim._src.cell.tree import Tree
from msshim._src.parallel import strategy
from msshim._src.parallel.layout import Layout


class Distributed(Tree):
    """A module that several processes may compute together."""

    _in_strategy: Any = None
    _out_strategy: Any = None

    def shard(self, in_strategy: Any, out_strategy: Any = None, parameter_plan: Any = None) -> None:
        """Say how the inputs of the cell are cut where several processes compute it; in one process nothing.

        Args:
            in_strategy: A tuple with one item for each input: the number of parts of each axis, or a `Layout`.
            out_strategy: Likewise; MindSpore does not use it, either.
            parameter_plan: By names of parameters how these are cut: a tuple of ints, or a Layout.

        Raises:
            TypeError: An argument is of another type.
            ValueError: A parameter has other axes than its plan, or can not be cut into equal parts.
        """
        if not (distributed.is_initialized() and distributed.get_world_size() > 1):
            return
        strategy.check_all(in_strategy, out_strategy)
        plan(self, parameter_plan)
        if self._in_strategy is None:
            torch.nn.Module.register_forward_pre_hook(self, _cut_inputs)
        self.__dict__["_in_strategy"], self.__dict__["_out_strategy"] = in_strategy, out_strategy

    def __stage(self, name: str) -> int:
        if f"_{name}" not in self.__dict__:
            raise AttributeError(f"The '{type(self).__name__}' object has no attribute '{name}': none was set.")
        return int(self.__dict__[f"_{name}"])

    def __set_stage(self, name: str, value: Any) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            raise TypeError(f"For 'Cell', '{name}' must be an int, but got {value!r}.")
        if value < 0:
            raise ValueError(f"For 'Cell', '{name}' must be at least 0, but got {value}.")
        self.__dict__[f"_{name}"] = value

    @property
    def pipeline_stage(self) -> int:
        """The stage of a pipeline that the cell belongs to, as it was set; see `nn.PipelineCell`."""
        return self.__stage("pipeline_stage")

    @pipeline_stage.setter
    def pipeline_stage(self, value: int) -> None:
        self.__set_stage("pipeline_stage", value)

    @property
    def pipeline_segment(self) -> int:
        """The segment of its stage that the cell belongs to, as it was set."""
        return self.__stage("pipeline_segment")

    @pipeline_segment.setter
    def pipeline_segment(self, value: int) -> None:
        self.__set_stage("pipeline_segment", value)


def _cut_inputs(cell: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    """What torch calls before `forward`: within a region the inputs are cut."""
    from msshim._src.parallel import region  # torch's DTensor takes a while to import

    return region.cut_inputs(type(cell).__name__, cell._in_strategy, args)


def plan(cell: Any, parameter_plan: Any) -> None:
    """Keep how parameters are cut, by their names. The first word on a parameter counts.

    Raises:
        TypeError: It is no dict of tuples and Layouts by names, or `cell` no Cell.
        ValueError: A parameter has other axes, or can not be cut into equal parts.
    """
    if parameter_plan is None:
        return
    if not isinstance(parameter_plan, dict) or not isinstance(cell, Distributed):
        raise TypeError(f"For 'shard', 'parameter_plan' must be a dict, and of a Cell, but got {parameter_plan!r}.")
    for name, item in parameter_plan.items():
        if not isinstance(name, str) or not isinstance(item, (tuple, Layout)):
            raise TypeError(
                f"For 'shard', 'parameter_plan' must have tuples or Layouts by name, but got {name!r}: {item!r}."
            )
    trained: dict[str, Parameter] = {p.name: p for p in cell.trainable_params()}
    for name, item in parameter_plan.items():
        parameter = trained.get(name.replace("self.", ""))
        if parameter is None or "_plan" in parameter.__dict__:
            why = "is no parameter that is trained" if parameter is None else "has a plan already"
            log.warning(f"'parameter_plan' has {name!r}, which {why}.")
            continue
        if isinstance(item, tuple):
            strategy.check_parts(name, parameter.shape, item)
        parameter.__dict__["_plan"] = item
