"""MindRecord files, read and written without MindSpore. Source: mindspore.mindrecord of 2.10, and its files."""
