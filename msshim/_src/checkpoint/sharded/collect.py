"""Which file of a rank's folder is meant, of those that a training has left there."""

from __future__ import annotations

import logging
import os
import re
from glob import glob
from typing import Any

_logger = logging.getLogger("msshim")
_ENDS = ((r"_?\d+-\d+_\d+", "_"), (r"-?\d+_\d+", "-"), (r"_?\d+", "_"))
"""What a suffix may be, and how the names of files that have it begin it: a task, its epoch and step; these; a step."""


def rank_folders(folder: str) -> dict[int, str]:
    """The folders `rank_0`, `rank_1` ... of a folder."""
    found: dict[int, str] = {}
    for path in sorted(glob(os.path.join(glob_escaped(folder), "rank_[0-9]*"))):
        number = path.rpartition("rank_")[2]
        if os.path.isdir(path) and number.isdigit():
            found[int(number)] = path
        else:
            _logger.warning("%s is no folder of a rank, such as rank_0.", path)
    return found


def glob_escaped(folder: str) -> str:
    """A folder as a pattern that means it alone."""
    return re.sub(r"([*?[])", r"[\1]", folder)


def last(folder: str, form: str) -> str | None:
    """The last file of a format by name; None where there is none."""
    return max(
        (path for path in glob(os.path.join(glob_escaped(folder), f"*.{form}")) if os.path.isfile(path)), default=None
    )


def files(who: str, folder: Any, form: str, suffix: str | None = None) -> dict[int, str]:
    """One file of each rank: the newest by the last two numbers of its name; or a whole one as that of rank 0.

    Args:
        who: The function, for errors.
        folder: The folder of the ranks' folders, or one .safetensors file.
        form: "ckpt" or "safetensors".
        suffix: How the names end, without the format.

    Raises:
        TypeError: `folder` is no str.
        ValueError: No file has the suffix, or several have it alike.
    """
    if not isinstance(folder, str):
        raise TypeError(f"For '{who}', the folder of checkpoints must be a str, but got {type(folder).__name__}.")
    if os.path.isfile(folder) and form == "safetensors" and folder.endswith(form):
        return {0: folder}
    found: dict[int, str] = {}
    for rank, path in rank_folders(folder).items():
        names = sorted(glob(os.path.join(glob_escaped(path), f"*{suffix or ''}.{form}")))
        if not names and suffix is not None:
            raise ValueError(
                f"For '{who}', each rank must have a file that ends in '{suffix}.{form}', but {path} has none."
            )
        if len(names) > 1:
            found[rank] = _newest(names) if suffix is None else _of_suffix(who, names, suffix, form)
            if suffix is not None:
                _logger.warning("Of %s, which end in %r, %s was taken.", names, suffix, found[rank])
        elif names:
            found[rank] = names[0]
    return found


def _newest(names: list[str]) -> str:
    return sorted(names, key=lambda name: [int(number) for number in re.findall(r"\d+", name)][-2:])[-1]


def _of_suffix(who: str, names: list[str], suffix: str, form: str) -> str:
    """The one file whose name has a suffix as MindSpore writes it, the shortest name of several."""
    start = next((start for pattern, start in _ENDS if re.fullmatch(pattern, suffix)), None)
    if start is None:
        raise ValueError(f"For '{who}', the 'file_suffix' must tell {names} apart, but got {suffix!r}.")
    ending = suffix if suffix.startswith(start) else start + suffix
    task = re.fullmatch(_ENDS[0][0], suffix) is not None
    fit = [
        name
        for name in names
        if name.endswith(f"{ending}.{form}") and not (task and name.endswith(f"rank{ending}.{form}"))
    ]
    shortest = min((len(os.path.basename(name)) for name in fit), default=0)
    fit = [name for name in fit if len(os.path.basename(name)) == shortest]
    if len(fit) != 1:
        raise ValueError(f"For '{who}', the 'file_suffix' {suffix!r} must mean one of {names}, but means {len(fit)}.")
    return fit[0]
