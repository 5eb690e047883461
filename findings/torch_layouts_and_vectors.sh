#!/usr/bin/env bash
# torch 2.13.0, CPU: kron and fill_diagonal_ refuse some orders in memory, the gradient of stft by an expanded tensor is
# not the derivative, and the gradient of elu at nan depends on where in the tensor the nan stands.
#
# torch.kron of a vector and a transposed matrix raises, of contiguous copies it does not; so does fill_diagonal_(wrap=True)
# of a transposed tall matrix. The gradient of stft by rows that share memory is their mean in each row. The gradient of elu
# at nan is nan in whole vectors of AVX2, and 1 in what is left over and with AVX-512. Exits 0 while that is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet torch==2.13.0 numpy==1.26.4
ATEN_CPU_CAPABILITY=avx2 venv/bin/python - <<'PYTHON'
import sys

import torch
import torch.nn.functional as F

print("Python", sys.version.split()[0], "torch", torch.__version__)


def raises(call):
    try:
        call()
    except RuntimeError as error:
        print(str(error).splitlines()[0])
        return True
    return False


vector, matrix = torch.randn(2), torch.randn(2, 2)
assert raises(lambda: torch.kron(vector, matrix.T)) and not raises(lambda: torch.kron(vector, matrix.T.contiguous()))

tall = torch.zeros(2, 7).T
assert raises(lambda: tall.fill_diagonal_(1.0, True)) and not raises(lambda: tall.contiguous().fill_diagonal_(1.0, True))


def gradient(x):
    x = x.detach().requires_grad_()
    found = torch.view_as_real(torch.stft(x, 16, 8, window=torch.ones(16), center=False, return_complex=True))
    scale = torch.arange(2.0).view(2, 1, 1, 1)
    return torch.autograd.grad((found * scale).sum(), x)[0]


rows = torch.randn(1, 64).expand(2, 64)
shared, own = gradient(rows), gradient(rows.contiguous())
print("stft, largest difference:", (shared - own).abs().max().item(), "of", own.abs().max().item())
assert not torch.allclose(shared, own) and torch.allclose(shared[0], own.mean(0), atol=1e-4)

x = torch.full((17,), float("nan"), requires_grad=True)
F.elu(x).sum().backward()
print("elu at nan:", x.grad.tolist())
assert x.grad[0].isnan() and x.grad[-1] == 1
PYTHON
