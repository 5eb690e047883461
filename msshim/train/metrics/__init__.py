"""`mindspore.train.metrics`: measures of a network's answers."""

from msshim._src.names import deep

__getattr__ = deep.names("train.metrics")
