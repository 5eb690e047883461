"""Networks whose values and weights are cut over processes."""
