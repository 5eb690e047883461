"""Threads and processes of pipelines: rows, order and random numbers are MindSpore's, whoever makes them."""

import gc
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import mindspore.dataset
import numpy as np
import pytest
from raising import raises

import msshim.dataset
from msshim._src.data import parallel

SIDES = (mindspore.dataset, msshim.dataset)


class Drawn:
    """Rows with random numbers of the process that makes them."""

    def __len__(self) -> int:
        return 9

    def __getitem__(self, i):
        return np.int32(i), np.float64(random.random()), np.float64(np.random.rand())


def shaken(value):
    return value + np.random.rand()


def of_batch(values, info):
    return ([shaken(value) + 100 * info.get_epoch_num() + 10 * info.get_batch_num() for value in values],)


def numbers(ds):
    return ds.NumpySlicesDataset(np.arange(9.0), ["a"], shuffle=False, num_parallel_workers=1)


BY_PROCESSES = {
    "a source": lambda ds: ds.GeneratorDataset(Drawn(), ["a", "b", "c"], shuffle=False, num_parallel_workers=2),
    "a shuffled source": lambda ds: ds.GeneratorDataset(Drawn(), ["a", "b", "c"], num_parallel_workers=2),
    "a batch sampler": lambda ds: ds.GeneratorDataset(
        Drawn(), ["a", "b", "c"], batch_sampler=[[1, 2], [3], [0, 5, 4, 6]], num_parallel_workers=2
    ),
    "a function": lambda ds: numbers(ds).map(shaken, python_multiprocessing=True, num_parallel_workers=2),
    "of one process": lambda ds: numbers(ds).map(shaken, python_multiprocessing=True, num_parallel_workers=1),
    "a function and a transform": lambda ds: numbers(ds).map(
        [shaken, ds.transforms.TypeCast(np.float32)], python_multiprocessing=True, num_parallel_workers=2
    ),
    "a function of batches": lambda ds: numbers(ds).batch(
        2, per_batch_map=of_batch, python_multiprocessing=True, num_parallel_workers=2
    ),
}


def rows(pipeline, epochs=2):
    made = pipeline.create_tuple_iterator(num_epochs=epochs, output_numpy=True)
    return [[[value.tolist() for value in row] for row in made] for _ in range(epochs)]


@pytest.mark.parametrize("name", BY_PROCESSES)
def test_processes_draw_as_mindspores_do(name) -> None:
    found = []
    for ds in SIDES:
        ds.config.set_seed(3)
        found.append(rows(BY_PROCESSES[name](ds)))
    assert found[0] == found[1]


def images(count=24, size=96):
    made = np.random.RandomState(0).randint(0, 256, (count, size, size, 3)).astype(np.uint8)
    return [(image,) for image in made]


def transformed(ds, workers):
    vision = ds.vision
    inner = [vision.RandomResizedCrop(64), vision.RandomHorizontalFlip(), vision.RandomColorAdjust(0.5, 0.5, 0.5, 0.2)]
    operations = [*inner, vision.Normalize([1.0, 2.0, 3.0], [4.0, 5.0, 6.0]), vision.HWC2CHW()]
    source = ds.GeneratorDataset(images(), ["image"], shuffle=False, num_parallel_workers=1)
    return source.map(operations, num_parallel_workers=workers)


def test_threads_draw_as_mindspores_do(monkeypatch) -> None:
    monkeypatch.setattr(parallel, "_WORTH", 0)
    found = []
    for ds in SIDES:
        ds.config.set_seed(5)
        made = transformed(ds, 2).create_tuple_iterator(num_epochs=2, output_numpy=True)
        found.append([row[0] for _ in range(2) for row in made])
        if ds is msshim.dataset:
            assert threading.active_count() > 2
    assert len(found[0]) == 48
    assert all((one == other).all() for one, other in zip(*found, strict=True))


def test_cheap_rows_stay_in_the_thread_that_asks(monkeypatch) -> None:
    monkeypatch.setattr(parallel, "_WORTH", 10)
    before = threading.active_count()
    made = transformed(msshim.dataset, 2).create_tuple_iterator(num_epochs=1)
    assert len([None for _ in made]) == 24
    assert threading.active_count() <= before


