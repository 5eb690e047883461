"""Pipelines as JSON, as MindSpore writes its trees of them, and back."""
