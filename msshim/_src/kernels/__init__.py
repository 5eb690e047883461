"""The how: small torch functions that rows name. They take and give torch tensors and know no cells."""
