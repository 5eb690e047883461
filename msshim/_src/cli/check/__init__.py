"""`msshim check`: which names of MindSpore a program uses, and whether msshim has them, found without running it."""
