"""What a file is that is no checkpoint, or none of the format that was asked for: told from its first bytes."""

from __future__ import annotations

import os
import stat
import zipfile

_HEAD = 1 << 12
_TORCH = b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."  # the number with which torch.save began before 1.6
_TO_CKPT = "a torch checkpoint; `msshim convert {} NAME.ckpt` makes a .ckpt of it"
_STARTS = (
    (
        b"version https://git-lfs.github.com/spec/",
        "a pointer of Git LFS, not the file itself; `git lfs pull` gets that",
    ),
    (_TORCH, _TO_CKPT),
    (b"\x1f\x8b", "compressed with gzip; unpack it first"),
    (b"BZh", "compressed with bzip2; unpack it first"),
    (b"\xfd7zXZ\x00", "compressed with xz; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"\x89HDF\r\n\x1a\n", "an HDF5 file, as Keras writes them"),
    (b"\x93NUMPY", "a NumPy array (.npy)"),
    (b"GGUF", "a GGUF file"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x7fELF", "a program"),
    (b"\xd8\x5e\x3a\x7f", "an encrypted .ckpt; give its 'dec_key' to load_checkpoint"),
    (b"\xd9\x5e\x3a\x7f", "an encrypted .ckpt; give its 'dec_key' and dec_mode='AES-CBC' to load_checkpoint"),
    (b"\xda\x5e\x3a\x7f", "an encrypted .ckpt; give its 'dec_key' and dec_mode='SM4-CBC' to load_checkpoint"),
)


def irregular(path: str) -> str | None:
    """What a path is, if it is no regular file: reading one of those may wait for ever. None for a file.

    Raises:
        OSError: There is nothing, or it can not be looked at.
    """
    mode = os.stat(path).st_mode
    if stat.S_ISREG(mode):
        return None
    return "a folder" if stat.S_ISDIR(mode) else "a pipe, socket or device, and no file"


def kind_of(source: str | bytes, own: str = "") -> str | None:
    """What a file (its path, or all its bytes) is, with what to do about it; None where no known kind is seen.

    A `.ckpt` has no mark of its own, so any content may be one; ask only about files that can not be read.

    Args:
        source: The path or the bytes.
        own: How the kind begins that the file was read as, e.g. "a torch": for that, too, None comes.
    """
    try:
        if isinstance(source, bytes):
            kind = _of_bytes(source[:_HEAD], len(source), "FILE")
        else:
            kind = irregular(source) or _of_file(source)
    except OSError:
        return None
    return None if own and kind and kind.startswith(own) else kind


def _of_file(path: str) -> str | None:
    with open(path, "rb") as file:
        head = file.read(_HEAD)
        size = os.fstat(file.fileno()).st_size
    if head.startswith(b"PK\x03\x04"):
        return _of_archive(path)
    return _of_bytes(head, size, os.path.basename(path))


def _of_bytes(head: bytes, size: int, name: str) -> str | None:
    if not size:
        return "empty"
    if not head.strip(b"\0"):
        return "nothing but zeros at its beginning, as a download that was cut off leaves it"
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind.format(name)
    if head[257:262] == b"ustar":
        return "a tar archive; unpack it first"
    if 2 <= int.from_bytes(head[:8], "little") < size and head[8:9] == b"{":
        return "a safetensors file; give it that suffix, and format='safetensors'"
    if head[:1] == b"\x80" and head[1:2] in b"\x02\x03\x04\x05":
        return "a pickle of Python, which msshim does not run"
    if head[:1] in (b"\x08", b"\x0a") and b"MindSpore" in head[:64]:
        return "a graph of MindSpore (MindIR), not a checkpoint"
    if head[:1] == b"\x08" and head[1:2] < b"\x20" and head[2:3] in (b"\x12", b"\x3a"):  # version, producer or graph
        return "an ONNX model, not a checkpoint"
    return _of_text(head)


def _of_text(head: bytes) -> str | None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<!--")):
        return "an HTML page, such as a server sends in place of a file that it does not give"
    text = head.decode("utf-8", "replace")
    if "\ufffd" in text[:-1] or not all(c.isprintable() or c in "\t\r\n\ufeff" for c in text):
        return None
    if start.startswith(b"<?xml"):
        return "an XML document, such as a server sends in place of a file that it does not give"
    if start.startswith((b"{", b"[")):
        return "the index of a model's safetensors files" if '"weight_map"' in text else "a JSON document"
    return "a text"


def _of_archive(path: str) -> str:
    """What a zip archive holds."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "a zip archive (as torch checkpoints are) whose end is missing"
    if any("/code/" in name for name in names):
        return "a program of TorchScript, not a state_dict"
    if any(name.endswith("data.pkl") for name in names):
        return _TO_CKPT.format(os.path.basename(path))
    if names and all(name.endswith(".npy") for name in names):
        return "a NumPy archive (.npz)"
    return "a zip archive; unpack it first"
