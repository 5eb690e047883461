"""`load_checkpoint` and `load_param_into_net`. Source: the functions of these names in mindspore 2.10."""

from __future__ import annotations

import io
import logging
import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import IO, Any

import torch
from google.protobuf.message import DecodeError

from msshim._src.cell.cell import Cell
from msshim._src.cell.parameter import Parameter
from msshim._src.checkpoint import ckpt, deduplicated, tensors
from msshim._src.checkpoint.kinds import irregular, kind_of
from msshim._src.tensor import dtype as mstype

_WHO = "For 'load_checkpoint', "
_INTO = "For 'load_param_into_net', "
_logger = logging.getLogger("msshim")
Choice = Callable[[str], bool]


def _kind(value: Any) -> str:
    return f"{value!r} of type {type(value).__name__}"


def _source(name: Any, form: Any) -> str | bytes:
    """The real path of a file, or the bytes that a BytesIO holds."""
    if form not in ("ckpt", "safetensors"):
        raise ValueError(f"{_WHO}'format' must be 'ckpt' or 'safetensors', but got {form!r}.")
    if isinstance(name, io.BytesIO):
        if form == "ckpt":
            raise TypeError(f"{_WHO}'ckpt_file_name' must be a str where 'format' is 'ckpt', but got a BytesIO.")
        return name.getvalue()
    if not isinstance(name, str):
        raise TypeError(f"{_WHO}'ckpt_file_name' must be a str or BytesIO, but got {_kind(name)}.")
    if not name.endswith(form):
        kind = kind_of(name)
        what = f" It is {kind}." if kind else ""
        raise ValueError(f"{_WHO}'ckpt_file_name' must end with 'format', {form!r}, but got {name!r}.{what}")
    path = os.path.realpath(name)
    if not os.path.exists(path):
        raise ValueError(f"{_WHO}the file {path} does not exist.")
    odd = irregular(path)
    if odd:
        raise ValueError(f"{_WHO}'ckpt_file_name' must be a file, but {path} is {odd}.")
    return path


def _unreadable(source: str | bytes, error: Exception, own: str, hint: str = "") -> ValueError:
    """An error that says which file can not be read, and why: what it is in place of a checkpoint, if that is seen."""
    name = source if isinstance(source, str) else "'ckpt_file_name', a BytesIO,"
    kind = kind_of(source, own)
    why = f"it is {kind}." if kind else f"{error}.{hint}"
    return ValueError(f"{_WHO}{name} can not be read: {why}")


def _prefixes(name: str, value: Any) -> tuple[str, ...] | None:
    if value is None:
        return None
    if not isinstance(value, (str, list, tuple)):
        raise TypeError(f"{_WHO}'{name}' must be a str, list or tuple, but got {_kind(value)}.")
    prefixes = (value,) if isinstance(value, str) else tuple(value)
    for item in prefixes:
        if not isinstance(item, str):
            raise TypeError(f"{_WHO}'{name}' must hold strings, but got {_kind(item)}.")
    if not prefixes or "" in prefixes:
        raise ValueError(f"{_WHO}'{name}' must be no empty list and hold no '', but got {value!r}.")
    return prefixes


def _wanted(specify: tuple[str, ...] | None, exclude: tuple[str, ...] | None, choice: Choice | None) -> Choice:
    if specify is None and exclude is None:
        return choice or (lambda name: True)
    return lambda name: (not specify or name.startswith(specify)) and not (exclude and name.startswith(exclude))


def _option(name: str, value: Any, *types: Any) -> None:
    if not isinstance(value, types):
        names = " or ".join(item.__name__ for item in types)
        raise ValueError(f"{_WHO}'{name}' must be {names}, but got {_kind(value)}.")


def _opened(path: str, key: bytes | None, mode: str) -> IO[bytes]:
    if key is None:
        return open(path, "rb")
    from msshim._src.checkpoint.encryption import decrypt

    with open(path, "rb") as file:
        plain = io.BytesIO()
        plain.writelines(decrypt(file, key, mode))
    return plain


def _read(path: str, key: bytes | None, mode: str, wanted: Choice, check: bool) -> dict[str, Any]:
    try:
        with _opened(path, key, mode) as file:
            entries = ckpt.index(file, check)
            return {name: ckpt.read(file, entry) for name, entry in entries.items() if wanted(name)}
    except (DecodeError, ValueError, OSError, MemoryError) as error:
        own = "an encrypted" if key else ""
        raise _unreadable(path, error, own, " Is it damaged, or encrypted with a 'dec_key'?") from error


def _read_tensors(source: str | bytes, wanted: Choice, check: bool) -> dict[str, Any]:
    try:
        return dict(tensors.read(source, wanted, check))
    except (ValueError, OSError, MemoryError) as error:
        raise _unreadable(source, error, "a safetensors") from error


