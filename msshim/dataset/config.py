"""`mindspore.dataset.config`: the settings of pipelines."""

from msshim._src.data.config import *  # noqa: F403
from msshim._src.data.config import __all__  # noqa: F401
