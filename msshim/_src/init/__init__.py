"""Initializers, and tensors whose data is made later."""
