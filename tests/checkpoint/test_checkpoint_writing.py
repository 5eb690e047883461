"""How checkpoint files come to be: what a kill, a lack of room, other processes and the umask make of them."""

import os
import resource
import signal
import stat
import subprocess
import sys
import threading
import time

import numpy as np
import pytest
import safetensors.torch
import torch
from raising import raises

import msshim
from msshim._src.checkpoint import files, tensors
from msshim._src.cli.command import main

FORMATS = ("ckpt", "safetensors")


def save(path, form: str, number: int = 1) -> None:
    item = {"name": "a", "data": msshim.Tensor(np.full((3, 3), number, np.float32))}
    msshim.save_checkpoint([item], str(path), format=form)


def unfinished(folder) -> list[str]:
    return [name for name in os.listdir(folder) if name.endswith(".tmp")]


WRITER = """
import sys, time, msshim
from msshim._src.checkpoint.files import whole
with whole(sys.argv[1]) as file:
    file.write(b"begun")
    file.flush()
    print("begun", flush=True)
    time.sleep(600)
"""


def begin(path) -> subprocess.Popen[str]:
    """A process that is in the middle of writing a file."""
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None and writer.stdout.readline() == "begun\n"
    return writer


@pytest.mark.parametrize("form", FORMATS)
def test_the_next_save_removes_what_a_kill_left_and_nothing_that_is_being_written(form, tmp_path) -> None:
    one, other = begin(tmp_path / f"x.{form}"), begin(tmp_path / f"y.{form}")
    try:
        assert len(unfinished(tmp_path)) == 2
        save(tmp_path / f"x.{form}", form)
        assert len(unfinished(tmp_path)) == 2
        one.send_signal(signal.SIGKILL)
        one.communicate()
        save(tmp_path / f"x.{form}", form)
        assert len(unfinished(tmp_path)) == 1
    finally:
        other.kill()
        other.communicate()
    save(tmp_path / f"z.{form}", form)
    assert sorted(os.listdir(tmp_path)) == [f"x.{form}", f"z.{form}"]


def test_what_another_machine_left_is_removed_after_a_day(tmp_path) -> None:
    left = tmp_path / f"{files._BEGUN}00000000-12345678.tmp"
    mine = tmp_path / ".note.tmp"
    left.write_bytes(b"x")
    mine.write_bytes(b"x")
    save(tmp_path / "x.ckpt", "ckpt")
    assert left.exists()
    os.utime(left, (time.time() - 2 * 24 * 3600,) * 2)
    save(tmp_path / "x.ckpt", "ckpt")
    assert not left.exists() and mine.exists()


@pytest.mark.parametrize("form", FORMATS)
def test_threads_that_save_one_path(form, tmp_path) -> None:
    threads = [threading.Thread(target=save, args=(tmp_path / f"x.{form}", form, n)) for n in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert os.listdir(tmp_path) == [f"x.{form}"]
    (value,) = msshim.load_checkpoint(str(tmp_path / f"x.{form}"), format=form).values()
    assert len(np.unique(value.asnumpy())) == 1


@pytest.mark.parametrize("form", FORMATS)
def test_the_file_that_is_synced_is_the_one_that_stays(form, tmp_path, monkeypatch) -> None:
    synced = []
    real = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda file: (synced.append((os.fstat(file).st_ino, os.fstat(file).st_size)), real(file))
    )
    save(tmp_path / f"x.{form}", form)
    found = os.stat(tmp_path / f"x.{form}")
    assert (found.st_ino, found.st_size) in synced


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("length", [200, 245, 255])
def test_long_names(form, length, tmp_path) -> None:
    name = "é" * 20 + "x" * (length - 40 - len(form) - 1) + f".{form}"
    assert len(os.fsencode(name)) == length
    save(tmp_path / name, form)
    save(tmp_path / name, form, 2)
    assert os.listdir(tmp_path) == [name]


@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_permissions(umask, tmp_path, capsys) -> None:
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "a.py").write_text("import mindspore\n")
    before = os.umask(umask)
    try:
        for form in FORMATS:
            save(tmp_path / f"x.{form}", form)
            assert main(["convert", str(tmp_path / f"x.{form}"), str(tmp_path / f"{form}.pt")]) == 0
            assert main(["convert", str(tmp_path / f"x.{form}"), str(tmp_path / f"{form}2.{form}")]) == 0
        main(["check", str(tmp_path / "code"), "--html", str(tmp_path / "r.html"), "--json", str(tmp_path / "r.json")])
        (tmp_path / "plain").write_text("")
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir() if path.is_file()}
    plain = modes.pop("plain")
    assert plain == 0o666 & ~umask and len(modes) == 8
    for name, mode in modes.items():
        assert mode == (0o400 if name.startswith("x.") else plain), name


def test_a_link_stays_a_link(tmp_path) -> None:
    (tmp_path / "to").mkdir()
    for form in FORMATS:
        (tmp_path / f"x.{form}").symlink_to(tmp_path / "to" / f"y.{form}")
        save(tmp_path / f"x.{form}", form)
        with files.whole(str(tmp_path / f"x.{form}")) as file:
            file.write(b"new")
        assert (tmp_path / f"x.{form}").is_symlink() and (tmp_path / "to" / f"y.{form}").read_bytes() == b"new"


def test_a_full_disk_leaves_the_former_file(tmp_path) -> None:
    for form in FORMATS:
        path = tmp_path / f"x.{form}"
        save(path, form)
        before = path.read_bytes()
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
        try:
            with raises(OSError):
                msshim.save_checkpoint(msshim.nn.Dense(100, 100), str(path), format=form)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, ignored)
        assert path.read_bytes() == before and not unfinished(tmp_path)


def test_safetensors_are_the_librarys_bytes(tmp_path) -> None:
    made = {
        f"n_{code}": torch.arange(16, dtype=torch.uint8).view(dtype)
        for dtype, code in tensors._CODES.items()
        if dtype != torch.bool
    }
    made |= {
        "truth": torch.tensor([True, False]),
        "scalar": torch.tensor(3.0),
        "none": torch.zeros((0, 3)),
        'é\n"<\\': torch.ones(2, dtype=torch.int8),
        "strided": torch.arange(12.0).view(3, 4).T,
        "part": torch.arange(12.0)[3:5],
    }
    with open(tmp_path / "x", "wb") as file:
        tensors.write(file, made)
    theirs = {name: value.contiguous().clone() for name, value in made.items()}
    assert (tmp_path / "x").read_bytes() == safetensors.torch.save(theirs, {"format": "ms"})


def test_model_checkpoint_where_another_process_removes_files(tmp_path, monkeypatch, caplog) -> None:
    data = msshim.dataset.NumpySlicesDataset((np.ones((8, 2), np.float32), np.ones((8, 1), np.float32)), shuffle=False)
    model = msshim.Model(
        msshim.nn.Dense(2, 1), msshim.nn.MSELoss(), msshim.nn.SGD([msshim.Parameter(msshim.Tensor([1.0]), "x")])
    )
    config = msshim.train.CheckpointConfig(save_checkpoint_steps=1, keep_checkpoint_max=2)
    saving = msshim.train.ModelCheckpoint("A", str(tmp_path), config)
    real = os.remove
    monkeypatch.setattr(os, "remove", lambda path: (real(path), real(path)))  # another process was faster
    model.train(1, data.batch(2), saving, dataset_sink_mode=False)
    assert sorted(os.listdir(tmp_path)) == ["A-1_3.ckpt", "A-1_4.ckpt"]
    assert "can not be removed" in caplog.text
