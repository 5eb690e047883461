"""Build models of MindOCR and run them, on whichever mindspore answers: `mindocr_models.py FOLDER MODEL ...`.

MindSpore 2.10 no longer has `mindspore.parallel._transformer`, from which MindOCR 0.5.0 takes ABINet's layers, and so
can not import its own models; here both sides get a stand-in for that module, for what ABINet and LayoutXLM's tokenizer
alone need, and for the downloads of weights. The code of the models is MindOCR's own.

Written for each: the outputs in inference with drawn weights, and the parameters' names, shapes and initial sums.
"""

import importlib
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import mindspore as ms
import numpy as np

SHAPES = {
    "cls": (1, 3, 48, 192), "crnn": (2, 3, 32, 100), "dbnet": (1, 3, 64, 64), "dbnetpp": (1, 3, 64, 64),
    "east": (1, 3, 64, 64), "master": (1, 3, 48, 160), "psenet": (1, 3, 64, 64), "rare": (1, 3, 32, 100),
    "svtr": (1, 3, 64, 256), "visionlan": (1, 3, 64, 256), "yolov8": (1, 3, 128, 128),
}  # fmt: skip


class Stand(ModuleType):
    """A module whose names can be imported, subclassed and used as decorators."""

    __path__: list[str] = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {}) if name[0].isupper() else lambda *args, **kwargs: lambda function: function


def models():
    """`mindocr.models`, without what reads and shows images with libraries that models do not need."""
    below = ("", ".layers", ".moe", ".op_parallel_config", ".transformer")
    names = [f"mindspore.parallel._transformer{name}" for name in below]
    for name in [*names, "sentencepiece", "huggingface_hub", "huggingface_hub.utils"]:
        sys.modules[name] = Stand(name)
    place = Path(importlib.util.find_spec("mindocr").origin).parent
    for name, folder in {"mindocr": place, "mindocr.utils": place / "utils"}.items():
        sys.modules[name] = ModuleType(name)
        sys.modules[name].__path__ = [str(folder)]
    found = importlib.import_module("mindocr.models")
    for module in [module for name, module in sys.modules.items() if name.startswith("mindocr")]:
        for name in {"load_pretrained", "load_model"} & vars(module).keys():
            if callable(vars(module)[name]):
                setattr(module, name, lambda *args, **kwargs: None)
    return found


def tensors(value):
    """The tensors in tuples, lists and dicts, in order."""
    if isinstance(value, ms.Tensor):
        yield value
    elif isinstance(value, (dict, list, tuple)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from tensors(item)


def main(folder: str, names: list[str]) -> None:
    mindocr = models()
    for name in names:
        ms.set_seed(1)
        np.random.seed(1)
        net = mindocr.build_model(name).set_train(False)
        rng = np.random.default_rng(0)
        parameters = []
        for parameter in net.get_parameters():
            value = parameter.asnumpy()
            parameters.append((parameter.name, list(value.shape), float(np.abs(value.astype(np.float64)).sum())))
            scale = 1 / np.sqrt(max(1, np.prod(value.shape[1:])))
            positive = "gamma" in parameter.name or "variance" in parameter.name
            drawn = rng.uniform(0.5, 1.5, value.shape) if positive else rng.normal(0, scale, value.shape)
            parameter.set_data(ms.Tensor(drawn.astype(value.dtype)))
        x = ms.Tensor(rng.normal(size=SHAPES[name.partition("_")[0]]).astype(np.float32))
        outputs = [y.asnumpy() for y in tensors(net(x))]
        np.savez(Path(folder, f"{name}.npz"), *outputs)
        Path(folder, f"{name}.json").write_text(json.dumps(parameters))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
