"""Reads the tables in `mappings/` and renders comparison pages. Knows nothing of torch or of code."""
