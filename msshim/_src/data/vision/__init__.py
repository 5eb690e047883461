"""What the transforms of `mindspore.dataset.vision` compute and draw, by family."""
