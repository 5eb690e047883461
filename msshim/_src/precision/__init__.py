"""Mixed precision: scaled losses, and networks that compute in half precision."""
