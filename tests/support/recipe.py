"""The first lines of nearly every program for several processes, and what they see; runs on both libraries."""

import json
import os
import sys

import mindspore as ms
import mindspore.dataset as ds
from mindspore.communication import get_group_size, get_local_rank, get_local_rank_size, get_rank, init

NAMES = ("RANK_ID", "RANK_SIZE", "DEVICE_ID")
before = {"rank": get_rank(), "size": get_group_size(), "said": [os.environ.get(name) for name in NAMES]}
init()
rank, size = get_rank(), get_group_size()
ms.set_auto_parallel_context(
    device_num=size, parallel_mode=ms.ParallelMode.DATA_PARALLEL, gradients_mean=True, global_rank=rank
)
rows = ds.GeneratorDataset(list(range(10)), ["x"], num_shards=size, shard_id=rank, shuffle=False)
seen = [int(row[0].asnumpy()) for row in rows.create_tuple_iterator(num_epochs=1)]
after = {"rank": rank, "size": size, "local": [get_local_rank(), get_local_rank_size()], "rows": seen}
after["said"] = [os.environ.get(name) for name in NAMES]
after["settings"] = [ms.get_auto_parallel_context(name) for name in ("device_num", "parallel_mode", "gradients_mean")]
print("SEEN", json.dumps({"arguments": sys.argv[1:], "before": before, "after": after}), flush=True)