def test_texts_stay_in_the_thread_that_asks(monkeypatch) -> None:
    """Their native form is Python's work, which threads would only take turns at."""
    monkeypatch.setattr(parallel, "_WORTH", 0)
    ds, before = msshim.dataset, threading.active_count()
    source = ds.NumpySlicesDataset(["a b"] * 20, ["text"], shuffle=False)
    made = source.map(ds.text.WhitespaceTokenizer(), num_parallel_workers=2).create_tuple_iterator(num_epochs=1)
    assert len([None for _ in made]) == 20
    assert threading.active_count() <= before


def ended(condition) -> bool:
    for _ in range(200):
        gc.collect()
        if condition():
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("how", ["dropped", "broken off", "stopped"])
def test_nothing_is_left_running(how, monkeypatch) -> None:
    monkeypatch.setattr(parallel, "_WORTH", 0)
    assert ended(lambda: not multiprocessing.active_children())
    before = threading.active_count()
    ds = msshim.dataset
    source = ds.GeneratorDataset(images(), ["image"], num_parallel_workers=2)
    made = source.map([ds.vision.Resize(32), ds.vision.HWC2CHW()], num_parallel_workers=2).create_tuple_iterator()
    for _ in range(8):
        next(made)
    assert len(multiprocessing.active_children()) == 2
    if how == "broken off":
        for _ in made:
            break
    if how == "stopped":
        made.stop()
    else:
        del made, _
    assert ended(lambda: threading.active_count() == before and not multiprocessing.active_children())


def test_an_epoch_that_is_broken_off_goes_on() -> None:
    pipeline = msshim.dataset.GeneratorDataset(Drawn(), ["a", "b", "c"], shuffle=False, num_parallel_workers=2)
    made = pipeline.create_tuple_iterator(num_epochs=2, output_numpy=True)
    begun = [int(next(made)[0]) for _ in range(4)]
    assert [*begun, *(int(row[0]) for row in made)] == list(range(9))
    assert [int(row[0]) for row in made] == list(range(9))


def fails(i):
    if i == 5:
        raise KeyError("my key")
    return np.int32(i)


def dies(i):
    if i == 5:
        os._exit(7)
    return np.int32(i)


@pytest.mark.parametrize(("function", "said"), [(fails, "KeyError: 'my key'"), (dies, "exit code 7")])
def test_what_fails_in_a_process_comes_after_the_rows_before_it(function, said) -> None:
    source = msshim.dataset.NumpySlicesDataset(np.arange(9), ["a"], shuffle=False)
    pipeline = source.map(function, python_multiprocessing=True, num_parallel_workers=2)
    got, begun = [], time.monotonic()
    with raises(RuntimeError, match=said):
        for row in pipeline.create_tuple_iterator(num_epochs=1, output_numpy=True):
            got.append(int(row[0]))
    assert got == [0, 1, 2, 3, 4]
    assert time.monotonic() - begun < 20


def slow(value):
    time.sleep(1.5)
    return value


def test_a_process_that_takes_long_is_told_of() -> None:
    ds = msshim.dataset
    before = ds.config.get_multiprocessing_timeout_interval()
    ds.config.set_multiprocessing_timeout_interval(1)
    try:
        pipeline = ds.NumpySlicesDataset([1], ["a"]).map(slow, python_multiprocessing=True, num_parallel_workers=1)
        with pytest.warns(UserWarning, match="has made no row for 1 seconds"):
            assert len(list(pipeline)) == 1
    finally:
        ds.config.set_multiprocessing_timeout_interval(before)


def test_a_source_that_fails_ahead_fails_in_its_turn(monkeypatch) -> None:
    monkeypatch.setattr(parallel, "_WORTH", 0)

    def source():
        yield from images(12)
        raise KeyError("my key")

    ds, got = msshim.dataset, []
    pipeline = ds.GeneratorDataset(source, ["image"]).map(ds.vision.Resize(32), num_parallel_workers=2)
    with raises(RuntimeError, match="my key"):
        for row in pipeline.create_tuple_iterator(num_epochs=1):
            got.append(row)
    assert len(got) == 12


def test_rows_are_made_ahead_and_not_too_far() -> None:
    seen = []

    def source():
        for i in range(100):
            seen.append(i)
            yield np.int32(i)

    ds = msshim.dataset
    ds.config.set_prefetch_size(3)
    pipeline = ds.GeneratorDataset(source, ["a"]).map(abs, python_multiprocessing=True, num_parallel_workers=2)
    made = pipeline.create_tuple_iterator(num_epochs=1)
    next(made)
    ds.config.set_prefetch_size(16)
    assert len(seen) == 6


