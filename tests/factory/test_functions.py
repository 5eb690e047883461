"""Every function, method and primitive against the real MindSpore: values in each dtype, errors, effects."""

import contextlib
import doctest
import inspect
import re

import mindspore
import numpy as np
import pytest
import torch
from calls import DTYPES, EXACT, Words, drain, evaluate, leaves, settled, two_calls
from left_out import applying, leave_out
from oracle import close, named
from rows import all_rows

import msshim
from msshim._src.tensor.dtype import Type

EVERY = all_rows("function", "method", "primitive", "cell")
ROWS = [row for row in EVERY if row.kind != "cell" or row.calls or row.proof.reference]
ORACLE = [row for row in ROWS if not row.proof.reference]
REFERENCED = [row for row in ROWS if row.proof.reference]
ELSEWHERE = ("docstring", "processes")


def compare(ours, theirs, tolerance: float, what: str) -> None:
    """The same kinds of values in the same order, arrays within the tolerance."""
    if isinstance(theirs, mindspore.Tensor):
        assert isinstance(ours, msshim.Tensor), (what, ours, theirs)
        assert (ours.shape, str(ours.dtype)) == (theirs.shape, str(theirs.dtype)), (what, ours, theirs)
        a, b = ours.asnumpy(), theirs.asnumpy()
        if str(theirs.dtype) == "BFloat16":
            a, b = a.astype(np.float32), b.astype(np.float32)
        for part in (np.real, np.imag) if np.iscomplexobj(b) else (np.asarray,):
            close(part(a), part(b), tolerance, what, floor=1)
    elif isinstance(theirs, (tuple, list)):
        assert isinstance(ours, (tuple, list)) and isinstance(ours, tuple) == isinstance(theirs, tuple), (what, ours)
        assert len(ours) == len(theirs), (what, ours, theirs)
        for mine, real in zip(ours, theirs, strict=True):
            compare(mine, real, tolerance, what)
    elif isinstance(theirs, float):
        assert ours == pytest.approx(theirs, rel=tolerance, abs=tolerance, nan_ok=True), what
    elif isinstance(ours, Type):
        assert str(ours) == str(theirs), what
    else:
        assert type(ours) is type(theirs) and ours == theirs, (what, ours, theirs)


def compare_statistics(ours, theirs, what: str) -> None:
    for mine, real in zip(leaves(ours), leaves(theirs), strict=True):
        assert (mine.shape, str(mine.dtype)) == (real.shape, str(real.dtype)), what
        compare_samples(mine.asnumpy(), real.asnumpy(), what)


def compare_samples(ours: np.ndarray, theirs: np.ndarray, what: str) -> None:
    """The same shape, and where there are many numbers, about the same mean and spread."""
    with np.errstate(all="ignore"):  # what is not set may be anything
        a, b = (np.real(x).astype(np.float64) for x in (ours, np.asarray(theirs)))
    assert a.shape == b.shape, what
    if a.size > 500:
        spread = 8 / np.sqrt(a.size) * max(b.std(), 1e-6)
        assert abs(a.mean() - b.mean()) < spread, (what, a.mean(), b.mean())
        assert abs(a.std() - b.std()) < spread, (what, a.std(), b.std())


def theirs_of(row, text: str, dtype: str):
    """MindSpore's answer and the words it was made with; None where MindSpore refuses the dtype."""
    words = Words(mindspore, dtype)
    drain()
    try:
        return settled(evaluate(row, text, words)), words
    except Exception:
        drain()
        return None


def test_every_row_has_calls() -> None:
    assert [row.qualified for row in ROWS if not row.calls and row.proof.reference not in ELSEWHERE] == []
    assert [row.qualified for row in ROWS if row.proof != type(row.proof)() and not row.proof.why] == []


@pytest.mark.parametrize("row", ORACLE, ids=lambda r: r.qualified)
def test_values(row) -> None:
    dtypes = row.proof.dtypes or DTYPES
    # Twice, for the very first call of a process may fail in MindSpore.
    main = next((dtype for dtype in (*dtypes, *dtypes) if theirs_of(row, row.calls[0], dtype)), None)
    assert main, "MindSpore refuses the first call in every dtype: see `proof.reference`"
    for k, text in enumerate(row.calls):
        for dtype in [main, *(d for d in dtypes if d != main and not k)]:
            answer = theirs_of(row, text, dtype)
            what = f"{row.qualified}: {text} as {dtype}"
            if answer is None:
                assert dtype != main, f"{what}: MindSpore refuses it; it belongs under `errors`"
                leave_out("values: MindSpore refuses the dtype", what)
                continue
            theirs, words = answer
            mine = Words(msshim, dtype)
            ours = evaluate(row, text, mine)
            if row.proof.random:
                compare_statistics(ours, theirs, what)
            else:
                tolerance = max(EXACT.get(dtype, 0), row.proof.tolerance)
                compare(ours, theirs, tolerance, what)
                compare(mine.made, words.made, tolerance, f"{what}: the arguments after the call")
            if not words.uses_dtype:
                break


@pytest.mark.parametrize("row", [r for r in ROWS if r.proof.seeded], ids=lambda r: r.qualified)
def test_seeds(row) -> None:
    """The same numbers from the same seed, also in a second round, which MindSpore draws from other seeds."""
    for library in (mindspore, msshim):
        library.set_seed(7)
    for text in row.calls * 2:
        real, mine = (evaluate(row, text, Words(library, "float32")) for library in (mindspore, msshim))
        compare(mine, settled(real), 1e-6, f"{row.qualified}: {text}")


