"""`mindspore.dataset.vision.py_transforms` of MindSpore 1.x: the transforms of `mindspore.dataset.vision`."""

from msshim._src.names.old_transforms import module

__getattr__, __all__ = module("dataset.vision.py_transforms")
