"""`mindspore.common.dtype`: the dtypes."""

from msshim._src.tensor.dtype import *  # noqa: F403
from msshim._src.tensor.dtype import __all__ as __all__
