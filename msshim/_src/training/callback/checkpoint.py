"""Callbacks that save and restore checkpoints. Source: mindspore.train.callback of 2.10."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import time
from collections.abc import Callable
from typing import Any

from msshim._src.cell.cell import Cell
from msshim._src.checkpoint.deduplicated import own_names
from msshim._src.checkpoint.load import load_checkpoint
from msshim._src.checkpoint.save import save_checkpoint, wait
from msshim._src.tensor.generator import Generator
from msshim._src.tensor.tensor import Tensor
from msshim._src.training.callback.base import Callback, RunContext

_logger = logging.getLogger("msshim")
_COUNTERS = ("epoch_num", "step_num")


def _kind(value: Any) -> str:
    return f"{value!r} of type {type(value).__name__}"


def _count(who: str, name: str, value: Any) -> Any:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"For '{who}', '{name}' must be an int, but got {_kind(value)}.")
    if value < 0:
        raise ValueError(f"For '{who}', '{name}' must be at least 0, but got {value}.")
    return value


def _bool(who: str, name: str, value: Any, error: type[Exception] = TypeError) -> bool:
    if not isinstance(value, bool):
        raise error(f"For '{who}', '{name}' must be a bool, but got {_kind(value)}.")
    return value


def _option(name: str, value: Any, *types: Any) -> Any:
    if not isinstance(value, types):
        names = " or ".join(item.__name__ for item in types)
        raise ValueError(f"For 'CheckpointConfig', '{name}' must be {names}, but got {_kind(value)}.")
    return value


def _folder(who: str, path: Any) -> str:
    """The real path of a folder, which is made if it is not there."""
    if not isinstance(path, str):
        raise TypeError(f"For '{who}', the directory must be a str, but got {_kind(path)}.")
    if not path.strip():
        raise ValueError(f"For '{who}', the directory must not be empty, but got {path!r}.")
    real = os.path.realpath(path)
    os.makedirs(real, exist_ok=True)
    return real


def _append_info(info: Any) -> dict[str, Any] | None:
    if info is None or info == []:
        return None
    who = "For 'CheckpointConfig', 'append_info' must"
    if not isinstance(info, list):
        raise TypeError(f"{who} be a list, but got {_kind(info)}.")
    dicts = [item for item in info if isinstance(item, dict)]
    for item in info:
        if not isinstance(item, (str, dict)):
            raise TypeError(f"{who} hold strings and one dict, but got {_kind(item)}.")
        if isinstance(item, str) and item not in _COUNTERS:
            raise ValueError(f"{who} name {' or '.join(map(repr, _COUNTERS))}, but got {item!r}.")
    if len(dicts) > 1:
        raise TypeError(f"{who} hold one dict, but got {len(dicts)}.")
    result: dict[str, Any] = {name: 0 for name in _COUNTERS if name in info}
    for name, value in (dicts[0] if dicts else {}).items():
        if not isinstance(name, str) or not isinstance(value, (int, float, str, Tensor, Generator)):
            raise TypeError(
                f"{who} map str to int, float, bool, str, Tensor or Generator, but got {name!r}: {value!r}."
            )
        result[name] = value
    return result


class CheckpointConfig:
    """When `ModelCheckpoint` saves, how many files it keeps, and what they hold.

    Args:
        save_checkpoint_steps: Save after so many steps.
        save_checkpoint_seconds: Save after so many seconds; only where the steps are 0.
        keep_checkpoint_max: Keep so many files.
        keep_checkpoint_per_n_minutes: Keep one file of so many minutes; only where the maximum is 0.
        integrated_save, async_save, enc_key, enc_mode, crc_check, format: As of `save_checkpoint`.
        saved_network: The Cell to save; None for all that trains, with the optimizer's state.
        append_info: What to save beside: "epoch_num", "step_num", and one dict.
        exception_save: Kept; no effect here.
        remove_redundancy: Whether each process saves a part of the parameters that all have, into its own folder.

    Raises:
        TypeError: An argument is of another type.
        ValueError: A number is negative, all numbers are 0, or an option has a wrong value.
    """

    def __init__(
        self,
        save_checkpoint_steps: int = 1,
        save_checkpoint_seconds: int = 0,
        keep_checkpoint_max: int = 5,
        keep_checkpoint_per_n_minutes: int = 0,
        integrated_save: bool = True,
        async_save: bool | str = False,
        saved_network: Cell | None = None,
        append_info: list[Any] | None = None,
        enc_key: bytes | None = None,
        enc_mode: str = "AES-GCM",
        exception_save: bool = False,
        crc_check: bool = False,
        remove_redundancy: bool = False,
        format: str = "ckpt",
        **kwargs: Any,
    ) -> None:
        numbers = {
            "save_checkpoint_steps": save_checkpoint_steps,
            "save_checkpoint_seconds": save_checkpoint_seconds,
            "keep_checkpoint_max": keep_checkpoint_max,
            "keep_checkpoint_per_n_minutes": keep_checkpoint_per_n_minutes,
        }
        who = "CheckpointConfig"
        for name, value in numbers.items():
            if value is not None:
                _count(who, name, value)
        if saved_network is not None and not isinstance(saved_network, Cell):
            raise TypeError(f"For '{who}', 'saved_network' must be a Cell or None, but got {_kind(saved_network)}.")
        if not any(numbers.values()):
            raise ValueError(f"For '{who}', {', '.join(numbers)} can not all be None or 0.")
        self.exception_save = _bool(who, "exception_save", exception_save)
        self.save_checkpoint_steps = save_checkpoint_steps
        self.save_checkpoint_seconds = None if save_checkpoint_steps else save_checkpoint_seconds
        self.keep_checkpoint_max = keep_checkpoint_max or (0 if keep_checkpoint_per_n_minutes else 1)
        self.keep_checkpoint_per_n_minutes = None if keep_checkpoint_max else keep_checkpoint_per_n_minutes
        self.integrated_save = _bool(who, "integrated_save", integrated_save)
        if not isinstance(async_save, (bool, str)):
            raise TypeError(f"For '{who}', 'async_save' must be a bool or str, but got {_kind(async_save)}.")
        if async_save not in (True, False, "process", "thread"):
            raise ValueError(f"For '{who}', 'async_save' must be 'process' or 'thread', but got {async_save!r}.")
        self.async_save = async_save
        self.saved_network = saved_network
        self.append_dict = _append_info(append_info)
        self.enc_key = _option("enc_key", enc_key, bytes, type(None))
        self.enc_mode = _option("enc_mode", enc_mode, str)
        self.crc_check = _option("crc_check", crc_check, bool)
        self.format = _option("format", format, str)
        self.remove_redundancy = _option("remove_redundancy", remove_redundancy, bool)
        self.map_param_inc = kwargs.get("incremental", False)
        if format == "safetensors" and (enc_key is not None or enc_mode != "AES-GCM" or crc_check or exception_save):
            raise ValueError(
                f"For '{who}', 'enc_key', 'enc_mode', 'crc_check' and 'exception_save' must have their defaults when "
                f"'format' is 'safetensors'."
            )

    def get_checkpoint_policy(self) -> dict[str, Any]:
        """The numbers and the network."""
        return {
            "save_checkpoint_steps": self.save_checkpoint_steps,
            "save_checkpoint_seconds": self.save_checkpoint_seconds,
            "keep_checkpoint_max": self.keep_checkpoint_max,
            "keep_checkpoint_per_n_minutes": self.keep_checkpoint_per_n_minutes,
            "saved_network": self.saved_network,
        }


def _unused(directory: str, prefix: str) -> str:
    """The prefix, or the prefix with the number after the highest that the folder has."""
    number = 0
    pattern = re.compile(rf"{re.escape(prefix)}(?:_(\d+))?-")
    for name in os.listdir(directory):
        found = pattern.match(name)
        if found and name.endswith((".ckpt", ".safetensors")) and not name.endswith("_breakpoint.ckpt"):
            number = max(number, int(found[1]) + 1 if found[1] else 1)
    return f"{prefix}_{number}" if number else prefix


def _remove(path: str) -> None:
    """Remove a file if that can be done: in a folder of several processes another may have done it, or own the file."""
    try:
        os.remove(path)
    except OSError as error:
        _logger.warning("%s can not be removed: %s.", path, error.strerror)


def _changed(path: str) -> float:
    """When a file was changed; 0 where another process has removed it by now."""
    try:
        return os.path.getmtime(path)
    except OSError:
        return 0.0


class ModelCheckpoint(Callback):
    """Saves what trains as ``<prefix>-<epoch>_<step>.ckpt``, each file whole or not at all.

    Args:
        prefix: What the names begin with, or a function of the run's parameters that gives the whole name.
        directory: The folder (None: the present one), or a function of the run's parameters.
        config: When and what; None for `CheckpointConfig()`.

    Raises:
        ValueError: `prefix` is no str or function, or has a '/'.
        TypeError: `directory` or `config` is of another type.
    """

    def __init__(
        self,
        prefix: str | Callable[[Any], str] = "CKP",
        directory: str | Callable[[Any], str] | None = None,
        config: CheckpointConfig | None = None,
    ) -> None:
        super().__init__()
        if config is not None and not isinstance(config, CheckpointConfig):
            raise TypeError(f"For 'ModelCheckpoint', 'config' must be a CheckpointConfig, but got {_kind(config)}.")
        self._config = config or CheckpointConfig()
        self._prefix_of, self._directory_of = prefix, directory
        self._prefix = "" if callable(prefix) else self._checked(prefix)
        self._directory = os.getcwd()
        if directory is not None and not callable(directory):
            self._directory = _folder("ModelCheckpoint", directory)
        if not callable(prefix) and not callable(directory):
            self._prefix = _unused(self._directory, prefix)
        self._append = dict(self._config.append_dict or {})
        self._start = {name: self._append.get(name, 0) for name in _COUNTERS}
        self._last_step = 0
        self._last_time = self._last_kept = time.time()
        self._latest = ""

    @staticmethod
    def _checked(prefix: Any) -> str:
        if not isinstance(prefix, str) or "/" in prefix:
            raise ValueError(f"For 'ModelCheckpoint', 'prefix' must be a str without '/', but got {_kind(prefix)}.")
        return prefix

    @property
    def latest_ckpt_file_name(self) -> str:
        """The file that was written last."""
        return self._latest

    def step_end(self, run_context: RunContext) -> None:
        """Save, if it is time."""
        params = run_context.original_args()
        if callable(self._prefix_of):
            self._prefix = self._checked(self._prefix_of(params))
        if callable(self._directory_of):
            self._directory = _folder("ModelCheckpoint", self._directory_of(params))
        if params.cur_step_num != self._last_step and self._due(params.cur_step_num):
            self._save(params)

    def end(self, run_context: RunContext) -> None:
        """Save the last step, and wait for what is being written."""
        params = run_context.original_args()
        if params.cur_step_num != self._last_step:
            self._save(params)
        wait()

    def _due(self, step: int) -> bool:
        config = self._config
        if config.save_checkpoint_steps:
            return bool(step >= self._last_step + config.save_checkpoint_steps)
        if config.save_checkpoint_seconds and time.time() - self._last_time > config.save_checkpoint_seconds:
            self._last_time = time.time()
            return True
        return False

    def _save(self, params: Any) -> None:
        config = self._config
        if not config.save_checkpoint_steps and not config.save_checkpoint_seconds:
            return
        wait()
        step = (params.cur_step_num - 1) % params.batch_num + 1
        name = self._prefix if callable(self._prefix_of) else f"{self._prefix}-{params.cur_epoch_num}_{step}"
        outdated = self._outdated()
        self._last_step, self._last_kept = params.cur_step_num, time.time()
        now = {"epoch_num": params.cur_epoch_num, "step_num": params.cur_step_num}
        self._append.update({key: self._start[key] + now[key] for key in _COUNTERS if key in self._append})
        network = params.train_network if config.saved_network is None else config.saved_network
        path = os.path.join(self._directory, f"{name}.{config.format}")
        own = own_names(network) if config.remove_redundancy else None
        save_checkpoint(
            network, path, config.integrated_save, config.async_save, self._append, config.enc_key, config.enc_mode,
            None if own is None else own.__contains__, config.crc_check, config.format,
            remove_redundancy=config.remove_redundancy,
        )  # fmt: skip
        for file in outdated:
            if file != path:
                _remove(file)
        self._latest = path

    def _outdated(self) -> list[str]:
        """The files that the one to come makes too many."""
        pattern = re.compile(rf"{re.escape(self._prefix)}-[^A-Za-z]*\.{self._config.format}")
        paths = [os.path.join(self._directory, name) for name in os.listdir(self._directory) if pattern.fullmatch(name)]
        paths.sort(key=_changed)
        most, minutes = self._config.keep_checkpoint_max, self._config.keep_checkpoint_per_n_minutes
        if most:
            return paths[:1] if len(paths) >= most else []
        now = time.time()
        if not minutes or now - self._last_kept >= minutes * 60:
            return []
        return [path for path in paths if now - _changed(path) < minutes * 60][1:]


class BackupAndRestore(Callback):
    """Saves all that trains after epochs, and goes on from there where the training was cut off.

    Args:
        backup_dir: The folder of ``backup.ckpt``.
        save_freq: "epoch", or after how many epochs.
        delete_checkpoint: Whether to remove the file after the training.

    Raises:
        TypeError: An argument is of another type.
        ValueError: `save_freq` is not positive.
    """

    def __init__(self, backup_dir: str, save_freq: str | int = "epoch", delete_checkpoint: bool = True) -> None:
        super().__init__()
        self.backup_file = os.path.join(_folder("BackupAndRestore", backup_dir), "backup.ckpt")
        self.save_freq = 1 if save_freq == "epoch" else _count("BackupAndRestore", "save_freq", save_freq)
        if not self.save_freq:
            raise ValueError("For 'BackupAndRestore', 'save_freq' must be positive, but got 0.")
        self.delete_checkpoint = _bool("BackupAndRestore", "delete_checkpoint", delete_checkpoint)

    def on_train_begin(self, run_context: RunContext) -> None:
        """Load the backup, if there is one."""
        if os.path.exists(self.backup_file):
            load_checkpoint(self.backup_file, net=run_context.original_args().train_network)

    def on_train_epoch_end(self, run_context: RunContext) -> None:
        """Save."""
        params = run_context.original_args()
        if params.cur_epoch_num % self.save_freq == 0:
            save_checkpoint(params.train_network, self.backup_file)

    def on_train_end(self, run_context: RunContext) -> None:
        """Remove the backup."""
        if self.delete_checkpoint:
            _remove(self.backup_file)


class OnRequestExit(Callback):
    """Ends training or evaluation after a step, with a checkpoint, where a signal or a file asks for it.

    Args:
        save_ckpt: Whether to save a checkpoint, from which the next run goes on.
        save_mindir: MindSpore's exported graph; msshim writes none.
        file_name: What the file's name begins with: ``<file_name>_train.ckpt`` and ``<file_name>_eval.ckpt``.
        directory: The folder, in which ``rank_0`` is made.
        config_file: A JSON file; ``{"GracefulExit": 1}`` asks for the end.
        sig: The signal.

    Raises:
        TypeError: `directory` is no str.
        ValueError: Another argument is of another type, or the signal can not be caught.
    """

    def __init__(
        self,
        save_ckpt: bool = True,
        save_mindir: bool = True,
        file_name: str = "Net",
        directory: str = "./",
        config_file: str | None = None,
        sig: int = signal.SIGTERM,
    ) -> None:
        super().__init__()
        self.save_ckpt = _bool("OnRequestExit", "save_ckpt", save_ckpt, ValueError)
        self.save_mindir = _bool("OnRequestExit", "save_mindir", save_mindir, ValueError)
        if not isinstance(sig, int) or sig == getattr(signal, "SIGKILL", None):
            raise ValueError(f"For 'OnRequestExit', 'sig' must be a signal that can be caught, but got {_kind(sig)}.")
        if not isinstance(directory, str):
            raise TypeError(f"For 'OnRequestExit', 'directory' must be a str, but got {_kind(directory)}.")
        self.sig, self.exit, self.config_file = sig, False, config_file
        folder = _folder("OnRequestExit", os.path.join(directory, "rank_0"))
        self.train_name = os.path.join(folder, f"{file_name}_train")
        self.eval_name = os.path.join(folder, f"{file_name}_eval")

    def _listen(self, network: Cell, *names: str) -> None:
        signal.signal(self.sig, self._asked)
        for name in names:
            if self.save_ckpt and os.path.isfile(f"{name}.ckpt"):
                load_checkpoint(f"{name}.ckpt", net=network)
                return

    def _asked(self, signum: int, frame: Any) -> None:
        self.exit = True

    def _stop(self, run_context: RunContext) -> None:
        if self.config_file is not None and os.path.exists(self.config_file):
            with open(self.config_file, encoding="utf-8") as file:
                self.exit = self.exit or json.load(file).get("GracefulExit") == 1
        if self.exit:
            run_context.request_stop()

    def on_train_begin(self, run_context: RunContext) -> None:
        """Listen, and go on from the checkpoint of an earlier run."""
        self._listen(run_context.original_args().train_network, self.train_name)

    def on_train_step_end(self, run_context: RunContext) -> None:
        """Stop, if asked."""
        self._stop(run_context)

    def on_train_end(self, run_context: RunContext) -> None:
        """Save, if asked to stop."""
        if self.exit and self.save_ckpt:
            save_checkpoint(run_context.original_args().train_network, self.train_name)

    def on_eval_begin(self, run_context: RunContext) -> None:
        """Listen, and take the values of an earlier run."""
        self._listen(run_context.original_args().eval_network, self.eval_name, self.train_name)

    def on_eval_step_end(self, run_context: RunContext) -> None:
        """Stop, if asked."""
        self._stop(run_context)

    def on_eval_end(self, run_context: RunContext) -> None:
        """Save, if asked to stop."""
        if self.exit and self.save_ckpt:
            save_checkpoint(run_context.original_args().eval_network, self.eval_name)
