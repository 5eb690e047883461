"""This process among others."""
