#!/usr/bin/env bash
# MindSpore 2.10.0: the files of a sharded text dataset are shuffled alike, whatever the seed.
#
# With one shard, dataset.config.set_seed changes the order of TextFileDataset's files; with num_shards=2 the order is the same
# for every seed, so runs that are to differ by their seed read their files alike. Exits 0 while that is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet mindspore==2.10.0 numpy==1.26.4
GLOG_v=4 venv/bin/python - <<'PYTHON'
from pathlib import Path

import mindspore
import mindspore.dataset as ds

print("mindspore", mindspore.__version__)
for name in "abcdef":
    Path(f"{name}.txt").write_text(f"{name}\n")


def order(seed, **shards):
    ds.config.set_seed(seed)
    rows = ds.TextFileDataset("*.txt", shuffle=ds.Shuffle.FILES, num_parallel_workers=1, **shards)
    return "".join(str(row[0]) for row in rows.create_tuple_iterator(num_epochs=1, output_numpy=True))


whole = {seed: order(seed) for seed in (5, 6, 7)}
parts = {seed: order(seed, num_shards=2, shard_id=0) for seed in (5, 6, 7)}
print("one shard: ", whole)
print("two shards:", parts)
assert len(set(whole.values())) == 3 and len(set(parts.values())) == 1
PYTHON
