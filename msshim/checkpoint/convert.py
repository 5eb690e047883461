"""Checkpoints from one format to another: MindSpore's ``.ckpt``, ``.safetensors`` and torch's ``.pt``.

`ckpt_to_safetensors` and `safetensors_to_ckpt` are MindSpore's own; source: mindspore.train.serialization of 2.10.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any

import safetensors
import torch

from msshim.checkpoint import ckpt, tensors
from msshim.checkpoint.files import whole
from msshim.checkpoint.load import load_checkpoint
from msshim.checkpoint.save import save_checkpoint

Data = dict[str, torch.Tensor | str]
SUFFIXES = (".ckpt", ".safetensors", ".pt", ".pth")
_TORCH_NAMES = {
    "gamma": "weight",
    "beta": "bias",
    "moving_mean": "running_mean",
    "moving_variance": "running_var",
    "embedding_table": "weight",
}


class FormatError(ValueError):
    """A file that can not be read or written, with the reason."""


def suffix(path: str) -> str:
    """The suffix that says the format of a file.

    Raises:
        FormatError: It is none that is known.
    """
    found = os.path.splitext(path)[1]
    if found not in SUFFIXES:
        raise FormatError(f"{path}: a checkpoint's name must end with one of {', '.join(SUFFIXES)}, but not {found!r}")
    return found


def read(path: str) -> Data:
    """The tensors and texts of a file, by name; a mapped file's stay on the disk until they are used.

    Raises:
        FormatError: The file is damaged, encrypted, or holds anything else.
    """
    kind = suffix(path)
    try:
        if kind == ".safetensors":
            with safetensors.safe_open(path, framework="pt") as file:
                return {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 it is no dict
        if kind == ".ckpt":
            with open(path, "rb") as opened:
                return {name: ckpt.read(opened, entry) for name, entry in ckpt.index(opened).items()}
        found = torch.load(path, map_location="cpu", weights_only=True, mmap=zipfile.is_zipfile(path))
    except OSError as error:
        raise FormatError(f"{path} can not be read: {error.strerror or error}") from error
    except Exception as error:  # torch, protobuf and safetensors have a dozen classes for a damaged file
        raise FormatError(f"{path} can not be read: {str(error).splitlines()[0] if str(error) else error!r}") from error
    return _state(path, found)


def _state(path: str, found: Any) -> Data:
    """The values of a state_dict; numbers as 0-d tensors.

    torch's trainers put it below ``state_dict``, ``model`` … with the optimizer's state beside; that must be chosen.
    """
    if not isinstance(found, Mapping):
        raise FormatError(f"{path} must hold a state_dict, tensors by name, but it holds a {type(found).__name__}")
    data: Data = {}
    for name, value in found.items():
        if isinstance(value, (bool, int, float)):
            value = torch.tensor(value)
        if not isinstance(name, str) or not isinstance(value, (torch.Tensor, str)):
            kind = type(value).__name__
            raise FormatError(
                f"{path} must hold a state_dict, tensors by name, but {name!r} is a {kind}; save that alone"
            )
        data[name] = value.detach() if isinstance(value, torch.Tensor) else value
    return data


def write(path: str, data: Data, each: Callable[[Iterable[str]], Iterable[str]] = iter) -> None:
    """Write a file whole, or leave what was there; `each` goes through the names as they are written.

    Raises:
        FormatError: The format has no such value.
    """
    kind = suffix(path)
    texts = [name for name, value in data.items() if isinstance(value, str)]
    if kind == ".safetensors" and texts:
        raise FormatError(f"{path}: a safetensors file holds tensors only, but {texts[0]!r} is a str")
    for name, value in data.items() if kind == ".ckpt" else ():
        if isinstance(value, torch.Tensor) and (value.is_complex() or not value.numel()):
            raise FormatError(f"{path}: MindSpore reads no complex or empty tensor from a .ckpt, and {name!r} is one")
    try:
        with whole(path) as file:
            if kind == ".ckpt":
                writer = ckpt.Writer(file)
                for name in each(data):
                    writer.add(name, data[name])
                writer.close()
            elif kind == ".safetensors":
                tensors.write(file.name, {name: data[name] for name in each(data)})  # type: ignore[misc]
            else:
                torch.save({name: data[name] for name in each(data)}, file)
    except OSError as error:
        raise FormatError(f"{path} can not be written: {error.strerror or error}") from error
    except (TypeError, KeyError) as error:
        raise FormatError(f"{path} can not be written: {error}") from error


def torch_names(data: Data, conv1d: Iterable[str] = ()) -> Data:
    """The values under the names of torch's plain modules.

    Args:
        data: Values by MindSpore's names.
        conv1d: Patterns (``*`` and ``?``) of the names of weights of Conv1d and Conv1dTranspose. MindSpore keeps those
            with shape (out, in, 1, k); in a file they look like weights of a Conv2d.

    Raises:
        FormatError: Two names become one, or a weight that `conv1d` names has another shape.
    """
    patterns = tuple(conv1d)
    found: Data = {}
    for name, value in data.items():
        owner, dot, last = name.rpartition(".")
        new = f"{owner}{dot}{_TORCH_NAMES.get(last, last)}"
        if any(fnmatchcase(name, pattern) for pattern in patterns):
            if isinstance(value, str) or value.ndim != 4 or value.shape[2] != 1:
                shape = "a str" if isinstance(value, str) else tuple(value.shape)
                raise FormatError(f"{name}: a Conv1d's weight must have the shape (out, in, 1, k), but it is {shape}")
            value = value.squeeze(2)
        if new in found:
            raise FormatError(f"{name} becomes {new}, which is there already; convert the parts of it one by one")
        found[new] = value
    return found


def ckpt_to_safetensors(
    file_path: str,
    save_path: str | None = None,
    name_map: dict[str, str] | None = None,
    file_name_regex: str | None = None,
    processes_num: int = 1,
) -> None:
    """Write ``.ckpt`` files as ``.safetensors``.

    Args:
        file_path: A file, or a folder with folders ``rank…`` of files.
        save_path: The folder to write to; None for the place of each file.
        name_map: New names of parameters.
        file_name_regex: Which files: those in whose name it is found.
        processes_num: No effect here: one file is written after the other.

    Raises:
        ValueError: A path is not there, no folder, or of another format.
    """
    _convert(file_path, save_path, name_map, file_name_regex, "ckpt", "safetensors")


def safetensors_to_ckpt(
    file_path: str,
    save_path: str | None = None,
    name_map: dict[str, str] | None = None,
    file_name_regex: str | None = None,
    processes_num: int = 1,
) -> None:
    """Write ``.safetensors`` files as ``.ckpt``; all as in `ckpt_to_safetensors`."""
    _convert(file_path, save_path, name_map, file_name_regex, "safetensors", "ckpt")


def _convert(path: str, target: str | None, names: Any, regex: str | None, old: str, new: str) -> None:
    who = f"For '{old}_to_{new}', "
    if not os.path.exists(path):
        raise ValueError(f"{who}the 'file_path' must be a file or folder, but got {path!r}.")
    if target and os.path.splitext(target)[1]:
        raise ValueError(f"{who}the 'save_path' must be a folder, but got {target!r}.")
    if names is not None and not isinstance(names, dict):
        raise ValueError(f"{who}the 'name_map' must be a dict, but got {type(names).__name__}.")
    if os.path.isdir(path):
        files = _ranks(path, who)
        chosen = [file for file in files if file.endswith(f".{old}") and re.search(regex or "", os.path.basename(file))]
    else:
        if not path.endswith(f".{old}"):
            raise ValueError(f"{who}the 'file_path' must be a .{old} file, but got {path!r}.")
        if not re.search(regex or "", path):
            raise ValueError(f"{who}the 'file_name_regex' {regex!r} must be found in {path!r}.")
        chosen = [path]
    for file in chosen:
        inside = os.path.relpath(os.path.dirname(file), path) if os.path.isdir(path) else "."
        folder = os.path.join(target, inside) if target else os.path.dirname(file)
        os.makedirs(folder or ".", exist_ok=True)
        values = {(names or {}).get(name, name): value for name, value in load_checkpoint(file, format=old).items()}
        save_checkpoint(values, os.path.join(folder, os.path.basename(file).replace(f".{old}", f".{new}")), format=new)


def _ranks(path: str, who: str) -> list[str]:
    """The files of the folders ``rank…`` in a folder."""
    ranks = sorted(entry.path for entry in os.scandir(path) if entry.is_dir() and entry.name.startswith("rank"))
    if not ranks:
        raise ValueError(f"{who}the folder {path!r} must have folders whose names begin with 'rank', but has none.")
    return [os.path.join(folder, name) for folder in ranks for name in sorted(os.listdir(folder))]
