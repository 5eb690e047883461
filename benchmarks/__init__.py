"""Side-by-side timings: interleaved in one run, medians, ratios. `make bench` prints the tables."""
