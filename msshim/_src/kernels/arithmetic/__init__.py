"""Arithmetic, of one operand and of two."""
