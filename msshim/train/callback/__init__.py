"""`mindspore.train.callback`: what happens around the steps of `Model`."""

from msshim._src.names import deep

__getattr__ = deep.names("train.callback")
