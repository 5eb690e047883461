"""`AutoParallel`: one network, computed by all processes together. Source: mindspore.parallel.auto_parallel of 2.10."""

from __future__ import annotations

import os
from typing import Any

from msshim._src.cell.cell import Cell
from msshim._src.communication.group import get_group_size, get_rank
from msshim._src.parallel.layout import Layout
from msshim._src.sharded import stages as pipelines

_MODES = ("semi_auto", "sharding_propagation", "recursive_programming")
_SCHEDULERS = ("1f1b", "gpipe", "seqpipe", "seqvpp", "seqsmartvpp", "zero_bubble_v")
_LEVELS = ("level1", "level2", "level3")
_SETTINGS: dict[str, Any] = {
    "_init_param_in_compile": True, "_only_trainable_params": True, "_load_strategy_file_path": "",
    "_save_strategy_file_path": "", "_load_operator_strategy_file": "", "_save_operator_strategy_file": "",
    "_dataset_strategy_config": "data_parallel", "_full_batch": False, "_enable_parallel_optimizer": False,
    "_optimizer_weight_shard_size": -1, "_parallel_optimizer_threshold": 64, "_pipeline_stages": 1,
    "_pipeline_scheduler": "1f1b", "_pipeline_result_broadcast": False, "_pipeline_interleave": False,
    "_comm_fusion_config": {}, "_force_fp32_communication": False, "_gradients_mean": False,
    "_gradient_fp32_sync": True, "_loss_repeated_mean": True, "_group_ckpt_save_file": "", "_dump_local_norm": False,
    "_dump_local_norm_path": "", "_dump_device_local_norm": False, "_transformer_opt_config": None,
}  # fmt: skip
"""MindSpore's settings and where they stand before one is called."""


