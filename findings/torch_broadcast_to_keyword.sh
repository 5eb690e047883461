#!/usr/bin/env bash
# torch 2.13.0: torch.broadcast_to refuses, as a keyword, the parameter that its documentation names.
#
# The documentation says broadcast_to(input, shape). `shape=` raises a TypeError that asks for "size", which works and is not
# documented; so does Tensor.broadcast_to. Other functions take the names that they document. Exits 0 while that is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet torch==2.13.0 numpy==1.26.4
venv/bin/python - <<'PYTHON'
import sys

import torch

print("Python", sys.version.split()[0], "torch", torch.__version__)
print(torch.broadcast_to.__doc__.strip().splitlines()[0])
assert torch.broadcast_to.__doc__.strip().startswith("broadcast_to(input, shape)")
x = torch.ones(3)
for call in (lambda **given: torch.broadcast_to(x, **given), x.broadcast_to):
    try:
        call(shape=(2, 3))
    except TypeError as error:
        print("shape=:", str(error).splitlines()[0])
    else:
        raise SystemExit("`shape` is taken now")
    assert call(size=(2, 3)).shape == (2, 3)
PYTHON