def _parameter(data: torch.Tensor, name: str | None) -> Parameter:
    parameter = Parameter._over(torch.nn.Parameter(data, requires_grad=data.is_floating_point()), "", True)
    parameter.name = name  # type: ignore[assignment]
    return parameter


def load_checkpoint(
    ckpt_file_name: str | io.BytesIO,
    net: Cell | None = None,
    strict_load: bool = False,
    filter_prefix: str | list[str] | tuple[str, ...] | None = None,
    dec_key: bytes | None = None,
    dec_mode: str = "AES-GCM",
    specify_prefix: str | list[str] | tuple[str, ...] | None = None,
    choice_func: Choice | None = None,
    crc_check: bool = False,
    remove_redundancy: bool = False,
    format: str = "ckpt",
) -> dict[str, Any]:
    """The parameters (and texts) of a checkpoint by name, each read straight into its own memory.

    Args:
        ckpt_file_name: A ``.ckpt`` or ``.safetensors`` file, written by MindSpore or by msshim; or a BytesIO that holds
            the whole of a safetensors file.
        net: A cell that takes the values, by `load_param_into_net`.
        strict_load: For that.
        filter_prefix: Leave out names that begin so.
        dec_key: The key of an encrypted file.
        dec_mode: "AES-GCM", "AES-CBC" or "SM4-CBC".
        specify_prefix: Take only names that begin so.
        choice_func: Which names to take; without `filter_prefix` and `specify_prefix` only.
        crc_check: Compare the CRC32, if the file has one.
        remove_redundancy: Whether each process has loaded some of the parameters, and `net` gets those of all; a
            safetensors file that says so itself decides. All processes call it.
        format: "ckpt" or "safetensors".

    Raises:
        TypeError: `ckpt_file_name` or a prefix is of another type.
        ValueError: The file does not exist or is damaged, nothing is left to load, or an option has a wrong value.
    """
    wanted = _wanted(
        _prefixes("specify_prefix", specify_prefix), _prefixes("filter_prefix", filter_prefix), choice_func
    )
    _option("dec_key", dec_key, bytes, type(None))
    _option("dec_mode", dec_mode, str)
    _option("crc_check", crc_check, bool)
    _option("remove_redundancy", remove_redundancy, bool)
    if format == "safetensors" and (dec_key is not None or dec_mode != "AES-GCM"):
        raise ValueError(f"{_WHO}'dec_key' and 'dec_mode' can not be set when 'format' is 'safetensors'.")
    source = _source(ckpt_file_name, format)
    if isinstance(source, str) and format == "ckpt":
        loaded = _read(source, dec_key, dec_mode, wanted, crc_check)
    else:
        loaded = _read_tensors(source, choice_func or (lambda name: True), crc_check)
    if not loaded:
        name = source if isinstance(source, str) else "the BytesIO"
        raise ValueError(
            f"{_WHO}{name} has no parameter that is wanted; see 'choice_func', 'filter_prefix' and 'specify_prefix'."
        )
    named = format == "ckpt"  # MindSpore names no parameter of a safetensors file
    parameters = {
        name: data if isinstance(data, str) else _parameter(data, name if named else None)
        for name, data in loaded.items()
    }
    if net is not None:
        said = tensors.index(source)[1].get("remove_redundancy") if isinstance(source, str) and not named else None
        load_param_into_net(net, parameters, strict_load, remove_redundancy if said is None else said == "True")
    return parameters


class _Loading:
    """What `load_checkpoint_async` returns: `result()` waits for the parameters."""

    def __init__(self, future: Future[dict[str, Any]]) -> None:
        self._future = future

    def result(self) -> dict[str, Any]:
        """What `load_checkpoint` returns."""
        return self._future.result()


def load_checkpoint_async(
    ckpt_file_name: str,
    net: Cell | None = None,
    strict_load: bool = False,
    filter_prefix: str | list[str] | tuple[str, ...] | None = None,
    dec_key: bytes | None = None,
    dec_mode: str = "AES-GCM",
    specify_prefix: str | list[str] | tuple[str, ...] | None = None,
    choice_func: Choice | None = None,
) -> _Loading:
    """`load_checkpoint` in a thread; ``result()`` of what it returns waits for the parameters."""
    form = "safetensors" if str(ckpt_file_name).endswith(".safetensors") else "ckpt"
    with_options = (ckpt_file_name, net, strict_load, filter_prefix, dec_key, dec_mode, specify_prefix, choice_func)
    executor = ThreadPoolExecutor(1)
    future = executor.submit(load_checkpoint, *with_options, format=form)
    executor.shutdown(wait=False)
    return _Loading(future)


_FAMILIES = (
    {mstype.float16, mstype.float32, mstype.float64, mstype.bfloat16},
    {mstype.int8, mstype.int16, mstype.int32, mstype.int64},
)