@pytest.mark.parametrize("row", [r for r in EVERY if r.errors], ids=lambda r: r.qualified)
def test_errors(row) -> None:
    for text in row.errors:
        drain()
        raised = []
        for library in (mindspore, msshim):
            try:
                raised.append(settled(evaluate(row, text, Words(library, "float32"))))
            except Exception as error:
                drain()
                raised.append(error)
        real, mine = raised
        assert isinstance(real, Exception), f"{row.qualified}: {text}: MindSpore takes it, and gives {real}"
        assert type(mine) is type(real), f"{row.qualified}: {text}: {mine!r} for {real!r}"


@pytest.mark.parametrize(
    "row", [r for r in ROWS if r.proof.reference not in ("", *ELSEWHERE)], ids=lambda r: r.qualified
)
def test_reference(row) -> None:
    """Where MindSpore can not say what is right, numpy or scipy does."""
    import scipy
    import scipy.linalg
    import scipy.ndimage
    import scipy.special

    for text in row.calls:
        ours = evaluate(row, text, Words(msshim, "float32"))
        arguments = eval(
            f"bind{text}" if two_calls(row) else f"bind({text})", {"bind": bind(row)}, Words(msshim, "float32")
        )
        arrays = {name: as_arrays(value) for name, value in arguments.items()}
        expected = eval(row.proof.reference, {"np": np, "scipy": scipy, "torch": torch, **arrays})
        for mine, real in zip(leaves(ours), expected if isinstance(expected, tuple) else (expected,), strict=True):
            if row.proof.random:
                compare_samples(mine.asnumpy(), real, row.qualified)
                continue
            np.testing.assert_allclose(mine.asnumpy(), real, rtol=row.proof.tolerance, atol=row.proof.tolerance)


def bind(row):
    """Takes the arguments of a row's call, or of both its calls, and gives them by name."""
    made = named(msshim, row)

    def first(*args, **kwargs):
        bound = inspect.signature(made).bind(*args, **kwargs)
        if not two_calls(row):
            bound.apply_defaults()
            keywords = {p.variable: p.default for p in row.signature if p.keyword and row.overloads}
            return {**keywords, **bound.arguments, **bound.arguments.get("_named", {})}
        call = made.construct if row.kind == "cell" else made.__call__
        return lambda *a, **k: {**bound.arguments, **inspect.signature(call).bind(None, *a, **k).arguments}

    return first


def as_arrays(value):
    if isinstance(value, msshim.Tensor):
        return value.asnumpy()
    return type(value)(map(as_arrays, value)) if isinstance(value, (tuple, list)) else value


NUMBER = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?")


@pytest.mark.parametrize("row", [r for r in REFERENCED if r.proof.reference == "docstring"], ids=lambda r: r.qualified)
def test_docstring(row) -> None:
    """MindSpore's own documentation shows an output that its CPU can not compute; msshim prints it."""
    documented = named(mindspore, row).__doc__
    names: dict = {}
    shown = 0
    for example in doctest.DocTestParser().get_examples(documented.replace("mindspore", "msshim")):
        if not example.want:
            exec(example.source, names)
            continue
        got = eval(example.source, names) if not example.source.startswith("print(") else None
        text = repr(got) if got is not None else str(eval(example.source[6:].rstrip()[:-1], names))
        assert NUMBER.sub("#", text).split() == NUMBER.sub("#", example.want).split(), (text, example.want)
        found, wanted = (list(map(float, NUMBER.findall(part))) for part in (text, example.want))
        np.testing.assert_allclose(found, wanted, rtol=1e-3, atol=1e-4)
        shown += 1
    assert shown, "the documentation shows no output"


FUNCTIONS = [row for row in ORACLE if row.kind == "function" and not row.proof.random]
TENSOR = re.compile(r"\b[xfilbtp]\(")


class Torch(Words):
    """Words that make torch's tensors of what they make for msshim."""

    def tensor(self, *args):
        return super().tensor(*args)._t

    def t(self, *args):
        return super().t(*args)._t

    def p(self, *args):
        return super().p(*args)._t


def taken(row):
    """The first dtype that the row's first call takes, and what it gives."""
    for dtype in row.proof.dtypes or DTYPES:
        with contextlib.suppress(TypeError):
            return dtype, evaluate(row, row.calls[0], Words(msshim, dtype))
    raise AssertionError(f"{row.calls[0]} takes no dtype")


def torch_leaves(value) -> list[torch.Tensor]:
    if isinstance(value, (tuple, list)):
        return [leaf for item in value for leaf in torch_leaves(item)]
    return [value] if isinstance(value, torch.Tensor) else []


@pytest.mark.parametrize(
    "row",
    applying(FUNCTIONS, lambda row: TENSOR.search(row.calls[0]), "torch in, torch out: the call has no Tensor"),
    ids=lambda r: r.qualified,
)
def test_torch_in_torch_out(row) -> None:
    dtype, expected = taken(row)
    result = evaluate(row, row.calls[0], Torch(msshim, dtype))
    assert not leaves(result), f"{row.qualified}: torch in, MindSpore out"
    for mine, real in zip(leaves(expected), torch_leaves(result), strict=True):
        assert mine._t.dtype == real.dtype and torch.equal(mine._t.nan_to_num(), real.nan_to_num())
