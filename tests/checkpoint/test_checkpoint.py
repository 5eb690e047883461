"""Checkpoint files, against the real MindSpore: each side reads what the other wrote, bit for bit."""

import functools
import io
import math
import os
import pathlib

import mindspore
import numpy as np
import pytest
import safetensors.numpy
from raising import raises

import msshim
import msshim._src.checkpoint.ckpt
from msshim._src.checkpoint.checkpoint_pb2 import Checkpoint

KEY = b"0123456789abcdef"
DTYPES = ("bool_ int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 bfloat16").split()
SIDES = {"msshim": msshim, "mindspore": mindspore}
WAYS = [("msshim", "mindspore"), ("mindspore", "msshim"), ("msshim", "msshim")]


def values(ms, dtype, shape=(3, 5)):
    """Named tensors of one dtype, and a few of other shapes."""
    rng = np.random.default_rng(0)
    base = ms.Tensor(rng.integers(0, 2 if dtype == "bool_" else 100, shape).astype(np.float32))
    cast = base.astype(getattr(ms, dtype))
    return [
        {"name": "net.weight", "data": cast},
        {"name": "scalar", "data": cast[0, 0]},
        {"name": "b", "data": cast[0]},
    ]


def raw(tensor):
    """The bytes of a loaded value, with shape and type."""
    if isinstance(tensor, str):
        return tensor
    return tuple(tensor.shape), str(tensor.dtype), bytes(tensor.get_bytes()), tensor.requires_grad


def loaded(ms, path, **options):
    return {name: raw(value) for name, value in ms.load_checkpoint(str(path), **options).items()}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("crc_check", [False, True])
def test_files_are_the_same_bytes(dtype, crc_check, tmp_path):
    files = []
    for name, ms in SIDES.items():
        path = tmp_path / f"{name}.ckpt"
        extra = {"epoch": 3, "lr": 0.5, "on": True, "text": "schön", "none": ""}
        ms.save_checkpoint(values(ms, dtype), str(path), append_dict=extra, crc_check=crc_check)
        files.append(path.read_bytes())
    assert files[0] == files[1]
    assert loaded(msshim, tmp_path / "mindspore.ckpt", crc_check=True) == loaded(mindspore, tmp_path / "msshim.ckpt")


@pytest.mark.parametrize("writer, reader", WAYS)
@pytest.mark.parametrize("dtype", DTYPES)
def test_safetensors_both_ways(writer, reader, dtype, tmp_path):
    path = str(tmp_path / "x.safetensors")
    check = dtype not in ("float16", "bfloat16")  # MindSpore fails on these as 0-d tensors
    SIDES[writer].save_checkpoint(values(SIDES[writer], dtype), path, format="safetensors", crc_check=check)
    expected = {item["name"]: raw(mindspore.Parameter(item["data"])) for item in values(mindspore, dtype)}
    assert loaded(SIDES[reader], path, format="safetensors", crc_check=check) == expected


@pytest.mark.parametrize("writer, reader", WAYS)
@pytest.mark.parametrize("mode, size", [("AES-GCM", 16), ("AES-GCM", 32), ("AES-CBC", 24), ("SM4-CBC", 16)])
def test_encrypted_both_ways(writer, reader, mode, size, tmp_path):
    path = str(tmp_path / "x.ckpt")
    SIDES[writer].save_checkpoint(values(SIDES[writer], "float32"), path, enc_key=b"k" * size, enc_mode=mode)
    assert len(loaded(SIDES[reader], path, dec_key=b"k" * size, dec_mode=mode)) == 3


@pytest.mark.parametrize("writer, reader", WAYS)
def test_slices_of_large_tensors(writer, reader, tmp_path, monkeypatch):
    monkeypatch.setattr(msshim._src.checkpoint.ckpt, "SLICE", 64 * 1024)
    monkeypatch.setattr(mindspore.train.serialization, "SLICE_SIZE", 64)  # KiB
    ms, data = SIDES[writer], np.random.default_rng(0).normal(size=(100, 1001)).astype(np.float32)
    ms.save_checkpoint([{"name": "large", "data": ms.Tensor(data)}], str(tmp_path / "x.ckpt"))
    back = SIDES[reader].load_checkpoint(str(tmp_path / "x.ckpt"))["large"]
    assert np.array_equal(back.asnumpy(), data)
    assert (tmp_path / "x.ckpt").read_bytes().count(b"large") == 7


def net(ms):
    """A network with an optimizer, as a training step has them."""
    layers = ms.nn.SequentialCell(ms.nn.Dense(4, 8), ms.nn.BatchNorm1d(8), ms.nn.Dense(8, 3))
    optimizer = ms.nn.Adam(layers.trainable_params(), 0.1)
    return ms.nn.TrainOneStepCell(ms.nn.WithLossCell(layers, ms.nn.CrossEntropyLoss()), optimizer)


