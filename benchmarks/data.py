"""Pipelines of data beside the real MindSpore's and torch's DataLoader: wall time of an epoch, one and two workers.

torch's side is PIL and numpy in a Dataset, as torchvision has it; batches are 32 rows (128 of small images). Where the
machine has other work, only ratios mean something.
"""

from __future__ import annotations

import io
import pickle
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mindspore.dataset
import numpy as np
import torch.utils.data
from PIL import Image

import msshim.dataset
from benchmarks.timing import Table, interleaved

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))
from tfrecords import example, records

LETTERS = "abcdefghijklmnopqrstuvwxyz"
MEAN, STD = [123.7, 116.3, 103.5], [58.4, 57.1, 57.4]
SIDES = {"MindSpore": mindspore.dataset, "msshim": msshim.dataset}


class Rows:
    """Rows of a list."""

    def __init__(self, rows: list[Any]) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: int) -> Any:
        return self.rows[index]


class Changed(Rows):
    """Rows of a list, of which the first column goes through a function."""

    def __init__(self, rows: list[Any], function: Callable[[Any], Any]) -> None:
        super().__init__(rows)
        self.function = function

    def __getitem__(self, index: int) -> Any:
        first, *rest = self.rows[index]
        return self.function(first), *rest


def jpegs(count: int) -> list[tuple[Any, Any]]:
    """Smooth images of 300 to 520 pixels a side, and labels."""
    rng, found = np.random.default_rng(0), []
    for label in range(count):
        small = Image.fromarray(rng.integers(0, 256, (40, 40, 3), np.uint8))
        coded = io.BytesIO()
        small.resize(tuple(rng.integers(300, 520, 2).tolist()), Image.Resampling.BICUBIC).save(
            coded, "JPEG", quality=90
        )
        found.append((np.frombuffer(coded.getvalue(), np.uint8), np.int32(label)))
    return found


def decoded(ds: Any, rows: list[Any], workers: int) -> Any:
    """JPEGs as training takes them."""
    vision = ds.vision
    operations = [vision.Decode(), vision.Resize((224, 224)), vision.RandomHorizontalFlip()]
    operations += [vision.Normalize(MEAN, STD), vision.HWC2CHW()]
    source = ds.GeneratorDataset(Rows(rows), ["image", "label"], num_parallel_workers=1)
    return source.map(operations, ["image"], num_parallel_workers=workers).batch(32, num_parallel_workers=workers)


def decoded_by_pil(coded: Any) -> Any:
    """The same by PIL and numpy."""
    image = Image.open(io.BytesIO(coded)).convert("RGB").resize((224, 224), Image.Resampling.BILINEAR)
    if np.random.rand() < 0.5:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    scaled = (np.asarray(image, np.float32) - np.float32(MEAN)) / np.float32(STD)
    return np.ascontiguousarray(scaled.transpose(2, 0, 1))


def small(ds: Any, rows: list[Any], workers: int) -> Any:
    """Images of CIFAR's size as training takes them."""
    vision = ds.vision
    operations = [vision.RandomCrop(32, 4), vision.RandomHorizontalFlip(), vision.Rescale(1 / 255, 0.0)]
    operations += [vision.Normalize([0.49, 0.48, 0.45], [0.2, 0.2, 0.2]), vision.HWC2CHW()]
    source = ds.GeneratorDataset(Rows(rows), ["image", "label"], num_parallel_workers=1)
    return source.map(operations, ["image"], num_parallel_workers=workers).batch(128, num_parallel_workers=workers)


def small_by_pil(image: Any) -> Any:
    """The same by numpy."""
    y, x = np.random.randint(0, 9, 2)
    cut = np.pad(image, ((4, 4), (4, 4), (0, 0)))[y : y + 32, x : x + 32]
    cut = cut[:, ::-1] if np.random.rand() < 0.5 else cut
    scaled = (cut.astype(np.float32) / 255 - np.float32([0.49, 0.48, 0.45])) / np.float32(0.2)
    return np.ascontiguousarray(scaled.transpose(2, 0, 1))


def dicts(ds: Any, rows: list[Any], workers: int) -> Any:
    """Rows that are one dict each."""
    return ds.GeneratorDataset(Rows(rows), ["row"], num_parallel_workers=workers).batch(32)


def arrays(ds: Any, rows: list[Any], workers: int) -> Any:
    """Rows that are one array each; of two workers each is a process."""
    return ds.GeneratorDataset(Rows(rows), ["row"], num_parallel_workers=workers)


def mindrecords(ds: Any, path: str, workers: int) -> Any:
    """Rows of a MindRecord file."""
    return ds.MindDataset(path, num_parallel_workers=workers).batch(32, num_parallel_workers=workers)


