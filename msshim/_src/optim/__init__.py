"""MindSpore's optimizers on torch's multi-tensor kernels."""
