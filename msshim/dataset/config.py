"""`mindspore.dataset.config`: the settings of pipelines."""

from msshim._src.data.config import *  # noqa: F403
