"""MindSpore's public names: the modules that programs import, and what stands, or is said, at each name."""
