"""Summaries for TensorBoard."""

from msshim._src.factory import deep

__getattr__ = deep.names("train.summary")
