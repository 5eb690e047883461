"""Checkpoints: MindSpore's `.ckpt` files and safetensors, written whole or not at all."""
