"""`msshim run` and `python -m msshim.msrun`: one program in several processes."""
