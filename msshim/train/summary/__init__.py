"""Summaries for TensorBoard."""

from msshim._src.names import deep

__getattr__ = deep.names("train.summary")
