"""Summaries for TensorBoard."""

from msshim.factory import deep

__getattr__ = deep.names("train.summary")
