"""Checkpoints in pieces, one a device, and the files that say how they are cut."""
