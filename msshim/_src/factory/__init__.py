"""Row -> code: classes and functions with MindSpore's exact signature, built at first use of a name."""
