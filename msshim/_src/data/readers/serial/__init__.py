"""The readers of files whose rows have no numbers: a file is read from its beginning, row after row."""
