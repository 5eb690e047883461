"""`SummaryCollector`. Source: mindspore.train.callback of 2.10."""

from __future__ import annotations

import os
import re
from typing import Any

import numpy as np

from msshim._src.tensor.tensor import Tensor
from msshim._src.training.callback.base import Callback, RunContext
from msshim._src.training.summary.record import SummaryRecord

_FLAGS = (
    "collect_metric", "collect_graph", "collect_train_lineage", "collect_eval_lineage", "collect_input_data",
    "collect_dataset_graph",
)  # fmt: skip
_KNOWN = (*_FLAGS, "histogram_regular", "collect_landscape")
_SHOWN = 5  # parameters that have a histogram where `histogram_regular` says nothing
_TENSORS = 20  # how often tensors are written where `collect_tensor_freq` says nothing


def _must(name: str, what: str, value: Any) -> str:
    return f"For 'SummaryCollector', '{name}' must be {what}, but got {value!r} of type {type(value).__name__}."


def _positive(name: str, value: Any) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(_must(name, "an int", value))
    if value <= 0:
        raise ValueError(_must(name, "positive", value))


def _specified(data: Any, default: bool) -> dict[str, Any]:
    """What to collect."""
    given = {} if data is None else data
    if not isinstance(given, dict):
        raise TypeError(_must("collect_specified_data", "a dict or None", data))
    for name, value in given.items():
        if not isinstance(name, str):
            raise TypeError(_must("collect_specified_data", "a dict with names", name))
        if name not in _KNOWN:
            raise ValueError(_must("collect_specified_data", f"among {_KNOWN}", name))
        if name in _FLAGS and not isinstance(value, bool):
            raise TypeError(_must(name, "a bool", value))
    regular = given.get("histogram_regular")
    if not isinstance(regular, (str, type(None))):
        raise TypeError(_must("histogram_regular", "a str or None", regular))
    try:
        re.compile(regular or "")
    except re.error as error:
        raise ValueError(f"{_must('histogram_regular', 'a regular expression', regular)} {error}") from error
    defaults = {**dict.fromkeys(_FLAGS, True), "histogram_regular": None} if default else {}
    return {**defaults, **given}


class SummaryCollector(Callback):
    """Writes the loss, histograms of parameters and input images for TensorBoard, and what summary operators give.

    Args:
        summary_dir: The folder of the event file.
        collect_freq: After how many steps.
        num_process: No effect here.
        collect_specified_data: What to collect: 'collect_metric' (the loss), 'collect_input_data' (4-D inputs),
            'histogram_regular' (names of parameters; None for the first five). The graph, lineage and landscape are
            read by MindInsight only and are left out.
        keep_default_action: Whether what is not specified is collected, too.
        custom_lineage_data: For MindInsight only.
        collect_tensor_freq: After how many steps tensors are written; None for about twenty times.
        max_file_size: The most bytes of the file.
        export_options: As of `SummaryRecord`.

    Raises:
        TypeError: An argument is of another type.
        ValueError: A number is not positive, or a name unknown.
    """

    def __init__(
        self,
        summary_dir: str,
        collect_freq: int = 10,
        num_process: int = 32,
        collect_specified_data: dict[str, Any] | None = None,
        keep_default_action: bool = True,
        custom_lineage_data: dict[str, Any] | None = None,
        collect_tensor_freq: int | None = None,
        max_file_size: int | None = None,
        export_options: dict[str, str | None] | None = None,
    ) -> None:
        super().__init__()
        if not isinstance(summary_dir, str):
            raise TypeError(_must("summary_dir", "a str", summary_dir))
        if not summary_dir.strip():
            raise ValueError(_must("summary_dir", "a name", summary_dir))
        self._folder = os.path.realpath(summary_dir)
        os.makedirs(self._folder, exist_ok=True)
        _positive("collect_freq", collect_freq)
        for name, value in (("collect_tensor_freq", collect_tensor_freq), ("max_file_size", max_file_size)):
            if value is not None:
                _positive(name, value)
        if not isinstance(keep_default_action, bool):
            raise TypeError(_must("keep_default_action", "a bool", keep_default_action))
        self._freq, self._tensor_freq = collect_freq, collect_tensor_freq
        self._options: dict[str, Any] = {"max_file_size": max_file_size, "export_options": export_options}
        self._data = _specified(collect_specified_data, keep_default_action)
        for key, item in ({} if custom_lineage_data is None else custom_lineage_data).items():
            if not isinstance(key, str) or not isinstance(item, (int, str, float)):
                raise TypeError(_must("custom_lineage_data", "a dict of str to int, str or float", {key: item}))
        self._record: Any = None
        self._first = True

    def __enter__(self) -> Any:
        self._record, self._first = SummaryRecord(self._folder, **self._options), True
        return self

    def __exit__(self, *error: Any) -> None:
        self._record.close()

    def begin(self, run_context: RunContext) -> None:
        """Look at the mode. Raises ValueError where there are two collectors."""
        params = run_context.original_args()
        if sum(isinstance(item, SummaryCollector) for item in params.list_callback) > 1:
            raise ValueError("For 'SummaryCollector', 'callbacks' must hold one of them only.")
        self._record.set_mode(params.mode)

    def step_end(self, run_context: RunContext) -> None:
        """Write, if it is time."""
        params = run_context.original_args()
        if params.mode != "train":
            return
        step, total = params.cur_step_num, params.epoch_num * params.batch_num
        every = self._tensor_freq or max(self._freq, total // (_TENSORS - 1))
        ordinary, tensors = self._first or step % self._freq == 0, self._first or step % every == 0
        if ordinary or tensors:
            self._collect(params)
            self._record.record(step, plugin_filter=lambda plugin: tensors if plugin == "tensor" else ordinary)
        if self._first:
            self._record.flush()
        self._first = False

    def epoch_end(self, run_context: RunContext) -> None:
        """Let others see what is written."""
        self._record.flush()

    def end(self, run_context: RunContext) -> None:
        """Let others see what is written."""
        self._record.flush()

    def _collect(self, params: Any) -> None:
        if self._data.get("collect_metric"):
            outputs = params.net_outputs
            loss = outputs[0] if isinstance(outputs, (list, tuple)) and outputs else outputs
            if isinstance(loss, (int, float, Tensor)):
                mean = np.mean(loss.asnumpy() if isinstance(loss, Tensor) else loss)
                self._record.add_value("scalar", "loss/auto", Tensor(float(mean)))
        self._histograms(params)
        inputs = params.get("train_dataset_element")
        first = inputs[0] if isinstance(inputs, (list, tuple)) and inputs else inputs
        if self._data.get("collect_input_data") and isinstance(first, Tensor) and first.ndim == 4:
            self._record.add_value("image", "input_data/auto", first)

    def _histograms(self, params: Any) -> None:
        optimizer = params.get("optimizer")
        if "histogram_regular" not in self._data or optimizer is None:
            return
        regular = self._data["histogram_regular"]
        named = [item for item in optimizer.parameters if regular is not None and re.match(regular, item.name)]
        for parameter in optimizer.parameters[:_SHOWN] if regular is None else named:
            self._record.add_value("histogram", f"{parameter.name}/auto", parameter)
