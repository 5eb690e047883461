"""The readers of collections: which samples their files hold."""
