#!/usr/bin/env bash
# torch 2.13.0: torch.lcm of the least int64 and some numbers ends the process with SIGFPE.
#
# torch.lcm(torch.tensor([-2**63]), torch.tensor([5])) has no answer in int64, as with 3, of which it gives one that wraps.
# With 5 the process is ended by "Floating point exception". Exits 0 while that is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet torch==2.13.0 numpy==1.26.4
status=0
venv/bin/python -c 'import torch; print(torch.__version__, torch.lcm(torch.tensor([-(2**63)]), torch.tensor([5])))' || status=$?
echo "the process ended with $status"
test "$status" -eq 136 || test "$status" -eq 248
