"""Optimizers with torch's parameter groups: those of `mindspore.mint.optim` and `mindspore.experimental.optim`."""
