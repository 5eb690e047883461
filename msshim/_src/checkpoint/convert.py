"""Checkpoints from one format to another: MindSpore's ``.ckpt``, ``.safetensors`` and torch's ``.pt``.

`ckpt_to_safetensors` and `safetensors_to_ckpt` are MindSpore's own; source: mindspore.train.serialization of 2.10.
"""

from __future__ import annotations

import os
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any

import torch

from msshim._src.checkpoint import ckpt, tensors
from msshim._src.checkpoint.files import whole
from msshim._src.checkpoint.kinds import irregular, kind_of
from msshim._src.checkpoint.load import load_checkpoint
from msshim._src.checkpoint.save import save_checkpoint

Data = dict[str, torch.Tensor | str]
SUFFIXES = (".ckpt", ".safetensors", ".pt", ".pth")
_LARGE, _TIMES = 1 << 28, 100  # bytes, and how many times a file's own size its tensors may be above that
_LONGEST_NAME = 1024
_GLOBAL = re.compile(r"\bGLOBAL ([\w.]+)")
_OWN_KINDS = {".ckpt": "", ".safetensors": "a safetensors", ".pt": "a torch", ".pth": "a torch"}
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
        FormatError: The file is damaged (a checksum that it has is compared), encrypted, or holds anything else.
    """
    form = suffix(path)
    try:
        odd = irregular(path)
        if odd:
            raise FormatError(f"{path} can not be read: it is {odd}")
        if form == ".safetensors":
            return {**tensors.read(path, lambda name: True, check=True)}
        if form == ".ckpt":
            with open(path, "rb") as opened:
                return {name: ckpt.read(opened, entry) for name, entry in ckpt.index(opened, crc_check=True).items()}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = torch.load(path, map_location="cpu", weights_only=True, mmap=_stored(path))
    except FormatError:
        raise
    except OSError as error:
        raise FormatError(f"{path} can not be read: {error.strerror or error}") from error
    except Exception as error:  # torch, protobuf and safetensors have a dozen classes for a damaged file
        raise FormatError(f"{path} can not be read: {_reason(path, form, error)}") from error
    return _state(path, found)


def _stored(path: str) -> bool:
    """Whether a file is an archive whose records can be mapped: torch takes compressed bytes for numbers, then."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return all(record.compress_type == zipfile.ZIP_STORED for record in archive.infolist())


def _reason(path: str, form: str, error: Exception) -> str:
    """Why a file can not be read, in one line."""
    kind = kind_of(path, _OWN_KINDS[form])
    code = _GLOBAL.search(str(error)) if form in (".pt", ".pth") else None
    if code:
        return (
            f"it holds more than tensors, numbers and texts by name ({code[1]}), and msshim runs no code of a file; "
            "save a state_dict alone"
        )
    return f"it is {kind}" if kind else f"is it damaged? {_line(error)}"


def _line(error: Exception) -> str:
    """The first line of an error, without a terminal's colours."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", str(error)).rpartition("WeightsUnpickler error:")[2].strip()
    return text.splitlines()[0] if text else repr(error)


def _state(path: str, found: Any) -> Data:
    """The values of a state_dict; numbers as 0-d tensors.

    torch's trainers put it below ``state_dict``, ``model`` … with the optimizer's state beside; that must be chosen.
    """
    if not isinstance(found, Mapping):
        raise FormatError(f"{path} must hold a state_dict, tensors by name, but it holds a {type(found).__name__}")
    data: Data = {}
    for name, value in found.items():
        if isinstance(value, (bool, float)) or (isinstance(value, int) and -(1 << 63) <= value < 1 << 63):
            value = torch.tensor(value)
        if not isinstance(name, str) or not isinstance(value, (torch.Tensor, str)):
            kind = "number of more than 64 bits" if isinstance(value, int) else type(value).__name__
            raise FormatError(
                f"{path} must hold a state_dict, tensors by name, but {name!r} is a {kind}; save that alone"
            )
        if any("\ud800" <= letter <= "\udfff" for letter in name):
            raise FormatError(f"{path}: the name {name!r} is not Unicode text, which names in a file must be")
        data[name] = value if isinstance(value, str) else _plain(path, name, value)
    _check_size(path, data)
    return data


def _plain(path: str, name: str, value: torch.Tensor) -> torch.Tensor:
    """A tensor that is nothing but its numbers."""
    if value.layout is not torch.strided or value.is_nested:
        raise FormatError(
            f"{path}: {name!r} is sparse or nested, and checkpoints hold dense tensors; save its to_dense()"
        )
    if value.is_quantized:
        raise FormatError(f"{path}: {name!r} is quantized, and checkpoints hold plain numbers; save its dequantize()")
    if value.is_meta:
        raise FormatError(f"{path}: {name!r} is on the device 'meta': it has a shape, but no numbers")
    return value.detach().resolve_conj().resolve_neg()


def _check_size(path: str, data: Data) -> None:
    """Refuse a small file whose tensors fill the disk: expanded over one number, or the same one many times."""
    total = sum(value.nbytes for value in data.values() if isinstance(value, torch.Tensor))
    if total > _LARGE and total > _TIMES * os.path.getsize(path):
        most = max((value.nbytes, name) for name, value in data.items() if isinstance(value, torch.Tensor))[1]
        raise FormatError(
            f"{path} has {os.path.getsize(path):,} bytes, but its tensors, written out, have {total:,}, most of them "
            f"{most!r}: they are expanded or repeated; save what they are expanded from"
        )


def _check_values(path: str, form: str, data: Data) -> None:
    """What no file, or none of this format, can hold."""
    if not data:
        raise FormatError(f"{path} is not written: there is no tensor and no text to write")
    for name, value in data.items():
        if isinstance(value, str):
            if form == ".safetensors":
                raise FormatError(f"{path}: a safetensors file holds tensors only, but {name!r} is a str")
        elif form == ".ckpt":
            if value.is_complex() or not value.numel():
                raise FormatError(
                    f"{path}: MindSpore reads no complex or empty tensor from a .ckpt, and {name!r} is one"
                )
            if not ckpt.holds(value.dtype):
                kind = str(value.dtype).removeprefix("torch.")
                raise FormatError(f"{path}: MindSpore reads no {kind} from a .ckpt, and {name!r} is one")
        if form == ".ckpt" and len(name) > _LONGEST_NAME:
            raise FormatError(
                f"{path}: MindSpore reads names of at most {_LONGEST_NAME} characters from a .ckpt, but "
                f"{name[:40]!r}... has {len(name)}"
            )


def write(path: str, data: Data, each: Callable[[Iterable[str]], Iterable[str]] = iter) -> None:
    """Write a file whole, or leave what was there; `each` goes through the names as they are written.

    Raises:
        FormatError: There are no values, or the format has no such value.
    """
    form = suffix(path)
    _check_values(path, form, data)
    try:
        with whole(path) as file:
            if form == ".ckpt":
                writer = ckpt.Writer(file)
                for name in each(data):
                    writer.add(name, data[name])
                writer.close()
            elif form == ".safetensors":
                tensors.write(file, {name: data[name] for name in each(data)})  # type: ignore[misc]
            else:
                torch.save({name: data[name] for name in each(data)}, file)
    except OSError as error:
        raise FormatError(f"{path} can not be written: {error.strerror or error}") from error
    except (TypeError, KeyError, ValueError, RuntimeError) as error:
        raise FormatError(f"{path} can not be written: {_line(error)}") from error


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