@pytest.mark.parametrize("writer, reader", WAYS)
def test_a_training_step_with_its_optimizer(writer, reader, tmp_path):
    one, other = net(SIDES[writer]), net(SIDES[reader])
    path = str(tmp_path / "x.ckpt")
    SIDES[writer].save_checkpoint(one, path, choice_func=lambda name: name != "beta1_power")
    parameters = SIDES[reader].load_checkpoint(path)
    assert SIDES[reader].load_param_into_net(other, parameters) == (["beta1_power"], [])
    both = zip(one.parameters_and_names(), other.parameters_and_names(), strict=True)
    assert all(a.name == b.name and np.array_equal(a.asnumpy(), b.asnumpy()) for (_, a), (_, b) in both)


INTO = {  # what is in a checkpoint for a Dense(4, 2)
    "all": {"weight": ((2, 4), "float32"), "bias": ((2,), "float32")},
    "one is missing": {"weight": ((2, 4), "float32")},
    "one too many": {"weight": ((2, 4), "float32"), "bias": ((2,), "float32"), "other": ((1,), "int32")},
    "a prefix": {"net.weight": ((2, 4), "float32"), "net.bias": ((2,), "float32")},
    "two prefixes": {"a.weight": ((2, 4), "float32"), "b.bias": ((2,), "float32")},
    "another float": {"weight": ((2, 4), "float16"), "bias": ((2,), "float64")},
    "an integer": {"weight": ((2, 4), "int32"), "bias": ((2,), "float32")},
    "another shape": {"weight": ((4, 2), "float32"), "bias": ((2,), "float32")},
    "ones before": {"weight": ((1, 2, 4), "float32"), "bias": ((2,), "float32")},
    "none": {"x": ((2,), "float32")},
}


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("case", INTO)
def test_load_param_into_net(case, strict):
    ends = []
    for ms in SIDES.values():
        dense = ms.nn.Dense(4, 2, "ones", "ones")
        parameters = {
            name: ms.Parameter(ms.Tensor(np.arange(np.prod(shape)).reshape(shape), getattr(ms, dtype)), name=name)
            for name, (shape, dtype) in INTO[case].items()
        }
        try:
            ends.append((ms.load_param_into_net(dense, parameters, strict), [raw(p) for p in dense.get_parameters()]))
        except Exception as error:
            ends.append(type(error))
    assert ends[0] == ends[1]


def test_ones_behind_a_shape_are_dropped():
    # MindSpore gives the parameter the longer shape, with which its cell fails.
    dense = msshim.nn.Dense(4, 2)
    msshim.load_param_into_net(dense, {"weight": msshim.Parameter(np.ones((2, 4, 1, 1), np.float32))})
    assert dense.weight.shape == (2, 4) and dense.weight.asnumpy().all()


def test_nothing_is_loaded_where_one_parameter_does_not_fit():
    dense = msshim.nn.Dense(4, 2, "ones", "ones")
    parameters = {"weight": msshim.Parameter(np.zeros((2, 4), np.float32)), "bias": msshim.Parameter(np.zeros(3))}
    with raises(RuntimeError, match="bias"):
        msshim.load_param_into_net(dense, parameters)
    assert dense.weight.asnumpy().all()


SHAPES = [
    [],
    [1],
    [0, 4],
    [4, 0],
    [0, 0],
    [2, 2],
    [-1, 0],
    [1 << 31, 0],
    [1 << 62, 0],
    [0, 1 << 62],
    [1 << 62, 1 << 62, 0],
]


@pytest.mark.parametrize("dims", SHAPES, ids=str)
def test_shapes_in_a_file(dims, tmp_path):
    content = b"1234" * (math.prod(dims) if max(map(abs, dims), default=0) < 9 else 0)
    message = Checkpoint(
        value=[{"tag": "a", "tensor": {"dims": dims, "tensor_type": "Float32", "tensor_content": content}}]
    )
    (tmp_path / "x.ckpt").write_bytes(message.SerializeToString())
    ends = []
    for ms in SIDES.values():
        try:
            ends.append(raw(ms.load_checkpoint(str(tmp_path / "x.ckpt"))["a"]))
        except Exception as error:
            ends.append(type(error))
    assert ends[0] == ends[1]


def in_memory(names=("b", "a")):
    return safetensors.numpy.save({name: np.arange(3) for name in names})


class OwnBytes(io.BytesIO):
    pass


