"""Where a row departs from MindSpore's CPU kernel: the kernel still does what it says, and msshim does torch's.

The tests are strict: they fail as soon as MindSpore gives what torch gives, or msshim something else than torch.
"""

import mindspore
import numpy as np
import pytest
import torch
import torch.nn.functional as F
from calls import Words, evaluate, leaves, settled
from raising import raises
from rows import all_rows

import msshim

DEPARTURES = [(row, departure) for row in all_rows() for departure in row.departures]


def arrays(result) -> list[np.ndarray]:
    found = leaves(result) or [result]
    return [np.asarray(out.asnumpy() if hasattr(out, "asnumpy") else out) for out in found]


def given(library, row, departure) -> list[np.ndarray]:
    """What a library's own gives: the values, or the gradient by the first Tensor of the sum of what comes out."""
    words = Words(library, "float32")
    result = settled(evaluate(row, departure.call, words))
    if not departure.gradient:
        return arrays(result)

    def total(first):
        again = Words(library, "float32")
        make = again.t
        again.t = lambda *args: make(*args) if again.made else (again.made.append(first) or first)
        out = evaluate(row, departure.call, again)
        return leaves(out)[0].sum()

    return arrays(library.grad(total)(words.made[0]))


def of_torch(row, departure) -> list[np.ndarray]:
    words = Words(msshim, "float32")
    evaluate(row, departure.call, words)
    made = [tensor._t.detach() for tensor in words.made]
    if departure.gradient:
        made[0].requires_grad_()
    value = eval(departure.torch, {"torch": torch, "F": F}, dict(zip("xyz"[: len(made)], made, strict=True)))
    if departure.gradient:
        return [torch.autograd.grad(value.sum(), made[0])[0].numpy()]
    values = value if isinstance(value, (tuple, list)) else (value,)
    return [out.numpy(force=True) if isinstance(out, torch.Tensor) else np.asarray(out) for out in values]


REFUSED = {
    "ops.inverse": ("t([[1.0, 1.0], [1.0, 1.0]])", ValueError),
    "ops.MatrixInverse": ("()(t([[1.0, 1.0], [1.0, 1.0]]))", ValueError),
    "ops.cond": ("t([[1.0, 1.0], [1.0, 1.0]]), 1", ValueError),
    "ops.svd": ("t([[nan, 1.0], [1.0, 1.0]])", RuntimeError),
    "ops.Svd": ("()(t([[nan, 1.0], [1.0, 1.0]]))", RuntimeError),
    "ops.pinv": ("t([[nan, 1.0], [1.0, 1.0]])", RuntimeError),
}
"""Calls of singular matrices, and of nan, that torch refuses; MindSpore's CPU gives something."""


@pytest.mark.parametrize("name", REFUSED)
def test_torch_still_refuses_what_mindspores_cpu_answers(name) -> None:
    row = next(row for row in all_rows() if row.qualified == name)
    call, kind = REFUSED[name]
    settled(evaluate(row, call, Words(mindspore, "float32")))
    with raises(kind):
        evaluate(row, call, Words(msshim, "float32"))


@pytest.mark.parametrize("values", [[[1.0, 1.0], [1.0, 1.0]], [[float("nan"), 1.0], [1.0, 1.0]]])
def test_the_gradient_of_the_logarithm_of_no_determinant_is_torchs(values) -> None:
    def gradient(ms):
        return ms.grad(lambda x: ms.ops.slogdet(x)[1])(ms.Tensor(np.array(values, np.float32))).asnumpy()

    x = torch.tensor(values, requires_grad=True)
    torch.linalg.slogdet(x)[1].backward()
    np.testing.assert_array_equal(gradient(msshim), x.grad.numpy())
    assert np.isfinite(gradient(mindspore)).all()


def wide(array: np.ndarray) -> np.ndarray:
    return array.astype(np.result_type(array, float))


def same(a: list[np.ndarray], b: list[np.ndarray]) -> bool:
    return len(a) == len(b) and all(
        x.shape == y.shape and np.allclose(wide(x), wide(y), rtol=1e-4, atol=0, equal_nan=True)
        for x, y in zip(a, b, strict=True)
    )


@pytest.mark.parametrize(
    ("row", "departure"), DEPARTURES, ids=lambda x: getattr(x, "qualified", getattr(x, "call", ""))
)
def test_departure_is_still_true(row, departure) -> None:
    torch.set_flush_denormal(False)  # some of MindSpore's kernels leave it on in the thread that calls them
    ours, torchs = given(msshim, row, departure), of_torch(row, departure)
    assert same(ours, torchs), (ours, torchs)
    assert not same(ours, given(mindspore, row, departure))