def _fitting(parameter: Parameter, new: Any, strict: bool) -> torch.Tensor:
    """The new value in the shape and type of the parameter. Raises RuntimeError where it does not fit."""
    if not isinstance(new, Parameter):
        raise TypeError(f"{_INTO}'{parameter.name}' must be a Parameter, but got {_kind(new)}.")
    shape, data = tuple(parameter.shape), new._live
    if tuple(data.shape) != shape:
        if data.ndim <= len(shape) or tuple(data.shape) != shape + (1,) * (data.ndim - len(shape)):
            raise RuntimeError(
                f"{_INTO}'{parameter.name}' has the shape {shape} in 'net', but {tuple(data.shape)} in "
                f"'parameter_dict'."
            )
        data = data.reshape(shape)
    elif new.dtype != parameter.dtype:
        both = {new.dtype, parameter.dtype}
        if strict or not any(both <= family for family in _FAMILIES):
            raise RuntimeError(
                f"{_INTO}'{parameter.name}' has the type {parameter.dtype} in 'net', but {new.dtype} in "
                f"'parameter_dict'."
            )
    return data


def update(param: Parameter, new_param: Any, strict_load: bool) -> None:
    """Give a parameter the value of another, in its own type. Raises RuntimeError where it does not fit."""
    param._fill(_fitting(param, new_param, strict_load))


def _check(net: Any, parameter_dict: Any, strict_load: Any, remove_redundancy: Any) -> None:
    if not isinstance(net, Cell):
        raise TypeError(f"{_INTO}'net' must be a Cell, but got {_kind(net)}.")
    if not isinstance(parameter_dict, dict):
        raise TypeError(f"{_INTO}'parameter_dict' must be a dict, but got {_kind(parameter_dict)}.")
    for name, value in parameter_dict.items():
        if not isinstance(name, str) or not isinstance(value, (Parameter, str, list)):
            raise TypeError(f"{_INTO}'parameter_dict' must map str to Parameter, but got {name!r}: {_kind(value)}.")
    if not isinstance(strict_load, bool):
        raise TypeError(f"{_INTO}'strict_load' must be a bool, but got {_kind(strict_load)}.")
    if not isinstance(remove_redundancy, bool):
        raise ValueError(f"{_INTO}'remove_redundancy' must be a bool, but got {_kind(remove_redundancy)}.")
    if remove_redundancy:
        deduplicated.check_several()


def _prefix_of(missing: list[str], names: dict[str, Any]) -> str | None:
    """What stands before a missing parameter's name in the checkpoint, e.g. 'backbone.'."""
    for name in missing:
        for found in names:
            if found.endswith(name):
                return found[: -len(name)]
    return None


def load_param_into_net(
    net: Cell, parameter_dict: dict[str, Any], strict_load: bool = False, remove_redundancy: bool = False
) -> tuple[list[str], list[str]]:
    """Give a cell's parameters the values of a checkpoint: all that fit, or none if one does not.

    Args:
        net: The cell.
        parameter_dict: What `load_checkpoint` returned.
        strict_load: Neither cast a type (float32 to float16, int64 to int32 ...) nor look for names with a prefix.
        remove_redundancy: Whether the checkpoint of each process has some of the parameters, and all get those of all.
            All processes call it.

    Returns:
        The names of the cell that the checkpoint lacks, and those of the checkpoint that the cell lacks.

    Raises:
        TypeError: An argument is of another type.
        RuntimeError: A shape or type does not fit; all that do not are named.
    """
    _check(net, parameter_dict, strict_load, remove_redundancy)
    own = {parameter.name: parameter for _, parameter in net.parameters_and_names()}
    pairs: dict[str, torch.Tensor] = {}
    misfits: list[str] = []

    def take(name: str, found: str) -> None:
        if not isinstance(parameter_dict[found], str):
            try:
                pairs[name] = _fitting(own[name], parameter_dict[found], strict_load)
            except RuntimeError as error:
                misfits.append(str(error).removeprefix(_INTO))

    for name in own:
        if name in parameter_dict:
            take(name, name)
    not_loaded = [name for name in parameter_dict if name not in pairs]
    missing = [name for name in own if name not in parameter_dict and not name.startswith("accu_grads")]
    while not strict_load and (prefix := _prefix_of(missing, parameter_dict)) is not None:
        for name in [name for name in missing if prefix + name in parameter_dict]:
            take(name, prefix + name)
            missing.remove(name)
        _logger.warning("%sthe prefix %r was removed from names of 'parameter_dict'.", _INTO, prefix)
    if misfits:
        count = f"{len(misfits)} parameters do not fit:\n" if len(misfits) > 1 else ""
        raise RuntimeError(f"{_INTO}{count}" + "\n".join(misfits))
    for name, data in pairs.items():
        own[name]._fill(data)
    if remove_redundancy:
        there = deduplicated.complete(own, pairs)
        missing = [name for name in missing if name not in there]
    if missing:
        _logger.warning("%s%d parameters of 'net' are not in 'parameter_dict': %s.", _INTO, len(missing), missing)
    return missing, not_loaded
