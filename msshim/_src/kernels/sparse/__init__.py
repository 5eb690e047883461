"""Sparse tensors and rows."""
