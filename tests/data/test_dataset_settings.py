"""The settings of pipelines beside MindSpore's: checks, what is kept, and what rows that fail become."""

import inspect
import json
import logging

import mindspore.dataset
import numpy as np
import pytest
from raising import raises

import msshim.dataset

SIDES = (mindspore.dataset, msshim.dataset)
NAMES = sorted(name for name in mindspore.dataset.config.__all__ if name.startswith(("get_", "set_")))
VALUES = (True, False, 0, 1, 2, -1, 3.5, "fork", "spawn", "CPU", "x", None, 2**31, 2**33, [], ())


def settings(ds):
    getters = [name for name in dir(ds.config) if name.startswith("get_") and name in dir(mindspore.dataset.config)]
    return {name: str(getattr(ds.config, name)()) for name in getters}


@pytest.fixture(autouse=True)
def as_before():
    """What a test sets does not outlive it."""
    kept = [settings(ds) for ds in SIDES]
    yield
    for ds, before in zip(SIDES, kept, strict=True):
        config = ds.config
        config.set_error_samples_mode(config.ErrorSamplesMode.RETURN)
        config.set_debug_mode(False)
        config.set_iterator_mode()
        config.set_enable_autotune(False)
        for name, value in before.items():
            setter = getattr(config, name.replace("get_", "set_"))
            if value in ("True", "False"):
                setter(value == "True")
            elif value.isdigit() and "mode" not in name:
                setter(int(value))
            elif "{" not in value and "mode" not in name:
                setter(value)


def test_what_is_set_at_first() -> None:
    theirs, ours = (settings(ds) for ds in SIDES)
    assert {**ours, "get_seed": ""} == {**theirs, "get_seed": ""}


@pytest.mark.parametrize("name", [*NAMES, "set_dynamic_shape", "get_dynamic_shape", "set_video_backend"])
def test_signatures(name) -> None:
    theirs, ours = (list(inspect.signature(getattr(ds.config, name)).parameters.values()) for ds in SIDES)
    assert [(one.name, one.default) for one in ours] == [(one.name, one.default) for one in theirs]


def after(ds, name, value):
    """What a setting is after it was set, or the class of the error."""
    try:
        getattr(ds.config, name)(value)
    except Exception as error:
        return type(error)
    getter = getattr(ds.config, name.replace("set_", "get_"), None)
    return None if getter is None else str(getter())


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("set_")])
def test_checks(name) -> None:
    for value in VALUES:
        theirs, ours = (after(ds, name, value) for ds in SIDES)
        assert ours == theirs, value


def test_two_arguments() -> None:
    for text in (
        "set_iterator_mode(True, True)", "set_iterator_mode(True, 1)", "set_enable_autotune(True, '')",
        "set_enable_autotune(True, 3)", "set_enable_autotune(False, 'a')", "set_debug_mode(True, 3)",
        "set_debug_mode(True, [3])",
    ):  # fmt: skip
        found = []
        for ds in SIDES:
            try:
                found.append((eval(f"ds.config.{text}"), settings(ds)["get_iterator_mode"]))
            except Exception as error:
                found.append(type(error))
        assert found[0] == found[1], text


FILES = {
    "all": {"numParallelWorkers": 1, "opConnectorSize": 3, "seed": 7, "monitorSamplingInterval": 9},
    "one": {"opConnectorSize": 5},
    "none": {"x": 1},
}


@pytest.mark.parametrize("name", FILES)
def test_settings_of_a_file(name, tmp_path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(FILES[name]))
    for ds in SIDES:
        ds.config.set_seed(5)
        ds.config.load(str(path))
    theirs, ours = (settings(ds) for ds in SIDES)
    assert ours == theirs


@pytest.mark.parametrize("text", ["{x", "[1]", '{"opConnectorSize": "a"}', None])
def test_files_that_are_none(text, tmp_path) -> None:
    path = tmp_path / "settings.json"
    if text is not None:
        path.write_text(text)
    for ds in SIDES:
        with raises(RuntimeError):
            ds.config.load(str(path))


def numbers(ds, count=5):
    return ds.NumpySlicesDataset(np.arange(count), ["a"], shuffle=False, num_parallel_workers=1)


