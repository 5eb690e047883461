"""Lines of texts and images with boxes, beside MindSpore's; and rows that functions change in place."""

import mindspore.dataset
import mindspore.dataset.utils
import numpy as np
import pytest

import msshim.dataset
import msshim.dataset.utils
import msshim.mindrecord

SIDES = (mindspore.dataset, msshim.dataset)


def outcome(call):
    try:
        return call()
    except Exception as error:
        return type(error)


@pytest.mark.parametrize("text", [b"one\ntwo\r\nthree", b"", b"\n\nlast\n", "zwölf\nüber\n".encode()])
def test_lines(text, tmp_path) -> None:
    path = tmp_path / "lines.txt"
    path.write_bytes(text)
    found = []
    for ds in SIDES:
        reader = ds.utils.LineReader(str(path))
        values = (1, 2, 3, 0, -1, 9, "a", True, 1.5, None)
        found.append([outcome(lambda value=value: reader[value]) for value in values] + [len(reader), reader.len()])
        reader.close()
        found[-1].append(outcome(lambda: reader.readline(1)))
        reader.close()
    assert found[1] == found[0]


def test_files_that_are_none(tmp_path) -> None:
    for path in (3, str(tmp_path), str(tmp_path / "nothing"), None):
        theirs, ours = (outcome(lambda ds=ds, path=path: ds.utils.LineReader(path)) for ds in SIDES)
        assert ours is theirs


def image(seed=0):
    return np.random.RandomState(seed).randint(0, 256, (60, 80, 3)).astype(np.uint8)


BOXES, SCORED = np.array([[5, 6, 20, 30], [30, 10, 15.5, 20]]), np.array([[5, 6, 20, 30, 0.9], [30, 10, 15, 20, 0.2]])
MASKS = np.zeros((2, 60, 80), np.uint8)
MASKS[0, 10:20, 10:30] = 1
LABELS = np.array([[0], [1]])
DRAWN = {
    "boxes": (image(), BOXES, LABELS, None, ["cat", "dog"]),
    "channels first": (image().transpose(2, 0, 1).copy(), BOXES, LABELS, None, {0: "cat"}),
    "masks": (image(), BOXES, LABELS, MASKS, ("cat",)),
    "masks alone": (image(), None, None, MASKS, ["cat"]),
    "scores": (image(), SCORED, LABELS, None, ["cat", "dog"], 0.5),
    "colours": (image(), SCORED, LABELS, MASKS, ["cat", "dog"], 0, (1, 2, 3), (4, 5, 6), (7, 8, 9), 1, 0.4),
    "no image": (image()[0], BOXES, LABELS, None, ["cat"]),
    "no boxes": (image(), BOXES[:, :3], LABELS, None, ["cat"]),
    "no labels": (image(), BOXES, LABELS[:1], None, ["cat"]),
    "no masks": (image(), BOXES, LABELS, MASKS[:, :5], ["cat"]),
    "no names": (image(), BOXES, LABELS),
    "no scores": (image(), BOXES, LABELS, None, ["cat"], 0.5),
    "no colour": (image(), BOXES, LABELS, None, ["cat"], 0, [1, 2, 3]),
    "no thickness": (image(), BOXES, LABELS, None, ["cat"], 0, (1, 2, 3), (1, 2, 3), (1, 2, 3), -1),
}


@pytest.mark.parametrize("name", DRAWN)
def test_boxes(name, tmp_path) -> None:
    found = []
    for ds in SIDES:
        path = tmp_path / f"{ds.__name__}.png"
        made = outcome(lambda ds=ds, path=path: ds.utils.imshow_det_bbox(*DRAWN[name], show=False, out_file=str(path)))
        found.append(made if isinstance(made, type) else (made.tolist(), path.read_bytes(), path.stat().st_mode))
    assert found[1] == found[0]


def test_boxes_need_a_file_or_a_window() -> None:
    for ds in SIDES:
        assert outcome(lambda ds=ds: ds.utils.imshow_det_bbox(*DRAWN["boxes"], show=False)) is AssertionError


def in_place(value):
    value += 1
    return value


def records(ds, path):
    return ds.MindDataset(str(path), ["data"], shuffle=False, num_parallel_workers=1)


def test_functions_may_change_rows_in_place(tmp_path) -> None:
    """The source's own arrays stay as they are, and so do later epochs."""
    path = tmp_path / "rows.mindrecord"
    writer = msshim.mindrecord.FileWriter(str(path))
    writer.add_schema({"data": {"type": "float32", "shape": [2]}}, "rows")
    writer.write_raw_data([{"data": np.full(2, i, np.float32)} for i in range(3)])
    writer.commit()
    for ds in SIDES:
        array, listed = np.ones((3, 2)), [np.ones(2), np.zeros(2)]
        sources = (
            ds.NumpySlicesDataset(array, ["data"], shuffle=False, num_parallel_workers=1),
            ds.GeneratorDataset(listed, ["data"], shuffle=False, num_parallel_workers=1),
            ds.GeneratorDataset(lambda listed=listed: iter([(one,) for one in listed]), ["data"]),
            records(ds, path),
        )
        for source in sources:
            rows = source.map(in_place, num_parallel_workers=1).create_tuple_iterator(num_epochs=2, output_numpy=True)
            first, second = ([row[0].tolist() for row in rows] for _ in range(2))
            assert first == second
        assert array.tolist() == np.ones((3, 2)).tolist()
        assert [one.tolist() for one in listed] == [[1, 1], [0, 0]]
