"""Reductions and cumulations."""
