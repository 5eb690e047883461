#!/usr/bin/env bash
# MindSpore 2.10.0: text.BasicTokenizer(lower_case=True) says the words before a token such as [CLS] twice.
#
# With lower_case the token is kept, and then everything up to its end comes again, in pieces and in lower case; without lower_case it does not.
# Exits 0 while that is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet mindspore==2.10.0 numpy==1.26.4
GLOG_v=4 venv/bin/python - <<'PYTHON'
import mindspore
import mindspore.dataset.text as text

print("mindspore", mindspore.__version__)
sentence = "Where is the [CLS] now?"
kept, lowered = (text.BasicTokenizer(lower_case=lower)(sentence).tolist() for lower in (False, True))
print(kept, lowered, sep="\n")
assert kept == ["Where", "is", "the", "[CLS]", "now", "?"]
assert lowered == ["where", "is", "the", "[CLS]", "where", "is", "the", "[", "cls", "]", "now", "?"]
PYTHON
