"""What a value must be, what MindSpore refuses, and what a failed call says."""
