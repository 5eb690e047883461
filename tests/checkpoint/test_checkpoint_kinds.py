"""Files that are no checkpoints, or odd ones: `load_checkpoint` and `msshim convert` say what they are."""

import gzip
import io
import json
import os
import pickle
import struct
import tarfile
import zipfile

import numpy as np
import pytest
import torch
from raising import raises

import msshim
from msshim._src.checkpoint import ckpt
from msshim._src.cli.command import main


class Code:
    """Would run when it is unpickled."""

    def __reduce__(self):
        return print, ("code of a file was run",)


def tar() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a"), io.BytesIO(b""))
    return made.getvalue()


def saved(value, **options) -> bytes:
    made = io.BytesIO()
    torch.save(value, made, **options)
    return made.getvalue()


def archive(**entries: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return made.getvalue()


def tensors() -> bytes:
    header = json.dumps({"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}).encode()
    return struct.pack("<Q", len(header)) + header + b"1234"


def numpys(save, *values) -> bytes:
    made = io.BytesIO()
    save(made, *values)
    return made.getvalue()


KINDS = {  # what is in a file, and a word of what is said of it
    "empty": (b"", "empty"),
    "zeros": (bytes(999), "zeros"),
    "lfs": (b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 1234\n", "Git LFS"),
    "html": (b"\n<!DOCTYPE html><html><body>403 Forbidden</body></html>", "HTML"),
    "latin html": (b"<HTML><body>caf\xe9</body></HTML>", "HTML"),
    "xml": (b"<?xml version='1.0'?><Error><Code>NoSuchKey</Code></Error>", "XML"),
    "json": (b'{"error": "not found"}', "JSON"),
    "index": (b'{"metadata": {}, "weight_map": {"a": "b"}}', "index"),
    "text": ("schöner Text\n".encode() * 400, "text"),
    "gzip": (gzip.compress(b"x"), "gzip"),
    "tar": (tar(), "tar"),
    "zip": (archive(x=b"1"), "zip"),
    "cut zip": (archive(x=b"1" * 99)[:60], "zip"),
    "npz": (numpys(np.savez, np.ones(2)), "NumPy"),
    "npy": (numpys(np.save, np.ones(2)), "NumPy"),
    "hdf5": (b"\x89HDF\r\n\x1a\n" + bytes(99), "HDF5"),
    "gguf": (b"GGUF" + bytes(99), "GGUF"),
    "pickle": (pickle.dumps({"a": 1}), "pickle"),
    "onnx": (b"\x08\x07\x12\x07pytorch:" + bytes(99), "ONNX"),
    "mindir": (b"\x0a\x050.1.0\x12\x09MindSpore" + b"\x3a\x80\x80\x80\x08", "MindIR"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(99), "picture"),
}
OTHERS = {
    "torch": (saved({"a": torch.ones(2)}), "msshim convert"),
    "old torch": (saved({"a": torch.ones(2)}, _use_new_zipfile_serialization=False), "msshim convert"),
    "safetensors": (tensors(), "safetensors"),
}


ASKED = [(case, form) for case in [*KINDS, *OTHERS] for form in ("ckpt", "safetensors") if case != form]


@pytest.mark.parametrize(("case", "form"), ASKED)
def test_load_checkpoint_says_what_a_file_is(case, form, tmp_path) -> None:
    content, word = (KINDS | OTHERS)[case]
    path = tmp_path / f"x.{form}"
    path.write_bytes(content)
    with raises(ValueError, match="For 'load_checkpoint'") as said:
        msshim.load_checkpoint(str(path), format=form)
    assert word in str(said.value) and str(path) in str(said.value) and "\n" not in str(said.value)


@pytest.mark.parametrize("case", ["torch", "lfs"])
def test_another_suffix_says_what_the_file_is(case, tmp_path) -> None:
    content, word = (KINDS | OTHERS)[case]
    (tmp_path / "x.pt").write_bytes(content)
    with raises(ValueError, match=word):
        msshim.load_checkpoint(str(tmp_path / "x.pt"))


def converted(folder, name: str, content: bytes, capsys, target: str = "t.ckpt") -> str:
    """What `msshim convert` says of a file that it refuses; the target stays as it is."""
    (folder / name).write_bytes(content)
    (folder / target).write_bytes(b"good")
    before = sorted(os.listdir(folder))
    assert main(["convert", str(folder / name), str(folder / target), "--force"]) == 1
    assert (folder / target).read_bytes() == b"good" and sorted(os.listdir(folder)) == before
    out, err = capsys.readouterr()
    assert (
        not out
        and err.startswith("msshim convert: ")
        and str(folder) in err
        and err.count("\n") == 1
        and "\x1b" not in err
    )
    return err


@pytest.mark.parametrize("suffix", ["ckpt", "safetensors", "pt"])
@pytest.mark.parametrize("case", KINDS)
def test_convert_says_what_a_file_is(case, suffix, tmp_path, capsys) -> None:
    content, word = KINDS[case]
    assert word in converted(tmp_path, f"x.{suffix}", content, capsys)


def odd(**values) -> bytes:
    return saved(values)


ODD = {  # what a .pt holds, and words of what is said
    "sparse": (lambda: odd(w=torch.eye(3).to_sparse()), "'w' is sparse"),
    "csr": (lambda: odd(w=torch.eye(3).to_sparse_csr()), "'w' is sparse"),
    "meta": (lambda: odd(w=torch.empty(1 << 40, device="meta")), "'w' is on the device 'meta'"),
    "quantized": (lambda: odd(w=torch.quantize_per_tensor(torch.ones(3), 0.1, 0, torch.qint8)), "'w' is quantized"),
    "float8": (lambda: odd(w=torch.ones(2, dtype=torch.float8_e4m3fn)), "no float8_e4m3fn from a .ckpt, and 'w'"),
    "complex": (lambda: odd(w=torch.ones(2, dtype=torch.complex64)), "'w'"),
    "an int of 70 bits": (lambda: odd(w=1 << 70), "'w' is a number of more than 64 bits"),
    "a surrogate": (lambda: saved({"w\ud800": torch.ones(2)}), "not Unicode"),
    "a long name": (lambda: saved({"w" * 1025: torch.ones(2)}), "at most 1024"),
    "expanded": (lambda: odd(w=torch.ones(1).expand(1 << 30)), "'w': they are expanded"),
    "the same often": (
        lambda: saved({str(n): torch.ones(1 << 10).expand(1 << 16, 1 << 10) for n in range(4)}),
        "expanded",
    ),
    "code": (lambda: odd(w=Code()), "(builtins.print)|(print)"),
    "old code": (lambda: saved({"w": Code()}, _use_new_zipfile_serialization=False), "runs no code"),
    "a module": (lambda: saved(torch.nn.Linear(2, 2)), "(torch.nn.modules.linear.Linear)"),
    "no values": (lambda: saved({}), "nothing|no tensor"),
}


@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::DeprecationWarning")  # torch's, of what it makes here
@pytest.mark.parametrize("case", ODD)
def test_convert_refuses_odd_torch_files(case, tmp_path, capsys) -> None:
    content, words = ODD[case]
    said = converted(tmp_path, "x.pt", content(), capsys)
    assert any(word in said for word in words.split("|")), said
    assert "code of a file was run" not in said


def test_a_compressed_torch_file_is_read_right(tmp_path) -> None:
    value = torch.arange(4096.0)
    torch.save({"a": value}, tmp_path / "x.pt")
    with (
        zipfile.ZipFile(tmp_path / "x.pt") as old,
        zipfile.ZipFile(tmp_path / "y.pt", "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for record in old.infolist():
            new.writestr(record.filename, old.read(record))
    for suffix in ("ckpt", "safetensors", "pth"):
        assert main(["convert", str(tmp_path / "y.pt"), str(tmp_path / f"z.{suffix}")]) == 0
    assert np.array_equal(msshim.load_checkpoint(str(tmp_path / "z.ckpt"))["a"].asnumpy(), value.numpy())
    assert torch.equal(torch.load(tmp_path / "z.pth", weights_only=True)["a"], value)


@pytest.mark.parametrize("form", ["ckpt", "safetensors"])
def test_convert_compares_checksums(form, tmp_path, capsys) -> None:
    path = tmp_path / f"x.{form}"
    msshim.save_checkpoint(
        {"a": msshim.Parameter(msshim.Tensor(np.ones(99, np.float32)))}, str(path), crc_check=True, format=form
    )
    content = bytearray(path.read_bytes())
    assert main(["convert", str(path), str(tmp_path / "fine.pt")]) == 0
    content[content.find(np.ones(9, np.float32).tobytes()) + 2] ^= 1
    path.unlink()
    assert "crc check failed" in converted(tmp_path, path.name, bytes(content), capsys)


def test_an_existing_target_is_replaced_by_force_only(tmp_path, capsys) -> None:
    torch.save({"a": torch.ones(2)}, tmp_path / "x.pt")
    (tmp_path / "t.ckpt").write_bytes(b"mine")
    assert main(["convert", str(tmp_path / "x.pt"), str(tmp_path / "t.ckpt")]) == 1
    assert "is there already" in capsys.readouterr().err and (tmp_path / "t.ckpt").read_bytes() == b"mine"
    assert main(["convert", str(tmp_path / "x.pt"), str(tmp_path / "t.ckpt"), "--force"]) == 0
    assert list(msshim.load_checkpoint(str(tmp_path / "t.ckpt"))) == ["a"]


def test_pipes_and_folders_are_not_waited_for(tmp_path, capsys) -> None:
    for suffix in ("ckpt", "safetensors", "pt"):
        os.mkfifo(tmp_path / f"pipe.{suffix}")
        (tmp_path / f"folder.{suffix}").mkdir()
        for name, word in ((f"pipe.{suffix}", "a pipe"), (f"folder.{suffix}", "a folder")):
            assert main(["convert", str(tmp_path / name), str(tmp_path / "t.ckpt")]) == 1
            assert word in capsys.readouterr().err
            with raises(ValueError, match="load_checkpoint"):
                msshim.load_checkpoint(str(tmp_path / name), format=suffix if suffix != "pt" else "ckpt")


def bytes_for_a_name(name: bytes) -> bytes:
    tensor = b"\x08\x01\x12\x07Float32\x1a\x041234"
    value = b"\x0a" + bytes([len(name)]) + name + b"\x12" + bytes([len(tensor)]) + tensor
    return b"\x0a" + bytes([len(value)]) + value


def test_names_that_are_not_utf8(tmp_path, capsys) -> None:
    for name in (b"\xff", b"a\xed\xa0\x80"):
        said = converted(tmp_path, "x.ckpt", bytes_for_a_name(name), capsys)
        assert "not UTF-8" in said
        assert main(["convert", str(tmp_path / "x.ckpt"), "--list"]) == 1
        capsys.readouterr()
        with raises(ValueError, match=r"load_checkpoint.*x\.ckpt.*not UTF-8"):
            msshim.load_checkpoint(str(tmp_path / "x.ckpt"))


def test_names_do_not_reach_the_terminal_raw(tmp_path, capsys) -> None:
    torch.save({"\x1b[31mred": torch.ones(2), "[red]": torch.ones(2)}, tmp_path / "x.pt")
    assert main(["convert", str(tmp_path / "x.pt"), "--list"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out and "[red]" in out


def test_all_that_a_ckpt_holds_is_known() -> None:
    assert ckpt.holds(torch.bfloat16) and ckpt.holds(torch.uint64) and not ckpt.holds(torch.float8_e5m2)


@pytest.mark.parametrize("format", ["ckpt", "safetensors"])
def test_a_tensor_that_does_not_lie_in_one_piece(format: str, tmp_path) -> None:
    """What safetensors has for arrays writes such ones by their memory: findings/safetensors_numpy_strides.sh."""
    transposed = msshim.Tensor(np.arange(6, dtype=np.float32).reshape(2, 3)).T
    path = str(tmp_path / f"one.{format}")
    msshim.save_checkpoint([{"name": "weight", "data": transposed}], path, format=format)
    found = msshim.load_checkpoint(path, format=format)["weight"]
    assert np.array_equal(found.asnumpy(), transposed.asnumpy())
