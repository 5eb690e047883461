"""Pipelines of data."""
