"""What the transforms of `mindspore.dataset.audio` compute, of arrays (..., time) or (..., freq, time)."""
