"""The files of samples: their names in order, their bytes, and the images in them."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import numpy as np

from msshim._src.data.failures import Refused
from msshim._src.data.vision.decode import decode as decoded


def content(path: str) -> bytes:
    """The bytes of a file. Raises Refused where it can not be read."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise Refused(f"Invalid file, failed to read {path!r}: {error.strerror}.") from error


_MAGICS = (b"\xff\xd8\xff", b"\x89PN", b"GIF", b"BM")


def is_image(path: str) -> bool:
    """Whether a file begins as JPEG, PNG, GIF or BMP does. Raises Refused where it is too short to say so."""
    try:
        with open(path, "rb") as file:
            head = file.read(3)
    except OSError as error:
        raise Refused(f"Invalid file, failed to read {path!r}: {error.strerror}.") from error
    if len(head) < 3:
        raise Refused(f"Invalid file, {path} is too short for an image.")
    return head.startswith(_MAGICS)


def words(path: str) -> list[str]:
    """What stands between the spaces and ends of lines of a text. Raises Refused where it is empty."""
    found = content(path)
    if not found:
        raise Refused(f"Invalid file, the size of {path} is 0.")
    return [one.decode("utf-8", "surrogateescape") for one in found.split()]


def lines(path: str) -> list[str]:
    """The lines of a text, as C++ tells them apart: at line feeds alone."""
    found = content(path).decode("utf-8", "surrogateescape").split("\n")
    return found[:-1] if not found[-1] else found


def _bytes(path: str) -> Any:
    try:
        return np.fromfile(path, np.uint8)
    except OSError as error:
        raise Refused(f"Invalid file, failed to read {path!r}: {error.strerror}.") from error


def _decrypted(read: Any) -> Any:
    if not isinstance(read, bytes):
        raise Refused(f"The 'decrypt' must return bytes, but it returned {read!r}.", of_program=True)
    return np.frombuffer(bytearray(read), np.uint8)


def image(path: str, decode: bool | None = False, decrypt: Callable[[str], bytes] | None = None) -> Any:
    """The bytes of an image's file, or the image (height, width, 3); `decrypt` reads the file where it is given."""
    data = _bytes(path) if decrypt is None else _decrypted(decrypt(path))
    if not decode:
        return data
    try:
        return decoded(data)
    except ValueError as error:
        raise Refused(f"Invalid image, {path} decode failed: {error}") from error


def entries(folder: str) -> list[tuple[str, bool]]:
    """What is in a folder, sorted as bytes are, and whether each is a folder. Raises Refused where there is none."""
    try:
        with os.scandir(folder) as found:
            return sorted(((one.name, one.is_dir()) for one in found), key=lambda one: os.fsencode(one[0]))
    except OSError as error:
        raise Refused(f"Invalid file, failed to open the folder {folder!r}: {error.strerror}.") from error


def names(folder: str) -> list[str]:
    """What is in a folder, sorted as bytes are. Raises Refused where there is none."""
    return [name for name, _ in entries(folder)]


def folders(root: str) -> list[str]:
    """The folders in a folder, sorted as bytes are."""
    return [name for name, is_folder in entries(root) if is_folder]


def extension(path: str) -> str:
    """What C++ takes for it: from the last point of the whole path."""
    return path[path.rfind(".") :] if "." in path else ""
