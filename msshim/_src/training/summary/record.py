"""`SummaryRecord`: event files that TensorBoard reads. Source: mindspore.train.summary of 2.10."""

from __future__ import annotations

import atexit
import os
import platform
import re
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from msshim._src.cell.cell import Cell
from msshim._src.kernels.control import summaries
from msshim._src.tensor.tensor import Tensor, wrap

_NAME = re.compile(r"\w+[0-9a-zA-Z_.]*", re.ASCII)
_LINEAGE = ("train_lineage", "eval_lineage", "dataset_graph", "custom_lineage_data", "graph", "LANDSCAPE")


def _kind(value: Any) -> str:
    return f"{value!r} of type {type(value).__name__}"


def _array(plugin: str, value: Tensor) -> np.ndarray[Any, Any]:
    array = value.asnumpy()
    good = {"scalar": array.size == 1, "image": array.ndim == 4, "tensor": array.ndim > 0, "histogram": array.ndim > 0}
    if not good[plugin]:
        raise ValueError(f"For 'SummaryRecord', 'value' of a {plugin} must be one, but got the shape {array.shape}.")
    return np.array(array, np.float32 if array.dtype.isbuiltin == 2 else None)  # protobuf has no bfloat16


def _summary(plugin: str, name: str, value: np.ndarray[Any, Any]) -> Any:
    """TensorBoard's protobuf message of a value."""
    from torch.utils.tensorboard import summary as untyped

    summary: Any = untyped
    if plugin == "scalar":
        return summary.scalar(name, value.reshape(()))
    if plugin == "image":
        return summary.image(name, value, dataformats="NCHW" if value.shape[1] in (1, 3) else "NHWC")
    if plugin == "histogram":
        return summary.histogram(name, value.reshape(-1), "auto")
    return summary.tensor_proto(name, torch.from_numpy(value))


