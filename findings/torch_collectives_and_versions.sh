#!/usr/bin/env bash
# torch 2.13.0: a collective that writes to a tensor does not count as a write, so autograd takes the new numbers as its own.
#
# y = exp(x) is kept for the gradient of exp. y.mul_(2) makes backward raise; distributed.all_reduce(y), which writes the sum of two
# processes to y, does not, and the gradient is that sum where exp(x) should be. Exits 0 while that is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet torch==2.13.0 numpy==1.26.4
cat > one.py <<'PYTHON'
import sys

import torch
from torch import distributed

rank, path = int(sys.argv[1]), sys.argv[2]
distributed.init_process_group("gloo", init_method=f"file://{path}", rank=rank, world_size=2)
x = torch.tensor([0.0, 1.0], requires_grad=True)
y = x.exp()
before = y._version
kept = y.detach().clone()
distributed.all_reduce(y.detach())
y.sum().backward()
if rank == 0:
    print("torch", torch.__version__, "version", before, y._version)
    print("exp(x)", kept.tolist(), "gradient", x.grad.tolist())
assert y._version == before
assert torch.equal(x.grad, 2 * kept)
z = x.exp()
z.detach().mul_(2)
try:
    z.sum().backward()
except RuntimeError as error:
    print("mul_ raises:", str(error).split(":")[0])
else:
    raise AssertionError("mul_ was not noticed")
PYTHON
venv/bin/python one.py 1 "$folder/store" &
venv/bin/python one.py 0 "$folder/store"
wait $!
