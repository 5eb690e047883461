"""What makes MindSpore's names: everything in here is msshim's own."""
