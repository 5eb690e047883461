"""Checkpoint files in a bad world: damaged, hostile, cut off while being written, larger than the memory to spare."""

import os
import random
import resource
import subprocess
import sys

import numpy as np
import pytest
from raising import raises

import msshim
from msshim._src.checkpoint.checkpoint_pb2 import Checkpoint

MUTATED = 100_000


def small(path):
    msshim.save_checkpoint(
        [{"name": "layer.weight", "data": msshim.Tensor(np.arange(12, dtype=np.float32).reshape(3, 4))}],
        str(path),
        append_dict={"epoch": 3, "text": "abc"},
        crc_check=True,
    )
    return path.read_bytes()


def mutate(rng, content):
    content = bytearray(content)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(content))
        match rng.randrange(5):
            case 0:
                content[at] = rng.randrange(256)
            case 1:
                del content[at : at + rng.randint(1, 30)]
            case 2:
                content[at:at] = rng.randbytes(rng.randint(1, 30))
            case 3:
                content[at:at] = content[at : at + rng.randint(1, 60)]
            case 4:
                content[at : at + 5] = b"\xff\xff\xff\xff\x7f"  # a large number
        if not content:
            return b""
    return bytes(content)


@pytest.mark.parametrize("part", range(4))
def test_mutated_files_load_or_raise_value_error(part, tmp_path):
    rng = random.Random(part)
    original = small(tmp_path / "whole.ckpt")
    path = tmp_path / "x.ckpt"
    refused = 0
    for _ in range(MUTATED // 4):
        path.write_bytes(mutate(rng, original))
        try:
            msshim.load_checkpoint(str(path), crc_check=rng.random() < 0.1)
        except ValueError:
            refused += 1
    assert refused > MUTATED // 8
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 4 << 20  # KiB


def test_mutated_safetensors_load_or_raise_value_error(tmp_path):
    rng = random.Random(0)
    path = tmp_path / "x.safetensors"
    msshim.save_checkpoint(msshim.nn.Dense(3, 4), str(path), format="safetensors", crc_check=True)
    original = path.read_bytes()
    path = tmp_path / "y.safetensors"
    for _ in range(2000):
        path.write_bytes(mutate(rng, original))
        try:
            msshim.load_checkpoint(str(path), format="safetensors", crc_check=rng.random() < 0.1)
        except ValueError:
            pass


HOSTILE = {
    "more than there is": {"dims": [1 << 40], "tensor_type": "Float32", "tensor_content": b"1234"},
    "a product that overflows": {"dims": [1 << 62, 1 << 62], "tensor_type": "Float32", "tensor_content": b""},
    "negative": {"dims": [-1], "tensor_type": "Float32", "tensor_content": b"1234"},
    "an unknown type": {"dims": [1], "tensor_type": "Float128", "tensor_content": b"1" * 16},
    "half a number": {"dims": [1], "tensor_type": "Float32", "tensor_content": b"12"},
    "half a letter": {"dims": [0], "tensor_type": "str", "tensor_content": b"12345"},
    "no letter": {"dims": [0], "tensor_type": "str", "tensor_content": b"\xff\xff\xff\xff"},
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files(case, tmp_path):
    message = Checkpoint(value=[{"tag": "a", "tensor": HOSTILE[case]}])
    (tmp_path / "x.ckpt").write_bytes(message.SerializeToString())
    with raises(ValueError, match="load_checkpoint"):
        msshim.load_checkpoint(str(tmp_path / "x.ckpt"))


KILLER = """
import os, random, signal, sys, time
import numpy as np, torch, msshim

torch.set_num_threads(1)
path, rng, step = sys.argv[1], random.Random(0), 0

def save(number):
    data = msshim.Tensor(np.full((300, 300), number, np.float32))
    msshim.save_checkpoint([{"name": "a", "data": data}, {"name": "b", "data": data}], path, crc_check=True)

save(0)
for _ in range(50):
    child = os.fork()
    while not child:
        step += 1
        save(step)
    time.sleep(0.02 + rng.random() * 0.1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    values = [value.asnumpy() for value in msshim.load_checkpoint(path, crc_check=True).values()]
    step = int(values[0][0, 0])
    assert all((value == step).all() for value in values), values
    print(step)
"""


def test_a_kill_while_saving_leaves_a_whole_checkpoint(tmp_path):
    command = [sys.executable, "-c", KILLER, str(tmp_path / "x.ckpt")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    steps = [int(line) for line in done.stdout.split()]
    assert len(steps) == 50 and steps == sorted(steps) and steps[-1] > 50


LOADER = """
import resource, sys, msshim
msshim.load_checkpoint(sys.argv[1] + "/small.ckpt")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
loaded = msshim.load_checkpoint(sys.argv[1] + "/large.ckpt")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_loading_needs_no_second_copy(tmp_path):
    large = msshim.ops.ones((128, 1024, 1024), msshim.int8)  # 128 MiB
    msshim.save_checkpoint([{"name": "a", "data": large}], str(tmp_path / "large.ckpt"))
    small(tmp_path / "small.ckpt")
    done = subprocess.run([sys.executable, "-c", LOADER, str(tmp_path)], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 140 * 1024  # KiB
    os.remove(tmp_path / "large.ckpt")
