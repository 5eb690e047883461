"""How values are cut over processes: layouts, strategies, and torch's DTensors made of them."""
