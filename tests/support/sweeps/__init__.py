"""Sweeps over all rows: many calls made from the rows' own, beside the real MindSpore."""