class SummaryRecord:
    """Writes scalars, images, histograms and tensors to an event file, in the format of TensorBoard.

    The summary operators, such as ``ops.ScalarSummary()(name, value)``, add to the record that is open. It needs the
    package tensorboard.

    Args:
        log_dir: The folder; it is made if it is not there.
        file_prefix, file_suffix: Around "out.tfevents.<seconds>.<host>".
        num_process: No effect here.
        network: No effect here: eager torch has no graph.
        max_file_size: The most bytes of the file; None for any. What would go beyond is left out.
        raise_exception: No effect here: errors are raised.
        export_options: ``{"tensor_format": "npy"}`` also writes each tensor to a file of numpy's.

    Raises:
        RuntimeError: Another record is open.
        TypeError: An argument is of another type.
        ValueError: A name has a letter that MindSpore does not take, or an option is unknown.
    """

    count = 0
    active: SummaryRecord | None = None

    def __init__(
        self,
        log_dir: str,
        file_prefix: str = "events",
        file_suffix: str = "_MS",
        num_process: int = 32,
        network: Cell | None = None,
        max_file_size: int | None = None,
        raise_exception: bool = False,
        export_options: dict[str, str | None] | None = None,
    ) -> None:
        if SummaryRecord.active is not None:
            raise RuntimeError("For 'SummaryRecord', only one record can be open; close() the other first.")
        if not isinstance(log_dir, str):
            raise TypeError(f"For 'SummaryRecord', 'log_dir' must be a str, but got {_kind(log_dir)}.")
        if max_file_size is not None and not isinstance(max_file_size, int):
            raise TypeError(f"For 'SummaryRecord', 'max_file_size' must be an int, but got {_kind(max_file_size)}.")
        for name, text in (("file_prefix", file_prefix), ("file_suffix", file_suffix)):
            if not isinstance(text, str):
                raise TypeError(f"For 'SummaryRecord', '{name}' must be a str, but got {_kind(text)}.")
            if not _NAME.fullmatch(text):
                raise ValueError(
                    f"For 'SummaryRecord', '{name}' must have letters, digits, '_' and '.', but got {text!r}."
                )
        if not isinstance(raise_exception, bool):
            raise TypeError(f"For 'SummaryRecord', 'raise_exception' must be a bool, but got {_kind(raise_exception)}.")
        self._export = _export(export_options)
        folder = os.path.realpath(log_dir)
        os.makedirs(folder, exist_ok=True)
        seconds = int(time.time())
        self._path = os.path.join(folder, f"{file_prefix}.out.tfevents.{seconds}.{platform.node()}{file_suffix}")
        self._export_dir = os.path.join(folder, f"export_{seconds}")
        self._limit = max_file_size if max_file_size and max_file_size > 0 else None
        self._mode, self._pool = "train", dict[tuple[str, str], np.ndarray[Any, Any]]()
        self._open()

    def _open(self) -> None:
        from tensorboard.compat.proto.event_pb2 import Event
        from tensorboard.summary.writer.record_writer import RecordWriter

        self._file = open(self._path, "wb")  # noqa: SIM115 (closed in close)
        self._writer, self._event = RecordWriter(self._file), Event
        self._write(Event(wall_time=time.time(), file_version="brain.Event:2"))
        SummaryRecord.active, SummaryRecord.count = self, 1
        summaries.receiver = self._receive
        atexit.register(self.close)

    def _write(self, event: Any) -> None:
        data = event.SerializeToString()
        if self._limit is None or self._file.tell() + len(data) + 16 <= self._limit:
            self._writer.write(data)

    def __enter__(self) -> SummaryRecord:
        if self._file.closed:
            raise ValueError("For 'SummaryRecord', it must be open to be entered, but it is closed.")
        return self

    def __exit__(self, *error: Any) -> None:
        self.close()

    @property
    def log_dir(self) -> str:
        """The path of the file."""
        return self._path

    def set_mode(self, mode: str) -> None:
        """'train' or 'eval'; with 'eval' what the summary operators give is left out. Raises ValueError for another."""
        if mode not in ("train", "eval"):
            raise ValueError(f"For 'SummaryRecord', 'mode' must be 'train' or 'eval', but got {mode!r}.")
        self._mode = mode

    def add_value(self, plugin: str, name: str, value: Any) -> None:
        """Keep a value for the next `record`.

        Args:
            plugin: "scalar" (one element), "image" (N, C, H, W), "histogram" or "tensor".
            name: What TensorBoard calls it.
            value: A Tensor.

        Raises:
            ValueError: The plugin is unknown, the name empty, or the shape not the plugin's.
            TypeError: `value` is no Tensor.
            NotImplementedError: The plugin is MindInsight's own.
        """
        if plugin in _LINEAGE:
            raise NotImplementedError(f"msshim: {plugin!r} is read by MindInsight only, not by TensorBoard.")
        if plugin not in ("scalar", "image", "histogram", "tensor"):
            raise ValueError(
                f"For 'SummaryRecord', 'plugin' must be scalar, image, histogram or tensor, but got {plugin!r}."
            )
        if not isinstance(name, str) or not name:
            raise ValueError(f"For 'SummaryRecord', 'name' must be a str that is not empty, but got {_kind(name)}.")
        if not isinstance(value, Tensor):
            raise TypeError(f"For 'SummaryRecord', 'value' must be a Tensor, but got {_kind(value)}.")
        self._pool[plugin, name] = _array(plugin, value)

    def record(
        self, step: int, train_network: Cell | None = None, plugin_filter: Callable[[str], bool] | None = None
    ) -> bool:
        """Write what was kept, at a step; `plugin_filter` says which plugins. Returns whether the file is open.

        Raises:
            TypeError: `step` is no int, or `train_network` no Cell.
        """
        if not isinstance(step, int) or isinstance(step, bool):
            raise TypeError(f"For 'SummaryRecord', 'step' must be an int, but got {_kind(step)}.")
        if train_network is not None and not isinstance(train_network, Cell):
            raise TypeError(f"For 'SummaryRecord', 'train_network' must be a Cell, but got {_kind(train_network)}.")
        if self._file.closed:
            return False
        kept, self._pool = self._pool, {}
        for (plugin, name), value in kept.items():
            if plugin_filter is None or plugin_filter(plugin):
                self._write(self._event(wall_time=time.time(), step=step, summary=_summary(plugin, name, value)))
                if plugin == "tensor" and self._export:
                    os.makedirs(self._export_dir, exist_ok=True)
                    np.save(os.path.join(self._export_dir, f"{name.replace('/', '_')}_{step}.npy"), value)
        return True

    def _receive(self, plugin: str, name: Any, value: Any) -> None:
        """What a summary operator gives."""
        if self._mode == "train":
            self.add_value(plugin, name, wrap(value) if isinstance(value, torch.Tensor) else value)

    def flush(self) -> None:
        """Let others see what is written."""
        if not self._file.closed:
            self._writer.flush()

    def close(self) -> None:
        """Write all and close the file."""
        if not self._file.closed:
            self._writer.close()
            atexit.unregister(self.close)
        if SummaryRecord.active is self:
            SummaryRecord.active, SummaryRecord.count = None, 0
            summaries.receiver = None


def _export(options: Any) -> bool:
    if options is None:
        return False
    if not isinstance(options, dict):
        raise TypeError(f"For 'SummaryRecord', 'export_options' must be a dict, but got {_kind(options)}.")
    for name, value in options.items():
        if not isinstance(name, str) or not isinstance(value, (str, type(None))):
            raise TypeError(f"For 'SummaryRecord', 'export_options' must map str to str or None, but got {options}.")
        if name != "tensor_format" or value not in ("npy", None):
            raise ValueError(
                f"For 'SummaryRecord', 'export_options' must be {{'tensor_format': 'npy'}}, got {options}."
            )
    return options.get("tensor_format") == "npy"
