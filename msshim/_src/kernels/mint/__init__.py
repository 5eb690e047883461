"""Where `mindspore.mint` is not `ops`."""
