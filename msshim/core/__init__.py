"""The values: tensor, parameter, cell, dtype. Thin handles, real torch underneath."""
