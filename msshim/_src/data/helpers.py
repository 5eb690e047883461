"""Small functions of MindSpore's transforms that programs take. Source: dataset's py_transforms_util of 2.10."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from msshim._src.data.transforms.values import one_hot

_Transform = Callable[..., Any]


def is_numpy(img: Any) -> bool:
    """Whether it is a numpy array."""
    return isinstance(img, np.ndarray)


def all_numpy(args: Any) -> bool:
    """Whether it is a numpy array, or a tuple of them."""
    return all(map(is_numpy, args)) if isinstance(args, tuple) else is_numpy(args)


def compose(transforms: Sequence[_Transform], *args: Any) -> tuple[Any, ...]:
    """What transforms give one after the other, as a tuple."""
    for transform in transforms:
        made = transform(*args)
        args = made if isinstance(made, tuple) else (made,)
    return args


def one_hot_encoding(label: Any, num_classes: int, epsilon: float) -> Any:
    """A row of zeros with a one where the label says."""
    return one_hot(np.asarray(label), num_classes, epsilon)


def random_order(img: Any, transforms: list[_Transform]) -> Any:
    """What transforms give in a random order."""
    random.shuffle(transforms)
    for transform in transforms:
        img = transform(img)
    return img


def random_apply(img: Any, transforms: Sequence[_Transform], prob: float) -> Any:
    """What transforms give one after the other, with a probability; else the image."""
    if prob < random.random():
        return img
    for transform in transforms:
        img = transform(img)
    return img


def random_choice(img: Any, transforms: Sequence[_Transform]) -> Any:
    """What one of the transforms gives."""
    return random.choice(transforms)(img)


def hwc_to_chw(img: Any) -> Any:
    """An image with its channels first; one without channels as it is. Raises TypeError for what is no image."""
    if not is_numpy(img) or img.ndim not in (2, 3):
        raise TypeError(f"The image must be a numpy array of two or three axes, but got {img!r}.")
    return img if img.ndim == 2 else img.transpose(2, 0, 1).copy()


def to_bytes(array: Any, encoding: str = "utf8") -> Any:
    """An array of str as one of bytes. Raises ValueError for no array."""
    if not is_numpy(array):
        raise ValueError(f"The 'array' must be a numpy array of str, but got {array!r}.")
    return np.char.encode(array, encoding)


def to_str(array: Any, encoding: str = "utf8") -> Any:
    """An array of bytes as one of str. Raises TypeError for no array."""
    if not is_numpy(array):
        raise TypeError(f"The 'array' must be a numpy array of bytes, but got {array!r}.")
    return np.char.decode(array, encoding)
