#!/usr/bin/env bash
# MindSpore 2.10.0: dataset.text.RegexReplace of an array puts all of its texts into the first, and leaves the others empty.
#
# The documentation says that the operation replaces in a Tensor of strings; of three texts the result has three places, too. Exits 0
# while that is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet mindspore==2.10.0 numpy==1.26.4
GLOG_v=4 venv/bin/python - <<'PYTHON'
import mindspore
import mindspore.dataset.text as text
import numpy as np

print("mindspore", mindspore.__version__)
replace = text.RegexReplace("a", "o")
print([str(replace(word)) for word in ("cat", "mat", "dog")])
found = replace(np.array(["cat", "mat", "dog"])).tolist()
print(found)
assert found == ["cotmotdog", "", ""]
PYTHON
