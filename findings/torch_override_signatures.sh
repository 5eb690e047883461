#!/usr/bin/env bash
# torch 2.13.0: the signatures in torch's own table of overrides are not those that torch takes.
#
# torch.overrides.get_testing_overrides() has a function with a parameter list for each function that can be overridden,
# the only Python signature there is of most of them. Some of the names in it are refused by the function itself, and
# parameters that the function takes are missing. Exits 0 while that is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet torch==2.13.0 numpy==1.26.4
venv/bin/python - <<'PYTHON'
import inspect
import sys

import torch
from torch.overrides import get_testing_overrides

print("Python", sys.version.split()[0], "torch", torch.__version__)
table = get_testing_overrides()
x = torch.arange(6.0).reshape(2, 3)


def takes(function, **given):
    try:
        function(**given)
    except TypeError as error:
        print("   ", str(error).splitlines()[0])
        return False
    return True


def listed(function):
    signature = inspect.signature(table[function])
    print(f"{function.__name__}{signature}")
    return set(signature.parameters)


assert listed(torch.isfinite) == {"tensor"} and not takes(torch.isfinite, tensor=x) and takes(torch.isfinite, input=x)
assert listed(torch.permute) == {"self", "dim"} and not takes(torch.permute, self=x, dim=(1, 0))
assert takes(torch.permute, input=x, dims=(1, 0))
assert "keepdim" not in listed(torch.amax) and takes(torch.amax, input=x, dim=0, keepdim=True)
assert "dtype" not in listed(torch.sum) and takes(torch.sum, input=x, dim=0, keepdim=True, dtype=torch.float64)
assert "sorted" not in listed(torch.topk) and takes(torch.topk, input=x, k=1, dim=1, largest=False, sorted=True)
PYTHON
