"""One step of training as a cell."""