class AutoParallel(Cell):
    """A network that all processes compute together, each a part of it. In one process it is the network itself.

    In several, inputs and parameters are cut as the strategies of its operations say (`Primitive.shard`, `Cell.shard`),
    the values between by torch's DTensor, whatever the mode.

    Args:
        network: A Cell, or a function that calls Cells.
        parallel_mode: ``"semi_auto"``, ``"sharding_propagation"`` or ``"recursive_programming"``; there is no search
            for strategies here, so all three are the first.

    Raises:
        ValueError: `parallel_mode` is another.
    """

    def __init__(self, network: Any, parallel_mode: str = "semi_auto") -> None:
        super().__init__(auto_prefix=False)
        self.network = network
        if parallel_mode not in _MODES:
            raise ValueError(f"For 'AutoParallel', 'parallel_mode' must be one of {_MODES}, but got {parallel_mode!r}.")
        self._parallel_mode = parallel_mode
        self._global_rank, self._device_num = get_rank(), get_group_size()
        self.__dict__.update(_SETTINGS)

    def around(self, network: Cell) -> AutoParallel:
        """Another network with the settings of this one."""
        made = AutoParallel(network, self._parallel_mode)
        made.__dict__.update({name: self.__dict__[name] for name in _SETTINGS})
        return made

    def construct(self, *args: Any, **kwargs: Any) -> Any:
        """What the network gives: this process's rows of a batch, or the whole where each process gets the whole."""
        if self._device_num == 1:
            return self.network(*args, **kwargs)
        if self._pipeline_stages > 1:
            return self._staged(*args, **kwargs)
        return self._running()(*args, **kwargs)

    def _staged(self, *args: Any, **kwargs: Any) -> Any:
        """What the network gives where a PipelineCell in it has its stages in processes of their own.

        Raises:
            NotImplementedError: The pipeline is one that is not there.
        """
        setting = pipelines.Setting(
            self._pipeline_stages,
            self._pipeline_scheduler,
            self._pipeline_result_broadcast,
            self._pipeline_interleave,
            self._enable_parallel_optimizer,
        )
        pipelines.need(self.network)
        with pipelines.entered(setting):
            return self.network(*args, **kwargs)

    def _running(self) -> Any:
        """The network in its region, made at the first call.

        Raises:
            NotImplementedError: Weights shall be cut over some of the processes.
        """
        made = self.__dict__.get("_made")
        if made is None:
            if self._optimizer_weight_shard_size not in (-1, self._device_num):
                raise NotImplementedError(
                    "msshim cuts weights over all processes that hold the same: give AutoParallel.hsdp shard_size=-1."
                )
            from msshim._src.sharded import found, running  # torch's DTensor takes a while to import

            threshold = self._parallel_optimizer_threshold * 1024 if self._enable_parallel_optimizer else None
            cells = found.cells(self.network)
            made = running.Running(self.network, cells, self._dataset_strategy_config, threshold)
            self.__dict__["_made"] = made
        return made

    # --- what it is cut by

    def dataset_strategy(self, config: Any) -> None:
        """Say what the inputs of this process are.

        Args:
            config: ``"data_parallel"``: its own rows of the batch; ``"full_batch"``: the whole; or a tuple with the
                parts of each input's axes, or a Layout for each.

        Raises:
            TypeError: It is no str or tuple, or an item no tuple of ints and no Layout.
            ValueError: It is None or another str.
        """
        if config is None or (isinstance(config, str) and config not in ("full_batch", "data_parallel")):
            raise ValueError(
                f"For 'AutoParallel.dataset_strategy', 'config' must be 'full_batch', 'data_parallel' or a tuple, "
                f"but got {config!r}."
            )
        if not isinstance(config, (str, tuple)):
            raise TypeError(
                f"For 'AutoParallel.dataset_strategy', 'config' must be a str or tuple, but got {config!r}."
            )
        for item in () if isinstance(config, str) else config:
            if not isinstance(item, Layout) and not (
                isinstance(item, tuple) and all(isinstance(parts, int) for parts in item)
            ):
                raise TypeError(
                    f"For 'AutoParallel.dataset_strategy', 'config' must hold tuples of ints or Layouts, got {item!r}."
                )
        if isinstance(config, str):
            self._full_batch = config == "full_batch"
        self._dataset_strategy_config = config

    def hsdp(self, shard_size: int = -1, threshold: int = 64, optimizer_level: str = "level1") -> None:
        """Cut weights and the states of the optimizer over the processes that would hold the same.

        Args:
            shard_size: Over how many of them; all where -1.
            threshold: Below how many KB a parameter stays whole.
            optimizer_level: ``"level1"``, ``"level2"`` (gradients, too) or ``"level3"`` (weights are gathered again for
                the gradient).

        Raises:
            ValueError: A number is below its bound, or the level another.
        """
        self._enable_parallel_optimizer = True
        if not isinstance(shard_size, int) or (shard_size <= 0 and shard_size != -1):
            raise ValueError(f"For 'AutoParallel.hsdp', 'shard_size' must be positive or -1, but got {shard_size!r}.")
        self._optimizer_weight_shard_size = shard_size
        if not isinstance(threshold, int) or threshold < 0:
            raise ValueError(f"For 'AutoParallel.hsdp', 'threshold' must be at least 0, but got {threshold!r}.")
        self._parallel_optimizer_threshold = threshold
        if optimizer_level not in _LEVELS:
            raise ValueError(
                f"For 'AutoParallel.hsdp', 'optimizer_level' must be one of {_LEVELS}, but got {optimizer_level!r}."
            )
        self._optimizer_level = optimizer_level

    def pipeline(
        self, stages: int = 1, output_broadcast: bool = False, interleave: bool = False, scheduler: str = "1f1b"
    ) -> None:
        """Give each process one stage of the network in an `nn.PipelineCell`.

        Args:
            stages: How many; as many processes are needed.
            output_broadcast: Whether all processes get the loss, which else is 0 on all but the last one.
            interleave: Whether a process has several stages, which is not there.
            scheduler: The order of the parts of a batch; ``"1f1b"`` and ``"gpipe"`` are there.

        Raises:
            TypeError: An argument is of another type.
            ValueError: `stages` is not positive, or the scheduler another than MindSpore's.
        """
        given = {"stages": stages, "output_broadcast": output_broadcast, "interleave": interleave}
        kinds = {"stages": int, "output_broadcast": bool, "interleave": bool, "scheduler": str}
        for name, value in {**given, "scheduler": scheduler}.items():
            if not isinstance(value, kinds[name]):
                raise TypeError(
                    f"For 'AutoParallel.pipeline', '{name}' must be {kinds[name].__name__}, but got {value!r}."
                )
            if name == "stages" and stages <= 0:
                raise ValueError(f"For 'AutoParallel.pipeline', 'stages' must be positive, but got {stages}.")
        if scheduler not in _SCHEDULERS:
            raise ValueError(
                f"For 'AutoParallel.pipeline', 'scheduler' must be one of {_SCHEDULERS}, but got {scheduler!r}."
            )
        self._pipeline_stages, self._pipeline_scheduler = stages, scheduler
        self._pipeline_result_broadcast, self._pipeline_interleave = output_broadcast, interleave

    def get_pipeline_stages(self) -> int:
        """How many stages there are."""
        return self._pipeline_stages

    # --- files

    def load_param_strategy_file(self, file_path: str) -> None:
        """Keep the path of a file that says how parameters are cut. Raises TypeError for anything but a str."""
        self._load_strategy_file_path = _path("load_param_strategy_file", file_path)

    def save_param_strategy_file(self, file_path: str) -> None:
        """Keep the path for a file that says how parameters are cut. Raises TypeError for anything but a str."""
        self._save_strategy_file_path = _path("save_param_strategy_file", file_path)

    def load_operator_strategy_file(self, file_path: str) -> None:
        """Keep the absolute path of a ``.json``. Raises TypeError for no str, KeyError for another path."""
        self._load_operator_strategy_file = _json("load_operator_strategy_file", file_path)

    def save_operator_strategy_file(self, file_path: str) -> None:
        """Keep the absolute path for a ``.json``. Raises TypeError for no str, KeyError for another path."""
        self._save_operator_strategy_file = _json("save_operator_strategy_file", file_path)

    def disable_strategy_file_only_for_trainable_params(self) -> None:
        """Let files of strategies have the parameters that are not trained, too."""
        self._only_trainable_params = False

    def set_group_ckpt_save_file(self, file_path: str) -> None:
        """Keep the path for a file of the groups of processes. Raises TypeError for anything but a str."""
        self._group_ckpt_save_file = _path("set_group_ckpt_save_file", file_path)

    # --- what MindSpore's compiler does with it

    def no_init_parameters_in_compile(self) -> None:
        """Kept for MindSpore's compiler."""
        self._init_param_in_compile = False

    def comm_fusion(self, config: dict[str, Any] | None) -> None:
        """Kept for MindSpore's fusion of messages. Raises TypeError for anything but a dict or None."""
        if config is not None and not isinstance(config, dict):
            raise TypeError(f"For 'AutoParallel.comm_fusion', 'config' must be a dict, but got {config!r}.")
        self._comm_fusion_config = config

    def enable_fp32_communication(self) -> None:
        """Kept; sums over processes have the dtype of their values."""
        self._force_fp32_communication = True

    def enable_gradients_mean(self) -> None:
        """Kept; the gradient is that of the whole batch's loss."""
        self._gradients_mean = True

    def disable_gradient_fp32_sync(self) -> None:
        """Kept; gradients are added in their dtype."""
        self._gradient_fp32_sync = False

    def disable_loss_repeated_mean(self) -> None:
        """Kept; the gradient is that of the whole batch's loss."""
        self._loss_repeated_mean = False

    def print_local_norm(self) -> None:
        """Kept for MindSpore's compiler, which prints norms of gradients."""
        self._dump_local_norm = True

    def dump_local_norm(self, file_path: str) -> None:
        """Kept for MindSpore's compiler, which writes norms of gradients. Raises TypeError for anything but a str."""
        self._dump_local_norm_path = _path("dump_local_norm", file_path)
        self._dump_local_norm = True

    def enable_device_local_norm(self) -> None:
        """Kept for MindSpore's compiler, which prints the norm of a device's gradients."""
        self._dump_device_local_norm = True

    def transformer_opt(self, file_path: str | None) -> None:
        """Keep the path of a JSON of accelerations for Ascend.

        Raises:
            TypeError: It is no path.
            ValueError: There is no such file.
        """
        if file_path and not os.path.exists(os.fspath(file_path)):
            raise ValueError(f"For 'AutoParallel.transformer_opt', 'file_path' must be a file, but got {file_path!r}.")
        self._transformer_opt_config = file_path


def _path(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"For 'AutoParallel.{name}', 'file_path' must be a str, but got {type(value).__name__}.")
    return value


def _json(name: str, value: Any) -> str:
    path = _path(name, value)
    if not os.path.isabs(path) or os.path.splitext(path)[1] != ".json":
        raise KeyError(f"For 'AutoParallel.{name}', 'file_path' must be absolute and end with .json, but got {path!r}.")
    return path
