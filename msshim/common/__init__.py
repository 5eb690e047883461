"""`mindspore.common`: the values, by the path under which they are also imported."""

from typing import NoReturn

from msshim.common import initializer as initializer
from msshim.core import dtype
from msshim.core.creation import from_numpy, is_tensor, tensor
from msshim.core.dtype import *  # noqa: F403
from msshim.core.parameter import Parameter, ParameterTuple
from msshim.core.random import get_seed, set_seed
from msshim.core.tensor import Tensor

__all__ = [
    "Parameter",
    "ParameterTuple",
    "Tensor",
    "dtype",
    "from_numpy",
    "get_seed",
    "is_tensor",
    "set_seed",
    "tensor",
]
__all__ += dtype.__all__


def __getattr__(name: str) -> NoReturn:
    from msshim.factory.module import absent

    absent("common", name)