BYTES = {
    "two": lambda ms, load: load(io.BytesIO(in_memory())),
    "a subclass": lambda ms, load: load(OwnBytes(in_memory())),
    "with checksum": lambda ms, load: load(io.BytesIO(in_memory()), crc_check=True),
    "some": lambda ms, load: load(io.BytesIO(in_memory()), choice_func=lambda name: name == "a"),
    "none": lambda ms, load: load(io.BytesIO(in_memory()), choice_func=lambda name: False),
    "prefixes": lambda ms, load: load(io.BytesIO(in_memory()), specify_prefix="a"),
    "empty": lambda ms, load: load(io.BytesIO()),
    "cut": lambda ms, load: load(io.BytesIO(in_memory()[:-1])),
    "a page": lambda ms, load: load(io.BytesIO(b"<html></html>")),
    "a key": lambda ms, load: load(io.BytesIO(in_memory()), dec_key=KEY),
    "a .ckpt": lambda ms, load: ms.load_checkpoint(io.BytesIO(in_memory())),
    "another format": lambda ms, load: ms.load_checkpoint(io.BytesIO(in_memory()), format="pt"),
    "bytes": lambda ms, load: load(in_memory()),
    "a reader": lambda ms, load: load(io.BufferedReader(io.BytesIO(in_memory()))),
    "letters": lambda ms, load: load(io.StringIO("x")),
    "a path": lambda ms, load: load(pathlib.Path("x.safetensors")),
}


@pytest.mark.parametrize("case", BYTES)
def test_safetensors_in_memory(case):
    ends = []
    for ms in SIDES.values():
        try:
            found = BYTES[case](ms, functools.partial(ms.load_checkpoint, format="safetensors"))
            ends.append({name: raw(value) for name, value in found.items()})
        except Exception as error:
            ends.append(type(error))
    assert ends[0] == ends[1]


def test_safetensors_in_memory_into_a_net():
    for ms in SIDES.values():
        dense = ms.nn.Dense(3, 2)
        values = {"weight": np.ones((2, 3), np.float32), "bias": np.zeros(2, np.float32)}
        ms.load_checkpoint(io.BytesIO(safetensors.numpy.save(values)), dense, format="safetensors")
        assert dense.weight.asnumpy().all() and not dense.bias.asnumpy().any()


def test_all_that_does_not_fit_is_named():
    dense = msshim.nn.Dense(4, 2)
    parameters = {"weight": msshim.Parameter(np.ones((3, 4))), "bias": msshim.Parameter(msshim.Tensor([1, 2]))}
    with raises(RuntimeError, match=r"2 parameters do not fit:\n'weight' has the shape.*\n'bias' has the type"):
        msshim.load_param_into_net(dense, parameters)


