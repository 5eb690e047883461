"""`save_checkpoint`. Source: mindspore.save_checkpoint of 2.10."""

from __future__ import annotations

import atexit
import io
import os
import stat
import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import torch

from msshim._src.cell.cell import Cell
from msshim._src.cell.parameter import Parameter
from msshim._src.checkpoint import tensors
from msshim._src.checkpoint.ckpt import Writer
from msshim._src.checkpoint.files import whole
from msshim._src.tensor.generator import Generator
from msshim._src.tensor.tensor import Tensor

_WHO = "For 'save_checkpoint', "
_THREAD = "async_save_checkpoint"
Data = dict[str, "torch.Tensor | str"]
Choice = Callable[[str], bool]


def _kind(value: Any) -> str:
    return f"{value!r} of type {type(value).__name__}"


def _path(name: Any, form: Any) -> str:
    if form not in ("safetensors", "ckpt"):
        raise ValueError(f"{_WHO}'format' must be 'safetensors' or 'ckpt', but got {form!r}.")
    if not isinstance(name, str):
        raise TypeError(f"{_WHO}'ckpt_file_name' must be a str, but got {_kind(name)}.")
    path = os.path.realpath(name)
    if os.path.isdir(path):
        raise IsADirectoryError(f"{_WHO}'ckpt_file_name' must be a file name, but {path} is a directory.")
    if not os.path.isdir(os.path.dirname(path)):
        raise FileNotFoundError(f"{_WHO}'ckpt_file_name' must be in a folder that exists, but got {name!r}.")
    return path if path.endswith(form) else f"{path}.{form}"


def _listed(items: list[Any]) -> Iterator[tuple[str, Any]]:
    dicts = bool(items) and isinstance(items[0], dict)
    for item in items:
        if dicts:
            if not isinstance(item, dict) or "name" not in item or "data" not in item:
                raise TypeError(f"{_WHO}each dict of 'save_obj' must have 'name' and 'data', but got {item!r}.")
            if not isinstance(item["name"], str) or not isinstance(item["data"], Tensor):
                raise TypeError(f"{_WHO}'name' must be a str and 'data' a Tensor, but got {item!r}.")
            yield item["name"], item["data"]
        elif isinstance(item, Parameter):
            yield item.name, item
        else:
            raise TypeError(f"{_WHO}each item of 'save_obj' must be a Parameter, but got {_kind(item)}.")


