"""Damaged MindRecord files are refused by name, and take neither time nor memory that the file does not have."""

import random
import tracemalloc

import pytest
from mindrecords import rows, write

import msshim.dataset
import msshim.mindrecord

OF = {
    "n": {"type": "string"}, "i": {"type": "int32"}, "f": {"type": "float64"}, "c": {"type": "bytes"},
    "x": {"type": "int64", "shape": [-1]}, "y": {"type": "float32", "shape": [2, -1]},
}  # fmt: skip
MUTATIONS = 2000


def mutated(draw: random.Random, data: bytes, kept: int) -> bytes:
    """The bytes with a few changes, mostly where something stands; `kept` is where the pages begin."""
    made = bytearray(data)
    for _ in range(draw.choice([1, 1, 1, 2, 8])):
        place = draw.choice(
            [draw.randrange(8), draw.randrange(1200), kept + draw.randrange(2000), draw.randrange(len(made))]
        )
        place = min(place, len(made) - 1)
        what = draw.randrange(7)
        if what == 0:
            made[place] ^= 1 << draw.randrange(8)
        elif what == 1:
            made[place] = draw.choice([0, 1, 0x7F, 0x80, 0xC1, 0xDB, 0xDE, 0xFF])
        elif what == 2:
            made[place : place + 8] = draw.choice([b"\xff" * 8, bytes(8), (1 << 40).to_bytes(8, "little")])
        elif what == 3:
            del made[place : place + draw.choice([1, 5, 100])]
        elif what == 4:
            made[place:place] = draw.randbytes(draw.choice([1, 9]))
        elif what == 5:
            digits = [i for i in range(8, 1200) if 48 <= made[i] <= 57] if len(made) > 1200 else []
            if digits:
                made[draw.choice(digits)] = draw.choice(b"0123456789-e.")
        else:
            del made[draw.randrange(len(made)) :]
        if not made:
            break
    return bytes(made)


def tried(path) -> str:
    """What reading says of a file: nothing, or the error."""
    try:
        reader = msshim.mindrecord.FileReader(path, 1)
        list(reader.get_next())
        for row in msshim.dataset.MindDataset(path, shuffle=False).create_dict_iterator(
            num_epochs=1, output_numpy=True
        ):
            sum(value.nbytes for value in row.values())
        page = msshim.mindrecord.MindPage(path, 1)
        for field in page.candidate_fields[:1]:
            page.category_field = field
            page.read_category_info()
    except RuntimeError as error:
        assert type(error) is RuntimeError
        return str(error)
    return ""


def test_mutations(tmp_path) -> None:
    draw = random.Random(0)
    path = write(msshim.mindrecord, tmp_path / "f", OF, [rows(draw, OF, 4)], sizes=(1 << 14, 1 << 15))
    data = (tmp_path / "f").read_bytes()
    assert tried(path) == ""
    refused = 0
    tracemalloc.start()
    for _ in range(MUTATIONS):
        (tmp_path / "f").write_bytes(mutated(draw, data, 1 << 14))
        said = tried(path)
        assert not said or path in said, said
        refused += bool(said)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused > MUTATIONS / 4
    assert most < 20 * len(data) + (1 << 20)


@pytest.mark.parametrize(
    "data", [b"", b"abc", b"\xff" * 8, bytes(8), bytes(100), b"\x04" + bytes(7) + b"null", b"\x02" + bytes(7) + b"{}"]
)
def test_what_is_no_file(data: bytes, tmp_path) -> None:
    (tmp_path / "f").write_bytes(data)
    path = str(tmp_path / "f")
    assert path in tried(path)


def test_names_of_files_elsewhere(tmp_path) -> None:
    of = {"a": {"type": "int32"}}
    write(msshim.mindrecord, tmp_path / "f", of, [[{"a": 1}, {"a": 2}]], shards=2, sizes=(1 << 14, 1 << 15))
    path = str(tmp_path / "f0")
    data = (tmp_path / "f0").read_bytes()
    (tmp_path / "f0").write_bytes(data.replace(b'"f1"', b'".."'))
    assert path in tried(path)
