"""`mindspore.common.dtype`: the dtypes."""

from msshim.core.dtype import *  # noqa: F403
from msshim.core.dtype import __all__ as __all__