def _mapped(items: dict[Any, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in items.items():
        if not isinstance(name, str):
            raise TypeError(f"{_WHO}each key of 'save_obj' must be a str, but got {_kind(name)}.")
        if not isinstance(value, (Tensor, str, np.ndarray)):
            raise TypeError(f"{_WHO}each value of 'save_obj' must be a Parameter or str, but got {_kind(value)}.")
        yield name, Tensor(value) if isinstance(value, np.ndarray) else value


def _named(save_obj: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(save_obj, Cell):
        return ((parameter.name, parameter) for _, parameter in save_obj.parameters_and_names())
    if isinstance(save_obj, list):
        return _listed(save_obj)
    if isinstance(save_obj, dict):
        return _mapped(save_obj)
    raise TypeError(f"{_WHO}'save_obj' must be a Cell, list or dict, but got {_kind(save_obj)}.")


def _appended(append_dict: Any) -> Iterator[tuple[str, Any]]:
    if append_dict is None:
        return
    if not isinstance(append_dict, dict):
        raise TypeError(f"{_WHO}'append_dict' must be a dict, but got {_kind(append_dict)}.")
    for name, value in append_dict.items():
        if not isinstance(name, str) or not isinstance(value, (int, float, str, Tensor, Generator)):
            raise TypeError(
                f"{_WHO}'append_dict' must map str to int, float, bool, str, Tensor or Generator, but got {name!r}: "
                f"{_kind(value)}."
            )
        if isinstance(value, Generator):
            yield name, value.get_state()
        else:
            yield name, value if isinstance(value, (str, Tensor)) else Tensor(value)


def _option(name: str, value: Any, *types: Any) -> None:
    if not isinstance(value, types):
        names = " or ".join(item.__name__ for item in types)
        raise ValueError(f"{_WHO}'{name}' must be {names}, but got {_kind(value)}.")


def _data(value: Any) -> torch.Tensor | str:
    return value if isinstance(value, str) else (value.init_data() if value.has_init else value)._live.detach()


def save_checkpoint(
    save_obj: Any,
    ckpt_file_name: str,
    integrated_save: bool = True,
    async_save: bool | str = False,
    append_dict: dict[str, Any] | None = None,
    enc_key: bytes | None = None,
    enc_mode: str = "AES-GCM",
    choice_func: Choice | None = None,
    crc_check: bool = False,
    format: str = "ckpt",
    **kwargs: Any,
) -> None:
    """Write parameters to a file that MindSpore reads, too. The file appears whole, or the former one stays.

    Args:
        save_obj: A Cell, a list of Parameters or of ``{"name": str, "data": Tensor}``, or a dict of Parameters.
        ckpt_file_name: The file; ``.ckpt`` (or ``.safetensors``) is added where it lacks.
        integrated_save: Kept for MindSpore's parallel modes; no effect here.
        async_save: Write in a thread, from a copy of the values. "thread" and "process" are the same here.
        append_dict: What to save beside: int, float, bool, str, Tensor or Generator by name.
        enc_key: A key of 16, 24 or 32 bytes to encrypt the file with.
        enc_mode: "AES-GCM", "AES-CBC" or "SM4-CBC" (16 bytes).
        choice_func: Which parameters to save, by name.
        crc_check: Keep a CRC32 in the file; without effect where the file is encrypted.
        format: "ckpt" or "safetensors".

    Raises:
        TypeError: `save_obj`, `ckpt_file_name`, `append_dict`, `integrated_save` or `async_save` is of another type.
        ValueError: An option has a value that MindSpore does not take.
        IsADirectoryError: `ckpt_file_name` is a directory.
    """
    path = _path(ckpt_file_name, format)
    named = _named(save_obj)
    if not isinstance(integrated_save, bool):
        raise TypeError(f"{_WHO}'integrated_save' must be a bool, but got {_kind(integrated_save)}.")
    if not isinstance(async_save, (bool, str)):
        raise TypeError(f"{_WHO}'async_save' must be a bool or str, but got {_kind(async_save)}.")
    if async_save not in (True, False, "thread", "process"):
        raise ValueError(f"{_WHO}'async_save' must be 'process' or 'thread', but got {async_save!r}.")
    appended = dict(_appended(append_dict))
    _option("enc_key", enc_key, bytes, type(None))
    _option("enc_mode", enc_mode, str)
    _option("crc_check", crc_check, bool)
    redundant = kwargs.get("remove_redundancy")
    _option("remove_redundancy", redundant, bool, type(None))
    if format == "safetensors" and (enc_key is not None or enc_mode != "AES-GCM"):
        raise ValueError(f"{_WHO}'enc_key' and 'enc_mode' can not be set when 'format' is 'safetensors'.")
    data = {name: _data(value) for name, value in named if choice_func is None or choice_func(name)}
    data |= {name: _data(value) for name, value in appended.items()}

    wait()
    if async_save:
        data = {name: value if isinstance(value, str) else value.clone() for name, value in data.items()}
        arguments = (path, data, format, enc_key, enc_mode, crc_check, redundant)
        threading.Thread(target=_write, args=arguments, name=_THREAD).start()
    else:
        _write(path, data, format, enc_key, enc_mode, crc_check, redundant)


def _write(
    path: str, data: Data, form: str, key: bytes | None, mode: str, crc_check: bool, redundant: bool | None
) -> None:
    with whole(path, stat.S_IRUSR) as file:
        if form == "safetensors":
            texts = [name for name, value in data.items() if isinstance(value, str)]
            if texts:
                raise ValueError(f"{_WHO}a safetensors file holds tensors only, but {texts[0]!r} is a str.")
            tensors.write(file, data, crc_check, redundant)  # type: ignore[arg-type]
        elif key is None:
            _write_values(file, data, crc_check)
        else:
            from msshim._src.checkpoint.encryption import BLOCK, encrypt

            plain = io.BytesIO()
            _write_values(plain, data, False)
            plain.seek(0)
            for block in encrypt(iter(lambda: plain.read(BLOCK), b""), key, mode):
                file.write(block)


def _write_values(file: Any, data: Data, crc_check: bool) -> None:
    writer = Writer(file, crc_check)
    for name, value in data.items():
        writer.add(name, value)
    writer.close()


def _writing() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == _THREAD]


def wait() -> None:
    """Wait for all that is being written."""
    for thread in _writing():
        thread.join()


def async_ckpt_thread_status() -> bool:
    """Whether a checkpoint is being written in the background."""
    return bool(_writing())


atexit.register(wait)
