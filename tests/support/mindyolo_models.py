"""Build models of MindYOLO and run them, on whichever mindspore answers: `mindyolo_models.py FOLDER MODEL ...`.

Each is a small pyramid of the version's own blocks with its own detection head. Written for each: the outputs in
inference and in training, the gradients of the weights, and the parameters' names, shapes and sums.
"""

import json
import sys
from pathlib import Path

import mindspore as ms
import numpy as np
from mindspore import ops
from mindyolo.models import create_model
from mindyolo.utils.config import Config

ANCHORS = [[10, 13, 16, 30, 33, 23], [30, 61, 62, 45, 59, 119], [116, 90, 156, 198, 373, 326]]
FLAT = [[10, 13], [16, 30], [33, 23], [30, 61], [62, 45], [59, 119], [116, 90], [156, 198], [373, 326]]
FREE = ["nc", "reg_max", "stride"]
BASED = ["nc", "anchors", "stride"]


def pyramid(block, spp, down, head, arguments, order=(4, 6, 9), top=40):
    """Three levels; a stem, then for each level a step down and a block; a way up again; the head."""
    backbone = [
        [-1, 1, "ConvNormAct", [16, 3, 2]],
        [-1, 1, "ConvNormAct", [16, 3, 2]],
        [-1, 2, *block(16)],
        [-1, 1, *down(24)],
        [-1, 2, *block(24)],
        [-1, 1, *down(32)],
        [-1, 2, *block(32)],
        [-1, 1, *down(top)],
        [-1, 1, *spp(top)],
    ]
    neck = [
        [-1, 2, *block(40)],
        [-1, 1, "Upsample", ["None", 2, "nearest"]],
        [[-1, 6], 1, "Concat", [1]],
        [-1, 1, "ConvNormAct", [32, 1, 1]],
    ]
    levels = [12 if level == 6 else level for level in order]
    return backbone, [*neck, [levels, 1, head, arguments]]


def conv(c):
    return "ConvNormAct", [c, 3, 2]


def spp(c):
    return "SPPF", [c, 5]


MODELS = {
    "yolov3": pyramid(lambda c: ("Bottleneck", [c]), lambda c: ("Bottleneck", [c, False]), conv, "YOLOv3Head", BASED),
    "yolov4": pyramid(lambda c: ("Residualblock", [c]), spp, conv, "YOLOv4Head", ["nc", "anchors"], order=(9, 6, 4)),
    "yolov5": pyramid(lambda c: ("C3", [c]), spp, conv, "YOLOv5Head", BASED),
    "yolov7": pyramid(
        lambda c: ("RepConv", [c, 3, 1]), lambda c: ("SPPCSPC", [c]), lambda c: ("DownC", [c]), "YOLOv7Head", BASED
    ),
    "yolov8": pyramid(lambda c: ("C2f", [c, True]), spp, conv, "YOLOv8Head", FREE),
    "yolov9": pyramid(
        lambda c: ("RepNCSPELAN4", [c, c, c // 2, 1]),
        lambda c: ("SPPELAN", [c, c // 2]),
        lambda c: ("ADown", [c]),
        "YOLOv9Head",
        FREE,
        order=(4, 6, 9, 4, 6, 9),
    ),
    "yolov10": pyramid(
        lambda c: ("C2fCIB", [c, True]),
        lambda c: ("PSA", [c]),
        lambda c: ("SCDown", [c, 3, 2]),
        "YOLOv10Head",
        FREE,
        top=128,
    ),
    "yolov11": pyramid(
        lambda c: ("C3k2", [c, False, 0.25]), lambda c: ("C2PSA", [c]), conv, "YOLOv11Head", FREE, top=128
    ),
    "yolox": pyramid(
        lambda c: ("DWC3", [c]), spp, lambda c: ("DWConvNormAct", [c, 3, 2]), "YOLOXHead", ["nc", "stride"]
    ),
}


def settings(name):
    backbone, head = MODELS[name]
    return Config(
        {
            "backbone": backbone,
            "head": head,
            "anchors": FLAT if name == "yolov4" else ANCHORS,
            "stride": [8, 16, 32],
            "depth_multiple": 1.0,
            "width_multiple": 1.0,
            "reg_max": 16,
            "scale": "n",
        }
    )


def flat(values):
    if isinstance(values, (tuple, list)):
        return [array for value in values for array in flat(value)]
    return [values] if isinstance(values, ms.Tensor) else []


def numbers(values):
    return [value.asnumpy().astype(np.float64).ravel() for value in flat(values)]


def spread(net):
    """Weights that give boxes of clearly different scores, so that their order is no matter of rounding."""
    rng = np.random.default_rng(1)
    for p in net.get_parameters():
        drawn = rng.standard_normal(p.shape)
        if p.ndim > 1:
            drawn *= np.sqrt(1.5 / np.prod(p.shape[1:]))
        elif p.name.endswith(("gamma", "moving_variance")):
            drawn = 1 + 0.1 * np.abs(drawn)
        else:
            drawn *= 0.1
        p.set_data(ms.Tensor(drawn.astype(np.float32)))


folder, *names = sys.argv[1:]
for name in names:
    ms.set_seed(1)
    net = create_model(name, model_cfg=settings(name), num_classes=5)
    parameters = [
        (p.name, list(p.shape), float(np.abs(p.asnumpy().astype(np.float64)).sum())) for p in net.get_parameters()
    ]
    Path(folder, f"{name}.json").write_text(json.dumps(parameters))
    spread(net)
    x = ms.Tensor(np.random.default_rng(0).standard_normal((2, 3, 128, 128)).astype(np.float32))
    found = {"inference": np.concatenate(numbers(net.set_train(False)(x)))}
    net.set_train(True)

    def loss(x, net=net):
        return sum((ops.cast(y, ms.float32) ** 2).mean() for y in flat(net(x)))

    value, gradients = ms.value_and_grad(loss, None, net.trainable_params())(x)
    found["loss"] = value.asnumpy()
    found["training"] = np.concatenate(numbers(net(x)))
    for p, gradient in zip(net.trainable_params(), gradients, strict=True):
        found[f"gradient {p.name}"] = gradient.asnumpy()
    np.savez(Path(folder, f"{name}.npz"), **found)
