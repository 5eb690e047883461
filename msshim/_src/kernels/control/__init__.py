"""Python functions, loops and summaries as operations."""
