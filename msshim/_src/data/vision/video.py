"""Videos: their arguments are checked as MindSpore's; reading one needs a library that msshim does not have yet."""

from __future__ import annotations

import os
from fractions import Fraction
from typing import Any

from msshim._src.data.transforms.checks import refuse, typed

_WHY = "Videos are not read by msshim: read them with the package av (pip install av), and give its frames on."


def decode(data: Any) -> Any:
    """The frames and the sound of a video's bytes."""
    raise ImportError(_WHY)


def read_video(
    filename: str, start_pts: float | Fraction = 0, end_pts: float | Fraction | None = None, pts_unit: str = "pts"
) -> Any:
    """The frames and the sound of a file.

    Raises:
        TypeError: An argument is of a wrong type.
        ValueError: There is no such file, or the times are none.
        ImportError: There is one: msshim has no library for videos.
    """
    if not isinstance(filename, str):
        raise refuse("filename", "a str", filename)
    end = 2147483647.0 if end_pts is None else end_pts
    for name, value, least in (("start_pts", start_pts, 0), ("end_pts", end, start_pts)):
        if not isinstance(value, (float, Fraction, int)):
            raise refuse(name, "a number", value)
        if value < least:
            raise ValueError(f"The '{name}' must not be below {least}, but got {value}.")
    if not isinstance(pts_unit, str):
        raise refuse("pts_unit", "a str", pts_unit)
    if pts_unit not in ("pts", "sec"):
        raise ValueError(f"The 'pts_unit' must be 'pts' or 'sec', but got {pts_unit!r}.")
    if not os.path.isfile(filename):
        raise ValueError(f"Invalid file path, {filename} does not exist or is no file.")
    raise ImportError(_WHY)


def read_video_timestamps(filename: str, pts_unit: str = "pts") -> Any:
    """When the frames of a file are shown.

    Raises:
        TypeError: An argument is no str.
        RuntimeError: There is no such file, or no such unit.
        ImportError: There is one: msshim has no library for videos.
    """
    for name, value in (("filename", filename), ("pts_unit", pts_unit)):
        if not isinstance(value, str):
            raise refuse(name, "a str", value)
    if not os.path.isfile(filename) or pts_unit not in ("pts", "sec"):
        raise RuntimeError(f"Invalid file path, {filename}, or unit, {pts_unit}.")
    raise ImportError(_WHY)


class VideoDecoder:
    """What a video's file says of it.

    Args:
        source: The file.

    Raises:
        TypeError: It is no str.
        ValueError: There is no such file.
        ImportError: There is one: msshim has no library for videos.
    """

    def __init__(self, source: str) -> None:
        typed("source", source, str)
        if not os.path.isfile(source):
            raise ValueError(f"The file {source} does not exist or permission denied!")
        raise ImportError(_WHY)

    def get_frames_at(self, indices: list[int]) -> Any:
        """The frames of these numbers: on Ascend only."""
        raise RuntimeError("Method get_frames_at is only supported on Ascend platform.")

    @property
    def metadata(self) -> dict[str, Any]:
        """Width, height, seconds, number of frames and frames a second."""
        raise ImportError(_WHY)
