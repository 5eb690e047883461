"""Encrypted MindRecord files, and the settings for them. Source: mindspore.mindrecord.config of 2.10.

A file is a row of blocks, each of at most 64 MiB before encryption: its length (4 bytes, big-endian) and what a block
of an encrypted `.ckpt` has. After them come a length of 0, the mode in 7 bytes, and ``ENCRYPT``.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from msshim._src.checkpoint import encryption as blocks
from msshim._src.checkpoint.files import whole

_END, _OWN, _LENGTH = b"ENCRYPT", b"UDF-ENC", 4
_KEYS, _MODES = (16, 24, 32), ("AES-GCM",)
_WRONG = "Failed to decrypt data, please check if enc_key and enc_mode / dec_mode is valid: {}"
Mode = str | Callable[..., Any]

_key: str | None = None
_writing: Mode = "AES-GCM"
_reading: Mode | None = None


def set_enc_key(enc_key: str | None) -> None:
    """The key of all MindRecord files that are written and read from now on.

    Args:
        enc_key: 16, 24 or 32 characters; None for files that are not encrypted.

    Raises:
        ValueError: It is neither.
    """
    global _key
    if enc_key is not None and not isinstance(enc_key, str):
        raise ValueError(f"The 'enc_key' must be a str or None, but got {type(enc_key).__name__}.")
    if enc_key is not None and len(enc_key) not in _KEYS:
        raise ValueError(f"The length of 'enc_key' must be one of {_KEYS}, but got {len(enc_key)}.")
    _key = enc_key


def set_enc_mode(enc_mode: Mode = "AES-GCM") -> None:
    """How files are encrypted where there is a key.

    Args:
        enc_mode: ``"AES-GCM"``, or a function that gets the plain file, its size, the file to write to, and the key.

    Raises:
        ValueError: It is neither.
    """
    global _writing
    _writing = _mode("enc_mode", enc_mode)


def set_dec_mode(dec_mode: Mode | None = "AES-GCM") -> None:
    """How files are decrypted where there is a key.

    Args:
        dec_mode: ``"AES-GCM"``, None for what `set_enc_mode` says, or a function that gets the encrypted file, its size
            without the last 7 bytes, the file to write to, and the key.

    Raises:
        ValueError: It is none of these.
    """
    global _reading
    _reading = None if dec_mode is None else _mode("dec_mode", dec_mode)


def _mode(name: str, mode: Any) -> Mode:
    if callable(mode) or (isinstance(mode, str) and mode in _MODES):
        return mode  # type: ignore[no-any-return]
    raise ValueError(f"The '{name}' must be one of {_MODES} or a function, but got {mode!r}.")


def has_key() -> bool:
    """Whether files are encrypted."""
    return _key is not None


def save(plain: IO[bytes], path: str) -> None:
    """Write what a file holds to `path`, whole or not at all, encrypted where there is a key."""
    plain.seek(0)
    with whole(path, 0o600) as file:
        (copy if _key is None else encrypt)(plain, file)


def copy(source: IO[bytes], target: IO[bytes]) -> None:
    """Write what a file holds to another one, with a hole where it has zeros only: pages are mostly empty."""
    while data := source.read(1 << 20):
        if data.count(0) == len(data):
            target.seek(len(data), os.SEEK_CUR)
        else:
            target.write(data)
    target.truncate(target.tell())


def encrypt(plain: IO[bytes], file: IO[bytes]) -> None:
    """Write an encrypted file with the key that was set."""
    key = str(_key)
    if callable(_writing):
        _writing(plain, os.fstat(plain.fileno()).st_size, file, key)
    else:
        for data in blocks.encrypt(iter(lambda: plain.read(blocks.BLOCK), b""), key.encode(), _writing):
            file.write(len(data).to_bytes(_LENGTH, "big") + data)
    file.write(bytes(_LENGTH) + (_OWN if callable(_writing) else _writing.encode()) + _END)


@contextmanager
def opened(path: str) -> Iterator[IO[bytes]]:
    """A file to read from; of an encrypted one a temporary copy that is plain, and has no name.

    Raises:
        RuntimeError: There is no such file; it is encrypted and no key was set, or the other way round; or it was
            encrypted otherwise.
    """
    if not os.path.exists(path):
        raise RuntimeError(f"The input: {path} is not exists.")
    if not os.path.isfile(path):
        raise RuntimeError(f"The input: {path} should be a regular file.")
    reading = _reading or _writing
    if callable(_writing) and _reading is None:
        raise RuntimeError("You use custom encryption, so you must also define custom decryption.")
    with open(path, "rb") as file:
        trailer = _trailer(file)
        if not trailer.endswith(_END):
            if _key is not None:
                raise RuntimeError(
                    f"The mindrecord file is not encrypted: {path}. 'mindspore.mindrecord.set_enc_key(None)' reads it."
                )
            yield file
            return
        if _key is None:
            raise RuntimeError(
                f"The mindrecord file is encrypted: {path}. 'mindspore.mindrecord.set_enc_key' takes its key."
            )
        mode = trailer[: -len(_END)]
        if callable(reading) != (mode == _OWN):
            raise RuntimeError(_WRONG.format(path))
        with tempfile.TemporaryFile() as plain:
            if callable(reading):
                reading(file, os.fstat(file.fileno()).st_size - len(_END), plain, _key)
            else:
                _decrypt(file, plain, path, mode)
            plain.seek(0)
            yield plain


def _trailer(file: IO[bytes]) -> bytes:
    """The last 14 bytes; the file is at its beginning after that."""
    size = os.fstat(file.fileno()).st_size
    file.seek(max(size - len(_OWN) - len(_END), 0))
    found = file.read()
    file.seek(0)
    return found


def _decrypt(file: IO[bytes], plain: IO[bytes], path: str, mode: bytes) -> None:
    """Write the plain bytes. Older MindSpore's modes are read too: the file says which one it was."""
    left = os.fstat(file.fileno()).st_size - len(_OWN) - len(_END)
    try:
        while length := int.from_bytes(file.read(_LENGTH), "big"):
            left -= _LENGTH + length
            if left < _LENGTH:
                raise ValueError("a block ends after the file")
            for data in blocks.decrypt(io.BytesIO(file.read(length)), str(_key).encode(), mode.decode()):
                plain.write(data)
    except ValueError as error:
        raise RuntimeError(_WRONG.format(f"{path}: {error}")) from None