def examples(ds: Any, path: str, workers: int) -> Any:
    """Rows of a TFRecord file, with a schema."""
    schema = ds.Schema()
    schema.add_column("label", "int64", [1])
    schema.add_column("values", "float32", [64])
    return ds.TFRecordDataset(path, schema, num_parallel_workers=workers).batch(32, num_parallel_workers=workers)


def tokens(ds: Any, path: str, workers: int) -> Any:
    """Lines of text, as BERT's tokens and their numbers."""
    text = ds.text
    words = [*"[UNK] [CLS] [SEP] the of to and in is it you that he was for on are with as his they be at".split()]
    vocabulary = text.Vocab.from_list(words + [f"##{letter}" for letter in LETTERS] + [*LETTERS])
    operations = [text.BertTokenizer(vocabulary, lower_case=True), text.Lookup(vocabulary, "[UNK]")]
    lines = ds.TextFileDataset(path, num_parallel_workers=1)
    return lines.map(operations, ["text"], num_parallel_workers=workers)


def run(pipeline: Any) -> Callable[[], None]:
    """An epoch of a pipeline; processes and threads are started in it."""

    def epoch() -> None:
        for _ in pipeline.create_tuple_iterator(num_epochs=1, output_numpy=True):
            pass

    return epoch


def loaded(rows: Any, batch: int, workers: int) -> Callable[[], None]:
    """An epoch of torch's DataLoader; one worker is the program's own process."""
    loader = torch.utils.data.DataLoader(rows, batch, shuffle=True, num_workers=workers if workers > 1 else 0)

    def epoch() -> None:
        for _ in loader:
            pass

    return epoch


def _rows(folder: str) -> str:
    path = str(Path(folder) / "rows.mindrecord")
    writer = msshim.mindrecord.FileWriter(path)
    writer.add_schema({"label": {"type": "int32"}, "data": {"type": "bytes"}}, "rows")
    blob = pickle.dumps(np.random.default_rng(0).integers(0, 256, 3000, np.uint8).tobytes())
    writer.write_raw_data([{"label": i, "data": blob} for i in range(4000)])
    writer.commit()
    return path


def _examples(folder: str) -> str:
    path, rng = Path(folder) / "rows.tfrecord", np.random.default_rng(2)
    messages = [
        example({"label": ("ints", [i % 100]), "values": ("floats", rng.random(64, np.float32))}) for i in range(4000)
    ]
    path.write_bytes(records(messages))
    return str(path)


def _lines(folder: str) -> str:
    rng, path = np.random.default_rng(3), Path(folder) / "lines.txt"
    words = ["".join(rng.choice([*LETTERS], rng.integers(1, 9))) for _ in range(500)] + ["the", "of", "and", "it"] * 60
    path.write_text("\n".join(" ".join(rng.choice(words, 12)) for _ in range(2000)), encoding="utf-8")
    return str(path)


def main() -> list[Table]:
    """A table for each number of workers."""
    import msshim.mindrecord  # noqa: F401

    rng = np.random.default_rng(1)
    images = jpegs(192)
    tiny = [(rng.integers(0, 256, (32, 32, 3), np.uint8), np.int32(i)) for i in range(2560)]
    large, little = ([(np.full(size, 7, np.uint8),)] * count for size, count in ((10**6, 100), (10**4, 2000)))
    mapped = [({"x": np.arange(8.0) + i, "y": i, "z": [i, i]},) for i in range(3000)]
    tables = []
    with tempfile.TemporaryDirectory() as folder:
        path, coded, lines = _rows(folder), _examples(folder), _lines(folder)
        for workers in (1, 2):
            cases: dict[str, tuple[Any, Any, Any]] = {
                f"{len(images)} JPEGs to 224": (decoded, images, loaded(Changed(images, decoded_by_pil), 32, workers)),
                f"{len(tiny)} images 32x32": (small, tiny, loaded(Changed(tiny, small_by_pil), 128, workers)),
                f"{len(mapped)} dicts": (dicts, mapped, loaded(Rows([row for (row,) in mapped]), 32, workers)),
                f"{len(large)} rows of 1 MB": (arrays, large, None),
                f"{len(little)} rows of 10 kB": (arrays, little, None),
                "4000 rows of MindRecord": (mindrecords, path, None),
                "4000 rows of TFRecord": (examples, coded, None),
                "2000 lines to BERT's tokens": (tokens, lines, None),
            }
            rows = {}
            for name, (make, data, torchs) in cases.items():
                candidates = {side: run(make(ds, data, workers)) for side, ds in SIDES.items()}
                if torchs is not None:
                    candidates["torch"] = torchs
                rows[name] = interleaved(candidates, rounds=7)
            plural = "worker" if workers == 1 else "workers"
            tables.append(Table(f"An epoch, {workers} {plural}", "ms", "MindSpore", rows))
    return tables