A = "[{'name': 'a', 'data': ms.Tensor([1.0])}]"
WRONG = [
    f"ms.save_checkpoint({A}, 3)",
    f"ms.save_checkpoint({A}, folder)",
    f"ms.save_checkpoint({A}, folder + '/nowhere/x')",
    f"ms.save_checkpoint({A}, path, format='pt')",
    f"ms.save_checkpoint({A}, path, integrated_save=3)",
    f"ms.save_checkpoint({A}, path, async_save=3)",
    f"ms.save_checkpoint({A}, path, async_save='x')",
    f"ms.save_checkpoint({A}, path, append_dict=3)",
    f"ms.save_checkpoint({A}, path, append_dict={{'a': [1]}})",
    f"ms.save_checkpoint({A}, path, append_dict={{1: 1}})",
    f"ms.save_checkpoint({A}, path, enc_key='text')",
    f"ms.save_checkpoint({A}, path, enc_key=b'short')",
    f"ms.save_checkpoint({A}, path, enc_key=b'k' * 24, enc_mode='SM4-CBC')",
    f"ms.save_checkpoint({A}, path, enc_key=b'k' * 16, enc_mode='DES')",
    f"ms.save_checkpoint({A}, path, enc_mode=3)",
    f"ms.save_checkpoint({A}, path, crc_check=1)",
    "ms.save_checkpoint((), path)",
    "ms.save_checkpoint([ms.Tensor([1])], path)",
    "ms.save_checkpoint([{'name': 'a'}], path)",
    "ms.save_checkpoint([{'name': 3, 'data': ms.Tensor([1])}], path)",
    "ms.save_checkpoint([{'name': 'a', 'data': 3}], path)",
    "ms.save_checkpoint({3: ms.Tensor([1])}, path)",
    "ms.load_checkpoint(3)",
    "ms.load_checkpoint(folder + '/absent.ckpt')",
    "ms.load_checkpoint(folder + '/absent')",
    "ms.load_checkpoint(plain, format='pt')",
    "ms.load_checkpoint(plain, format='safetensors')",
    "ms.load_checkpoint(plain, specify_prefix='other')",
    "ms.load_checkpoint(plain, specify_prefix='')",
    "ms.load_checkpoint(plain, specify_prefix=3)",
    "ms.load_checkpoint(plain, filter_prefix=[3])",
    "ms.load_checkpoint(plain, filter_prefix=[])",
    "ms.load_checkpoint(plain, filter_prefix='')",
    "ms.load_checkpoint(plain, choice_func=lambda name: False)",
    "ms.load_checkpoint(plain, dec_key='text')",
    "ms.load_checkpoint(plain, dec_key=b'k' * 16)",
    "ms.load_checkpoint(plain, dec_mode=3)",
    "ms.load_checkpoint(plain, crc_check=1)",
    "ms.load_checkpoint(plain, remove_redundancy=1)",
    "ms.load_checkpoint(plain, ms.nn.Dense(1, 1), remove_redundancy=True)",
    "ms.load_checkpoint(part, ms.nn.Dense(1, 1), format='safetensors')",
    "ms.load_checkpoint(secret)",
    "ms.load_checkpoint(secret, dec_key=b'x' * 16)",
    "ms.load_checkpoint(secret, dec_key=KEY, dec_mode='AES-CBC')",
    "ms.load_checkpoint(broken)",
    "ms.load_checkpoint(empty)",
    "ms.load_checkpoint(changed, crc_check=True)",
    "ms.load_checkpoint(tensors, format='safetensors')",
    "ms.load_param_into_net(3, {})",
    "ms.load_param_into_net(ms.nn.Dense(1, 1), 3)",
    "ms.load_param_into_net(ms.nn.Dense(1, 1), {3: 3})",
    "ms.load_param_into_net(ms.nn.Dense(1, 1), {'weight': 3})",
    "ms.load_param_into_net(ms.nn.Dense(1, 1), {}, 3)",
    "ms.load_param_into_net(ms.nn.Dense(1, 1), {}, False, 3)",
    "ms.load_param_into_net(ms.nn.Dense(1, 1), {}, False, True)",
]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # MindSpore leaves a file open
@pytest.mark.parametrize("text", WRONG)
def test_bad_input_raises_mindspores_class(text, tmp_path):
    item = [{"name": "a", "data": mindspore.Tensor([1.0, 2.0])}]
    files = {name: str(tmp_path / f"{name}.ckpt") for name in "plain secret broken empty changed".split()}
    mindspore.save_checkpoint(item, files["plain"], crc_check=True)
    mindspore.save_checkpoint(item, files["secret"], enc_key=KEY)
    content = bytearray(open(files["plain"], "rb").read())
    content[-20] ^= 1
    for name, data in (("broken", b"no protobuf"), ("empty", b""), ("changed", bytes(content))):
        open(files[name], "wb").write(data)
    files["tensors"] = str(tmp_path / "x.safetensors")
    open(files["tensors"], "wb").write(b"no tensors")
    files["part"] = str(tmp_path / "part.safetensors")
    mindspore.save_checkpoint(item, files["part"], format="safetensors", remove_redundancy=True)
    files |= {"folder": str(tmp_path), "path": str(tmp_path / "new"), "KEY": KEY}
    before = sorted(os.listdir(tmp_path))
    with pytest.raises(Exception) as theirs:
        eval(text, {"ms": mindspore, **files})
    left = [name for name in os.listdir(tmp_path) if name not in before]
    for name in left:
        os.remove(tmp_path / name)
    with raises(theirs.type):
        eval(text, {"ms": msshim, **files})
    assert sorted(os.listdir(tmp_path)) == before


@pytest.mark.parametrize("text", ["{'a': 3}", "{'a': None}"])
def test_values_that_cannot_be_saved(text, tmp_path):
    # MindSpore fails on these with an UnboundLocalError of its own.
    with raises(TypeError, match="save_obj"):
        msshim.save_checkpoint(eval(text), str(tmp_path / "x"))


def test_saving_in_the_background_takes_the_values_of_the_call(tmp_path):
    dense = msshim.nn.Dense(300, 300, "ones")
    msshim.save_checkpoint(dense, str(tmp_path / "x"), async_save=True)
    dense.weight.set_data(msshim.ops.zeros((300, 300)))
    assert isinstance(msshim.async_ckpt_thread_status(), bool)
    msshim._src.checkpoint.save.wait()
    assert msshim.load_checkpoint(str(tmp_path / "x.ckpt"))["weight"].asnumpy().all()
    future = msshim.load_checkpoint_async(str(tmp_path / "x.ckpt"))
    assert set(future.result()) == {"weight", "bias"}
