"""How much memory checkpoints of another cut take, measured in a process of their own."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from left_out import applying
from shards import layout, save, write_strategy

MIB = 1 << 20
TENSORS, RANKS = 8, 4
PROGRAM = """
import json, os, sys, threading, time, tracemalloc
import msshim

def own():
    with open("/proc/self/status") as file:
        lines = dict(line.split(":", 1) for line in file)
    return int(lines["RssAnon"].split()[0]) * 1024, int(lines["VmRSS"].split()[0]) * 1024

peak = [0, 0]
def watch():
    while True:
        peak[:] = map(max, peak, own())
        time.sleep(0.0005)

call = json.loads(sys.argv[1])
getattr(msshim, call[0])(*call[1]) if os.environ.get("WARM") else None
before = own()
threading.Thread(target=watch, daemon=True).start()
tracemalloc.start()
getattr(msshim, call[2])(*call[3])
print(json.dumps([peak[0] - before[0], peak[1] - before[1], tracemalloc.get_traced_memory()[1]]))
"""


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four ranks of 64 MiB each, in eight tensors; a small set of the same names to load all code with."""
    folder = tmp_path_factory.mktemp("shards")
    for name, side in (("big", 2048), ("small", 8)):
        for form in ("ckpt", "safetensors"):
            for rank in range(RANKS):
                place = folder / name / form / f"rank_{rank}"
                place.mkdir(parents=True)
                values = {f"w{n}": np.full((side // 2, side), n + rank, "float32") for n in range(TENSORS)}
                save(place / f"net.{form}", values)
    write_strategy(folder / "src.json", {f"w{n}": layout([2, 2], [1, 0]) for n in range(TENSORS)})
    write_strategy(folder / "dst.json", {f"w{n}": layout([4], [-1, 0]) for n in range(TENSORS)})
    return folder


def measured(shards: Path, folder: Path, name: str, form: str, *rest: str | int) -> tuple[int, int, int]:
    """The growth of the process's own memory and of all that it has mapped, and what Python allocated at most."""
    calls: list[object] = []
    for size in ("small", "big"):
        source, target = str(shards / size / form), str(folder / size)
        strategy = str(shards / "src.json")
        more = ["n", strategy, *rest] if name == "transform_checkpoints" else []
        calls += [name, [source, target, *more] if more else [source, strategy, target]]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(calls)],
        capture_output=True, text=True, check=True, env={"WARM": "1", "PATH": "", "PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    own, mapped, traced = json.loads(done.stdout.splitlines()[-1])
    return own, mapped, traced


CALLS = [
    ("transform_checkpoints", "ckpt", ["dst.json"]),
    ("transform_checkpoints", "safetensors", ["dst.json", 1, "safetensors"]),
    ("unified_safetensors", "safetensors", []),
]
TOLD = applying(CALLS, lambda _: Path("/proc/self/status").exists(), "Linux tells how much memory a process has")


@pytest.mark.parametrize(("name", "form", "rest"), TOLD)
def test_one_tensor_at_a_time_is_in_memory(name: str, form: str, rest: list, shards: Path, tmp_path: Path) -> None:
    """Shards of 64 MiB in tensors of 8; a whole tensor of the four ranks has 32."""
    rest = [str(shards / one) if str(one).endswith(".json") else one for one in rest]
    own, mapped, traced = measured(shards, tmp_path, name, form, *rest)
    whole = RANKS * 8 * MIB
    made = 8 * MIB if name == "transform_checkpoints" else whole
    assert made <= traced < made + 4 * MIB
    assert own < made + 16 * MIB  # the allocator keeps some
    assert mapped < 64 * MIB + whole  # files that are looked at count here, too
