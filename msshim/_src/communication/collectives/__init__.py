"""Collectives: primitives, functions in place and the old functional forms, over torch.distributed."""