def bad(*wanted):
    def function(value):
        if int(np.ravel(value)[0]) in wanted:
            raise ValueError("bad")
        return value

    return function


def mapped(count, *wanted):
    return lambda ds: numbers(ds, count).map(bad(*wanted), num_parallel_workers=1)


FAILING = {
    "one": mapped(5, 2),
    "the first": mapped(5, 0),
    "the first two": mapped(5, 0, 1),
    "the last": mapped(5, 4),
    "in batches": lambda ds: mapped(5, 2)(ds).batch(2),
    "of two workers": lambda ds: numbers(ds, 9).map(bad(2, 5), num_parallel_workers=2),
    "of two maps": lambda ds: mapped(9, 2)(ds).map(bad(5), num_parallel_workers=1),
    "repeated": lambda ds: mapped(5, 2)(ds).repeat(2),
    "some of them": lambda ds: mapped(10, 2, 9)(ds).take(5),
    "two far apart": mapped(12, 2, 9),
    "of many": mapped(40, 30),
    "three of many": mapped(40, 18, 30, 35),
    "the seventeenth": mapped(20, 16),
    "the first two of many": mapped(20, 0, 1),
    "a row of many": mapped(40, *range(17, 30)),
    "all but one": mapped(5, 1, 2, 3, 4),
    "a batch": lambda ds: numbers(ds, 9).batch(2).map(bad(2), num_parallel_workers=1),
    "no value": lambda ds: numbers(ds).map(lambda value: None if value == 2 else value, num_parallel_workers=1),
}


@pytest.mark.parametrize("mode", ["SKIP", "REPLACE"])
@pytest.mark.parametrize("name", FAILING)
def test_rows_that_fail(name, mode) -> None:
    found = []
    for ds in SIDES:
        ds.config.set_error_samples_mode(ds.config.ErrorSamplesMode[mode])
        made = FAILING[name](ds)
        rows = made.create_tuple_iterator(num_epochs=3, output_numpy=True)
        found.append(([[row[0].tolist() for row in rows] for _ in range(3)], made.get_dataset_size()))
    assert found[1] == found[0]


def test_all_rows_fail() -> None:
    for ds in SIDES:
        ds.config.set_error_samples_mode(ds.config.ErrorSamplesMode.REPLACE)
        with raises(RuntimeError):
            list(mapped(3, 0, 1, 2)(ds))
        ds.config.set_error_samples_mode(ds.config.ErrorSamplesMode.SKIP)
        assert list(mapped(3, 0, 1, 2)(ds)) == []


def named_function(value):
    return value + 1


def test_hooks(capfd) -> None:
    found = []
    for ds in SIDES:
        for hooks in (None, [ds.debug.PrintDataHook(), ds.debug.PrintMetaDataHook()]):
            ds.config.set_debug_mode(True, hooks)
            operations = [ds.transforms.TypeCast(np.float32), named_function, lambda value: (value, value)]
            pipeline = numbers(ds, 2).map(operations, output_columns=["a", "b"])
            for _ in pipeline.create_tuple_iterator(num_epochs=1):
                pass
        found.append([line for line in capfd.readouterr().out.splitlines() if "debugger" in line or "Column" in line])
    assert found[1] == found[0]
    assert len(found[0]) > 20


def test_own_hooks() -> None:
    for ds in SIDES:
        seen = []

        class Hook(ds.debug.DebugHook):
            def compute(self, *args):
                seen.append((self.prev_op_name, self.is_first_op))

        ds.config.set_debug_mode(False)
        list(numbers(ds, 1).map([Hook(), named_function], num_parallel_workers=1))
        assert seen == [(None, None)]


def test_a_row_that_is_left_out_is_in_the_log(monkeypatch, caplog) -> None:
    monkeypatch.setattr(logging.getLogger("mindspore"), "propagate", True)
    caplog.set_level(logging.WARNING, "mindspore")
    ds = msshim.dataset
    ds.config.set_error_samples_mode(ds.config.ErrorSamplesMode.SKIP)
    rows = [int(one) for (one,) in mapped(5, 2)(ds).create_tuple_iterator(num_epochs=1, output_numpy=True)]
    assert rows == [0, 1, 3, 4] and [record.message for record in caplog.records if "bad" in record.message]
