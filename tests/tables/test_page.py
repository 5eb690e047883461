"""The founding page: its table, its two examples, and where it is wrong."""

import contextlib
import io
import re
import subprocess
from pathlib import Path

import mindspore
import numpy as np
import pytest
import torch
from command import MSSHIM
from rows import all_rows

import msshim
from msshim._src.rules.checks import CHECKS
from msshim._src.tables import load, page, wrong
from msshim._src.tables.docstring import docstring

ROW = load.row("nn", "Conv3dTranspose")
EXAMPLES = re.findall(
    r"```python\n(.*?)```", (Path(__file__).parents[1] / "support/data/page_examples.md").read_text(), re.DOTALL
)

# torch's and MindSpore's names, in the page's order, and a word of the page's fact.
FOUNDING = [
    ("in_channels", "in_channels", "-"),
    ("out_channels", "out_channels", "-"),
    ("kernel_size", "kernel_size", ""),
    ("stride", "stride", "-"),
    ("padding", "padding", "front, tail, top, bottom, left, right"),
    ("output_padding", "output_padding", ""),
    ("groups", "group", "Same function, other name."),
    ("bias", "has_bias", "torch defaults to True, MindSpore to False."),
    ("dilation", "dilation", "-"),
    ("padding_mode", "-", "zeros"),
    ("-", "pad_mode", "'same'"),
    ("-", "weight_init", "HeUniform"),
    ("-", "bias_init", "Uniform"),
    ("-", "data_format", "NCDHW"),
    ("input", "x", "Same function, other name."),
]


def test_the_fifteen_rows_in_the_pages_order() -> None:
    lines = page.lines(ROW)
    assert [(x.torch, x.mindspore) for x in lines[:15]] == [(t, m) for t, m, _ in FOUNDING]
    for line, (_, _, fact) in zip(lines[:15], FOUNDING, strict=True):
        assert fact in line.difference, line
    # What the page does not list, because it came later.
    assert [(x.torch, x.mindspore) for x in lines[15:]] == [("dtype", "dtype"), ("device", "-")]


@pytest.mark.parametrize("render", [page.text, page.markdown], ids=["text", "markdown"])
def test_every_row_renders(render) -> None:
    for namespace in load.namespaces():
        for name in load.index(namespace):
            row = load.row(namespace, name)
            assert f"mindspore.{row.qualified}" in render(row)


MADE = all_rows("cell", "function", "method", "primitive", "optimizer")


@pytest.mark.parametrize("row", MADE, ids=lambda row: row.qualified)
def test_a_docstring_is_written_for_readers(row) -> None:
    said = docstring(row)
    assert ("Returns:" in said) is (row.kind != "optimizer") and "None (" not in said
    inner = "|".join([*(word for word in CHECKS if "_" in word), "divisor", "ints", "choice"])
    assert not re.findall(rf"\((?:{inner})\b", said)
    for entry in (*row.signature, *row.inputs):
        assert entry.name == "self" or f"    {entry.name}" in said


def test_the_page_says_which_wrong_arguments_differ() -> None:
    for row in (row for row in all_rows() if row.qualified in wrong.table()):
        said = [note for note in page.notes(row) if note.startswith("Of wrong arguments, msshim ")]
        assert said and all(note.partition(": ")[2][:-1] in wrong.table()[row.qualified] for note in said)


def test_printed_by_the_command() -> None:
    done = subprocess.run(
        [*MSSHIM, "api", "nn.Conv3dTranspose", "--markdown"], capture_output=True, text=True, check=True
    )
    assert done.stdout == page.markdown(ROW)


@pytest.mark.parametrize("example", EXAMPLES, ids=["same", "valid"])
def test_examples_run_with_only_the_import_changed(example: str) -> None:
    said = "".join(re.findall(r"^# (.*)$", example, re.MULTILINE))
    outputs = []
    for library in ("mindspore", "msshim"):
        printed = io.StringIO()
        names: dict = {}
        with contextlib.redirect_stdout(printed):
            exec(example.replace("import mindspore", f"import {library}"), names)
        assert printed.getvalue().strip() == said
        outputs.append(names["output"].asnumpy())
    np.testing.assert_allclose(outputs[1], outputs[0], rtol=1e-6)


def _same_and_the_pages_torch_call(k: int, s: int, x: np.ndarray, weight: np.ndarray):
    """MindSpore's 'same', msshim's, and the torch call that the page gives as its equal."""
    real = mindspore.nn.Conv3dTranspose(2, 3, k, s, weight_init=mindspore.Tensor(weight))
    ours = msshim.nn.Conv3dTranspose(2, 3, k, s, weight_init=msshim.Tensor(weight))
    call = torch.nn.functional.conv_transpose3d
    theirs = call(torch.from_numpy(x), torch.from_numpy(weight), None, s, (k - 1) // 2, s - 1)
    return real(mindspore.Tensor(x)).asnumpy(), ours(torch.from_numpy(x)).detach().numpy(), theirs.numpy()


@pytest.mark.parametrize("k", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("s", [1, 2, 3])
def test_where_the_pages_torch_half_is_not_its_mindspore_half(k: int, s: int) -> None:
    """Equal only for stride 1 with an odd kernel, or kernel 1: else shifted, and one too long for an even kernel."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=(1, 2, 3, 4, 3)).astype(np.float32)
    weight = rng.normal(size=(2, 3, k, k, k)).astype(np.float32)
    real, ours, pages = _same_and_the_pages_torch_call(k, s, x, weight)
    np.testing.assert_allclose(ours, real, atol=2e-5)
    if k % 2 == 0:
        assert pages.shape[2:] == tuple(n + 1 for n in real.shape[2:])
    else:
        assert pages.shape == real.shape
        assert np.allclose(pages, real, atol=1e-4) == (k == 1 or s == 1)


def test_the_pages_example_is_shifted_by_one_row() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(1, 2, 3, 4, 3)).astype(np.float32)
    weight = rng.normal(size=(2, 3, 5, 5, 5)).astype(np.float32)
    real, _, pages = _same_and_the_pages_torch_call(5, 3, x, weight)
    assert not np.allclose(pages, real, atol=1e-3)
    np.testing.assert_allclose(pages[:, :, :-1, :-1, :-1], real[:, :, 1:, 1:, 1:], atol=2e-5)
