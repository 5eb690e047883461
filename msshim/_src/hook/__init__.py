"""`import mindspore` answered by msshim."""
