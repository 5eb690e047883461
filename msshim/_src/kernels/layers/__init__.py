"""Layers that belong to no other family."""
