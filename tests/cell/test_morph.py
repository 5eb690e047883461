"""What is written by hand around primitives: Morph, and the methods that make sparse tensors."""

import mindspore
import numpy as np
import pytest
from raising import raises

import msshim

BOTH = [mindspore, msshim]


@pytest.fixture
def graph_mode():
    for library in BOTH:
        library.set_context(mode=library.GRAPH_MODE)
    yield
    for library in BOTH:
        library.set_context(mode=library.PYNATIVE_MODE)


def same(*args):
    return args[0]


def gradients(library, bprop):
    morph = library.ops.Morph(times, same, same, bprop)

    class Net(library.nn.Cell):
        def construct(self, x, y):
            return morph(x, y)

    values = [library.Tensor(np.array(v, np.float32)) for v in ([1, 2], [3, 4])]
    found = library.grad(Net(), (0, 1))(*values)
    return [g.asnumpy() for g in found]


def times(x, y):
    return x * y


def thrice(x, y, out, dout):
    return dout * 3, dout * y


@pytest.mark.parametrize("bprop", [None, thrice])
def test_morph(graph_mode, bprop) -> None:
    theirs, ours = (gradients(library, bprop) for library in BOTH)
    for a, b in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(a, b)


def test_morph_refuses() -> None:
    with raises(RuntimeError):
        msshim.ops.Morph(times, same, same)(1)
    for library in BOTH:
        with raises(ValueError):
            library.ops.Morph(same, same, same, thrice)
    assert msshim.ops.Morph(times, same, same).infer_shape(3) == msshim.ops.Morph(times, same, same).infer_dtype(3) == 3


@pytest.mark.parametrize("name", ["to_coo", "to_csr"])
def test_sparse_forms(name) -> None:
    data = np.array([[1, 0], [-5, 0], [0, 2]], np.float32)
    theirs, ours = (getattr(library.Tensor(data), name)() for library in BOTH)
    assert ours.shape == theirs.shape
    for part in ("indices", "values", *(["indptr"] if name == "to_csr" else [])):
        a, b = getattr(ours, part), getattr(theirs, part)
        assert str(a.dtype) == str(b.dtype)
        np.testing.assert_array_equal(a.asnumpy(), b.asnumpy())


@pytest.mark.parametrize("name", ["to_coo", "to_csr"])
@pytest.mark.parametrize(("shape", "error"), [((), RuntimeError), ((2,), ValueError), ((2, 2, 2), ValueError)])
def test_sparse_forms_refuse(name, shape, error) -> None:
    for library in BOTH:
        with raises(error):
            getattr(library.Tensor(np.ones(shape, np.float32)), name)()
