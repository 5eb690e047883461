"""How transforms are checked, made and run, and those of `mindspore.dataset.transforms`."""
