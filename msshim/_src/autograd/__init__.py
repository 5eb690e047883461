"""MindSpore's gradient transforms on torch.autograd and torch.func."""
