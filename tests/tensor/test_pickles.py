"""Pickles and attributes of Tensors and Parameters: what each library reads of the other, and what copies keep."""

import copy
import pickle
from pathlib import Path

import mindspore
import numpy as np
import pytest
from command import hooked
from raising import raises

import msshim

DTYPES = (np.float16, np.float32, np.float64, np.int8, np.int16, np.int32, np.int64, np.uint8, np.bool_, np.complex64)

MAKE = """
def make(ms, np, dtypes):
    values = {str(np.dtype(d)): ms.Tensor(np.arange(6).reshape(2, 3).astype(d)) for d in dtypes}
    tagged = ms.Tensor([1.0, 2.0])
    tagged.mask_of = "tokens"
    one = ms.Parameter(ms.Tensor([3.0]), name="w", requires_grad=False)
    halves = {"bfloat16": ms.Tensor([[1.5, -2.25]], ms.bfloat16), "none": ms.Tensor(np.zeros((0, 3)), ms.bfloat16)}
    half = ms.Parameter(ms.Tensor(2.5, ms.bfloat16), name="h")
    return {
        **halves, "half": half, **values, "0-d": ms.Tensor(2.5), "empty": ms.Tensor(np.zeros((0, 3), np.float32)),
        "tagged": tagged, "one": one, "several": ms.ParameterTuple([one]), "state": {"epoch": 3, "best": [tagged]},
    }


def told(value):
    if isinstance(value, dict):
        return {key: told(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [type(value).__name__, *map(told, value)]
    if not hasattr(value, "asnumpy"):
        return value
    array = value.asnumpy()
    array = array.astype("float32") if str(array.dtype) == "bfloat16" else array
    own = (getattr(value, "mask_of", None), str(value.dtype), getattr(value, "name", None))
    flags = getattr(value, "requires_grad", None) if type(value).__name__ == "Parameter" else None
    return [type(value).__name__, array.tolist(), list(array.shape), *own[: 2 + (flags is not None)], flags]
"""
SPACE: dict = {}
exec(MAKE, SPACE)
UNDER = f"import pickle, sys, mindspore as ms, numpy as np\n{MAKE}\nD = {[str(np.dtype(d)) for d in DTYPES]!r}\n"


def test_both_libraries_read_what_the_other_pickled(tmp_path: Path) -> None:
    real = SPACE["make"](mindspore, np, DTYPES)
    (tmp_path / "theirs").write_bytes(pickle.dumps(real))
    held = np.empty(1, object)
    held[0] = real["tagged"]
    np.save(tmp_path / "array.npy", held, allow_pickle=True)
    dtypes = [mindspore.float32, mindspore.int8, mindspore.uint16, mindspore.bool_, mindspore.complex64]
    (tmp_path / "dtypes").write_bytes(pickle.dumps(dtypes))
    code = UNDER + (
        "print(repr(told(pickle.load(open('theirs', 'rb')))))\n"
        "print(told(np.load('array.npy', allow_pickle=True)[0]))\n"
        "print([ms.Tensor([1]).astype(d).dtype for d in pickle.load(open('dtypes', 'rb'))])\n"
        "print([d == e for d, e in zip(pickle.load(open('dtypes', 'rb')), (ms.float32, ms.int8, ms.uint16))])\n"
        "pickle.dump(make(ms, np, D), open('ours', 'wb'))\n"
        "print(repr(told(pickle.load(open('ours', 'rb')))))\n"
    )
    done = hooked(code, tmp_path)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    wanted = repr(SPACE["told"](real))
    assert lines[0] == wanted
    assert lines[1] == repr(SPACE["told"](real["tagged"]))
    assert lines[2] == repr(dtypes) and lines[3] == "[True, True, True]"
    assert lines[4] == wanted
    assert repr(SPACE["told"](pickle.loads((tmp_path / "ours").read_bytes()))) == wanted


COPIES = {
    "copy": copy.copy, "deepcopy": copy.deepcopy, "pickle": lambda x: pickle.loads(pickle.dumps(x)),
    "x.copy": lambda x: x.copy(),
    "+x": lambda x: +x, "x + 0": lambda x: x + 0, "x[:]": lambda x: x[:], "T": lambda x: x.T, "data": lambda x: x.data,
    "contiguous": lambda x: x.contiguous(), "view": lambda x: x.view(2), "astype": lambda x: x.astype(x.dtype),
}  # fmt: skip


@pytest.mark.parametrize("name", COPIES)
def test_which_copies_carry_what_a_program_gave_a_tensor(name: str) -> None:
    kept = []
    for library in (mindspore, msshim):
        x = library.Tensor([1.0, 2.0])
        x.mask_of = "tokens"
        made = COPIES[name](x)
        kept.append((getattr(made, "mask_of", None), made is x, vars(made)))
    assert kept[0] == kept[1]


@pytest.mark.parametrize("name", ["copy", "deepcopy", "x.copy", "+x"])
def test_copies_of_parameters(name: str) -> None:
    kept = []
    for library in (mindspore, msshim):
        p = library.Parameter(library.Tensor([1.0, 2.0]), name="w", requires_grad=False)
        made = COPIES[name](p)
        made.set_data(library.Tensor([5.0, 5.0]))
        kept.append((type(made).__name__, made.name, made.requires_grad, made is p, p.asnumpy().tolist()))
    assert kept[0] == kept[1]


def test_attributes_come_and_go() -> None:
    for library in (mindspore, msshim):
        x = library.Tensor([1.0])
        assert vars(x) == {}
        x.tag = 1
        assert vars(x) == {"tag": 1} and copy.copy(x).tag == 1
        del x.tag
        with raises(AttributeError):
            x.tag  # noqa: B018
        with raises(AttributeError):
            x.dtype = 1
