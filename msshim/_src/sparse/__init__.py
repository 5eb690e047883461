"""MindSpore's sparse tensors: coordinates (COO) or compressed rows (CSR) and values, and the functions on them."""
