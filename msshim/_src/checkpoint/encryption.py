"""Encrypted `.ckpt` files: AES-GCM, AES-CBC and SM4-CBC as MindSpore writes them.

A file is a row of blocks, each of at most 64 MiB before encryption: four bytes for the mode, for GCM the
16 bytes of the tag, then three lengths (little-endian, 4 bytes each) around the two parts: of all
that follows the first length field, of the initialisation vector, and of the encrypted bytes. Found by
looking at files of MindSpore 2.10.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import AES, SM4

BLOCK = 64 * 1024 * 1024
_MAGIC = {"AES-GCM": 0x7F3A5ED8, "AES-CBC": 0x7F3A5ED9, "SM4-CBC": 0x7F3A5EDA}
_IV = _TAG = 16
_NONCE = 12  # what AES-GCM uses of the vector


def _algorithm(key: bytes, mode: str) -> AES | SM4:
    if mode not in _MAGIC:
        raise ValueError(f"'enc_mode' (or 'dec_mode') must be 'AES-GCM', 'AES-CBC' or 'SM4-CBC', but got {mode!r}.")
    sizes = (16,) if mode == "SM4-CBC" else (16, 24, 32)
    if len(key) not in sizes:
        raise ValueError(
            f"'enc_key' (or 'dec_key') must have {' or '.join(map(str, sizes))} bytes for {mode}, but got {len(key)}."
        )
    return SM4(key) if mode == "SM4-CBC" else AES(key)


def encrypt(plain: Iterator[bytes], key: bytes, mode: str) -> Iterator[bytes]:
    """The blocks of an encrypted file, of plain blocks.

    Raises:
        ValueError: The mode is unknown, or the key has not the length of one.
    """
    algorithm = _algorithm(key, mode)
    for data in plain:
        iv, tag = os.urandom(_IV), b""
        if mode == "AES-GCM":
            sealing = Cipher(algorithm, modes.GCM(iv[:_NONCE])).encryptor()
            secret = sealing.update(data) + sealing.finalize()
            tag = sealing.tag
        else:
            pad = padding.PKCS7(128).padder()
            encryptor = Cipher(algorithm, modes.CBC(iv)).encryptor()
            secret = encryptor.update(pad.update(data) + pad.finalize()) + encryptor.finalize()
        body = struct.pack("<I", _IV) + iv + struct.pack("<I", len(secret)) + secret
        yield struct.pack("<I", _MAGIC[mode]) + tag + struct.pack("<I", len(body)) + body


def _take(file: IO[bytes], size: int) -> bytes:
    if size > 2 * BLOCK or len(data := file.read(size)) != size:
        raise ValueError("the encrypted file is damaged")
    return data


def decrypt(file: IO[bytes], key: bytes, mode: str) -> Iterator[bytes]:
    """The plain blocks of an encrypted file.

    Raises:
        ValueError: The file is not encrypted so, or not with this key, or was changed.
    """
    algorithm = _algorithm(key, mode)
    while head := file.read(4):
        if len(head) != 4 or struct.unpack("<I", head)[0] != _MAGIC[mode]:
            raise ValueError(f"the file is not encrypted with {mode}")
        tag = _take(file, _TAG) if mode == "AES-GCM" else b""
        _take(file, 4)
        iv = _take(file, *struct.unpack("<I", _take(file, 4)))
        secret = _take(file, *struct.unpack("<I", _take(file, 4)))
        yield _plain(algorithm, iv, tag, secret)


def _plain(algorithm: AES | SM4, iv: bytes, tag: bytes, secret: bytes) -> bytes:
    try:
        decryptor = Cipher(algorithm, modes.GCM(iv[:_NONCE], tag) if tag else modes.CBC(iv)).decryptor()
        data = decryptor.update(secret) + decryptor.finalize()
        if tag:
            return data
        unpad = padding.PKCS7(128).unpadder()
        return unpad.update(data) + unpad.finalize()
    except (InvalidTag, ValueError) as error:
        raise ValueError("the key is wrong, or the file was changed") from error