def test_questions_start_no_process() -> None:
    before = set(multiprocessing.active_children())  # some of other tests may be about to end
    pipeline = msshim.dataset.GeneratorDataset(Drawn(), ["a", "b", "c"], num_parallel_workers=2)
    assert pipeline.output_shapes() == [[], [], []]
    assert before >= set(multiprocessing.active_children())


SPAWNED = """
import numpy as np
import msshim.dataset as ds

def twice(value):
    return value * 2

if __name__ == "__main__":
    ds.config.set_multiprocessing_start_method("spawn")
    pipeline = ds.NumpySlicesDataset(np.arange(4), ["a"], shuffle=False)
    pipeline = pipeline.map(twice, python_multiprocessing=True, num_parallel_workers=1)
    print([int(row[0]) for row in pipeline.create_tuple_iterator(num_epochs=1)])
"""


def test_processes_started_anew(tmp_path) -> None:
    program = tmp_path / "spawned.py"
    program.write_text(SPAWNED)
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, timeout=120)
    assert done.stdout == "[0, 2, 4, 6]\n", done.stderr


INTERRUPTED = """
import time
from pathlib import Path
import numpy as np
import msshim.dataset as ds

def slow(value):
    time.sleep(60)
    return value

pipeline = ds.NumpySlicesDataset(np.arange(4), ["a"]).map(slow, python_multiprocessing=True, num_parallel_workers=2)
print("begun", flush=True)
for row in pipeline.create_tuple_iterator(num_epochs=1):
    pass
"""


def test_an_interrupted_program_ends(tmp_path) -> None:
    program = tmp_path / "interrupted.py"
    program.write_text(INTERRUPTED)
    running = subprocess.Popen(
        [sys.executable, str(program)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "begun\n"
    time.sleep(1)
    os.killpg(running.pid, signal.SIGINT)
    _, errors = running.communicate(timeout=20)
    assert "KeyboardInterrupt" in errors


class Large:
    """Rows of 1 MB, of 10 kB and of arrays that are not contiguous or empty."""

    values = np.random.RandomState(0).rand(4, 1 << 17)

    def __len__(self) -> int:
        return 4

    def __getitem__(self, i):
        row = self.values[i]
        return row, row[:1250], row.reshape(512, 256).T, np.asfortranarray(row.reshape(512, 256)), row[:0]


def changed(a, b, c, d, e):
    a += 1  # which is in memory of the program's own
    c[0] = 7
    return a, b, c, d, e


LARGE = ["a", "b", "c", "d", "e"]
LARGE_ROWS = {
    "a source": lambda ds: ds.GeneratorDataset(Large(), LARGE, shuffle=False, num_parallel_workers=2),
    "a function": lambda ds: ds.GeneratorDataset(Large(), LARGE, shuffle=False, num_parallel_workers=1).map(
        changed, LARGE, python_multiprocessing=True, num_parallel_workers=2, max_rowsize=1
    ),
    "both": lambda ds: ds.GeneratorDataset(Large(), LARGE, shuffle=False, num_parallel_workers=2, max_rowsize=1).map(
        changed, LARGE, python_multiprocessing=True, num_parallel_workers=2
    ),
}


@pytest.mark.parametrize("name", LARGE_ROWS)
def test_large_rows_go_between_processes(name) -> None:
    found = []
    for ds in SIDES:
        made = LARGE_ROWS[name](ds).create_tuple_iterator(num_epochs=1, output_numpy=True)
        found.append(list(made))
    for theirs, ours in zip(*found, strict=True):
        for real, mine in zip(theirs, ours, strict=True):
            np.testing.assert_array_equal(mine, real)
            assert mine.flags.writeable


def segments(pid) -> set[str]:
    """The memory that a process shares by a name, or could."""
    lines = Path(f"/proc/{pid}/maps").read_text().splitlines()
    return {line.split(maxsplit=5)[5] for line in lines if "/dev/shm" in line or "/memfd:" in line}


if Path("/proc/self/maps").exists():

    def test_no_shared_memory_can_be_left_behind() -> None:
        """Whatever ends, or is killed: there is none."""
        before = segments("self")
        made = LARGE_ROWS["both"](msshim.dataset).create_tuple_iterator(num_epochs=1)
        next(made)
        workers = [one.pid for one in multiprocessing.active_children()]
        assert len(workers) >= 4
        for pid in ("self", *workers):
            assert segments(pid) <= before
