"""Encrypted MindRecord files beside MindSpore's: each side reads the other's; no key, or another one, is refused."""

import io
import random

import mindspore
import mindspore.dataset
import mindspore.mindrecord
import pytest
from mindrecords import append, read, rows, write
from raising import raises

import msshim
import msshim.dataset
import msshim.mindrecord
from msshim._src.checkpoint import encryption

THEIRS, OURS = mindspore.mindrecord, msshim.mindrecord
OF = {"n": {"type": "string"}, "x": {"type": "int64", "shape": [-1]}, "c": {"type": "bytes"}}
SIZES = (1 << 14, 1 << 15)


def turned(data: bytes) -> bytes:
    return bytes(255 - one for one in data)


def own_way(file, size, out, key) -> None:
    out.write(turned(file.read(size)))


def own_way_back(file, size, out, key) -> None:
    out.write(turned(file.read(size - 11)))  # without the last length, and the mode


@pytest.fixture(autouse=True)
def settings():
    yield
    for library in (THEIRS, OURS):
        library.set_enc_key(None)
        library.set_enc_mode()
        library.set_dec_mode(None)


def key(given) -> None:
    for library in (THEIRS, OURS):
        library.set_enc_key(given)


@pytest.mark.parametrize("given", ["0123456789abcdef", "0123456789abcdef01234567", "0123456789abcdef0123456789abcdef"])
def test_each_reads_the_others(given: str, tmp_path) -> None:
    draw = random.Random(0)
    some = rows(draw, OF, 40)
    plain = read(THEIRS, write(THEIRS, tmp_path / "plain", OF, [some], sizes=SIZES))
    key(given)
    for library in (THEIRS, OURS):
        path = write(library, tmp_path / library.__name__, OF, [some], sizes=SIZES)
        assert (tmp_path / library.__name__).read_bytes().endswith(b"AES-GCMENCRYPT")
        for other in (THEIRS, OURS):
            assert read(other, path) == plain
            append(other, path, some[:3])
            assert len(read(THEIRS, path)) == len(read(OURS, path)) == len(plain) + 3
            write(library, path, OF, [some], sizes=SIZES)
        for dataset in (mindspore.dataset, msshim.dataset):
            assert dataset.MindDataset(path).get_dataset_size() == 40


def test_own_functions(tmp_path) -> None:
    some = rows(random.Random(0), OF, 5)
    plain = read(THEIRS, write(THEIRS, tmp_path / "plain", OF, [some], sizes=SIZES))
    key("0123456789abcdef")
    for library in (THEIRS, OURS):
        library.set_enc_mode(own_way)
    made = [write(library, tmp_path / library.__name__, OF, [some], sizes=SIZES) for library in (THEIRS, OURS)]
    for library in (THEIRS, OURS):
        with raises(RuntimeError):
            read(library, made[0])
        library.set_dec_mode(own_way_back)
        assert [read(library, path) for path in made] == [plain, plain]


def test_refused(tmp_path) -> None:
    some = rows(random.Random(0), OF, 5)
    plain = write(THEIRS, tmp_path / "plain", OF, [some], sizes=SIZES)
    key("0123456789abcdef")
    path = write(OURS, tmp_path / "secret", OF, [some], sizes=SIZES)
    for given, file in (("0123456789abcdeX", path), (None, path), ("0123456789abcdef", plain)):
        key(given)
        for library, dataset in ((THEIRS, mindspore.dataset), (OURS, msshim.dataset)):
            for call in (library.FileReader, library.MindPage, dataset.MindDataset, library.FileWriter.open_for_append):
                with raises(RuntimeError) as caught:
                    call(file)
                assert caught.type is RuntimeError
    for library in (THEIRS, OURS):
        with raises(RuntimeError):
            library.FileWriter(str(tmp_path / "many"), 2)


@pytest.mark.parametrize("mode", ["AES-CBC", "SM4-CBC"])
def test_what_older_mindspore_wrote(mode: str, tmp_path) -> None:
    some = rows(random.Random(0), OF, 5)
    path = tmp_path / "old"
    plain = read(THEIRS, write(THEIRS, path, OF, [some], sizes=SIZES))
    blocks = encryption.encrypt(iter([path.read_bytes()]), b"0123456789abcdef", mode)
    out = io.BytesIO()
    for data in blocks:
        out.write(len(data).to_bytes(4, "big") + data)
    path.write_bytes(out.getvalue() + bytes(4) + mode.encode() + b"ENCRYPT")
    key("0123456789abcdef")
    assert read(OURS, str(path)) == plain
