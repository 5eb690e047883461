"""Build models of MindCV and run them, on whichever mindspore answers: `mindcv_models.py FOLDER MODEL ...`.

Writes for each model its output, and its parameters' names, shapes and sums; of the first one a checkpoint, too.
"""

import json
import sys
from pathlib import Path

import mindspore as ms
import numpy as np
from mindcv.models.registry import _model_entrypoints

folder, *names = sys.argv[1:]
for i, name in enumerate(names):
    ms.set_seed(1)
    net = _model_entrypoints[name](pretrained=False).set_train(False)
    size = net.image_size if isinstance(getattr(net, "image_size", None), int) else 224
    x = np.random.default_rng(0).standard_normal((1, 3, size, size)).astype(np.float32)
    y = net(ms.Tensor(x))
    y = y[0] if isinstance(y, (tuple, list)) else y
    parameters = [
        (p.name, list(p.shape), float(np.abs(p.asnumpy().astype(np.float64)).sum())) for p in net.get_parameters()
    ]
    found = {"output": y.asnumpy().ravel().tolist(), "parameters": parameters}
    Path(folder, f"{name}.json").write_text(json.dumps(found))
    if i == 0:
        ms.save_checkpoint(net, str(Path(folder, f"{name}.ckpt")))
