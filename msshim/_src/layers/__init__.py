"""Cells written by hand, because they are structure: they hold other cells, or weights in lists. Rows name them."""
