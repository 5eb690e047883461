"""`Model`, its callbacks, metrics and summaries."""
