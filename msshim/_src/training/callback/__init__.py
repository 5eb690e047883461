"""What happens around the steps of `Model`."""
