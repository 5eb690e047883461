"""Every bad or borderline call of data/conv_errors.yaml: the real MindSpore is asked again, and msshim must agree.

Where msshim runs what MindSpore's backend refuses, a deviation of the row must say so.
"""

import re
from pathlib import Path

import mindspore
import numpy as np
import pytest
import yaml

import msshim
from msshim._src.tables import load

CASES = yaml.safe_load((Path(__file__).parents[1] / "support/data/conv_errors.yaml").read_text())
MISSING = object()


def value(text, library):
    """A Python value from the file's text, with this library's Tensor and dtypes."""
    tensor = re.fullmatch(r"Tensor\(shape=(\[.*\]), (\w+)\)", str(text))
    if tensor:
        shape, dtype = eval(tensor[1]), getattr(library, tensor[2].lower())
        return library.Tensor(np.ones(shape, np.float32), dtype)
    array = re.fullmatch(r"ndarray (\(.*\)) float32", str(text))
    if array:
        return np.ones(eval(array[1]), np.float32)
    if text == "(missing)":
        return MISSING
    if str(text).startswith("<class 'numpy."):
        return np.float32
    if str(text).startswith("mindspore."):
        return getattr(library, text.removeprefix("mindspore."))
    return eval(text) if isinstance(text, str) else text


def run(case, library):
    """('init' or 'call', the exception), or (None, the result)."""
    args = {"in_channels": 4, "out_channels": 6, "kernel_size": 3}
    args |= {name: value(text, library) for name, text in case["args"].items()}
    stage = "init"
    try:
        cell = getattr(library.nn, case["layer"])(**{k: v for k, v in args.items() if v is not MISSING})
        stage = "call"
        if "input" not in case:
            return None, cell
        shape, _, dtype = case["input"].rpartition(" ")
        if "numpy" in case["input"]:
            x = np.ones((1, 4, 3, 4, 5), np.float32)
        elif "list" in case["input"]:
            x = [1.0]
        else:
            x = library.Tensor(np.ones(eval(shape)), getattr(library, dtype.lower()))
        y = cell(x)
        return None, y.asnumpy()
    except Exception as error:
        return stage, error


def names_argument_and_value(case, error: Exception) -> bool:
    """Whether the message has the name of an argument or input that is wrong, and its value or shape."""
    message = str(error)
    if case["case"].startswith(("missing", "unknown keyword")):  # Python's own message
        return any(f"'{name}'" in message for name in case["args"])
    if case.get("at") == "call":
        shape, _, dtype = case["input"].rpartition(" ")
        about = "'x'" in message and (shape in message or dtype.lower() in message or "Tensor" in message)
        return about or any(f"'{name}'" in message for name in case["args"])
    for name, text in case["args"].items():
        given = value(text, msshim)
        said = repr(given) in message or (isinstance(given, msshim.Tensor) and str(tuple(given.shape)) in message)
        # An initializer knows the value and calls it 'init', or says that the shape is not for it.
        if said and (f"'{name}'" in message or (name.endswith("_init") and "'init'" in message)):
            return True
        if (
            name.endswith("_init")
            and isinstance(given, (str, np.ndarray, list))
            and ("dimensions" in message or "init" in message)
        ):
            return True
    return False


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['layer']}-{c['case']}")
def test_same_class_and_stage_as_mindspore(case) -> None:
    theirs = run(case, mindspore)
    assert theirs[0] == case.get("at")
    assert (type(theirs[1]).__name__ if theirs[0] else None) == case["raises"]
    ours = run(case, msshim)
    if theirs[0] and not ours[0]:
        row = load.row("nn", case["layer"])
        assert deviates(row, case), "msshim runs what MindSpore refuses, and no deviation says so"
    elif theirs[0]:
        assert (ours[0], type(ours[1])) == (theirs[0], type(theirs[1])), ours
        assert names_argument_and_value(case, ours[1]), ours
    else:
        assert ours[0] is None, ours
        if isinstance(theirs[1], np.ndarray):
            assert (ours[1].shape, ours[1].dtype) == (theirs[1].shape, theirs[1].dtype)


def deviates(row, case) -> bool:
    """Whether a deviation of the row is about what this case changes."""
    changed = {name: value(text, msshim) for name, text in case["args"].items()}
    dtype = case.get("input", "").rpartition(" ")[2].lower()
    for deviation in row.deviations:
        if deviation.dtype != "float32":
            if deviation.dtype == dtype:
                return True
        elif set(deviation.args) <= {*changed, "stride"} and set(deviation.args) & set(changed):
            return True
    return False
