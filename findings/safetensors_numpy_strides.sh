#!/usr/bin/env bash
# safetensors 0.8.0, NumPy 1.26.4: save_file writes an array that does not lie in one piece by its memory, not by its values.
#
# A transposed array, and a column of one, come back with their shape but with other numbers in it, and nothing is said.
# torch's own save_file of the same package refuses such tensors. Exits 0 while that is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet safetensors==0.8.0 numpy==1.26.4
venv/bin/python - <<'PYTHON'
import numpy as np
import safetensors
from safetensors.numpy import load_file, save_file

whole = np.arange(6, dtype=np.float32).reshape(2, 3)
given = {"transposed": whole.T, "one piece": np.ascontiguousarray(whole.T)}
save_file(given, "x.safetensors")
found = load_file("x.safetensors")
print("safetensors", safetensors.__version__, "numpy", np.__version__)
for name, array in given.items():
    print(name, array.tolist(), "came back as", found[name].tolist())
assert found["transposed"].shape == (3, 2)
assert not np.array_equal(found["transposed"], given["transposed"])
assert np.array_equal(found["one piece"], given["one piece"])
PYTHON
