"""Devices, modes, memory and random streams: what runs below a tensor."""
