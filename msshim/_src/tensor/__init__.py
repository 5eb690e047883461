"""Tensor: dtypes, indexing, operators, conversions, and the checks of values."""
