"""`mindspore.train.callback`: what happens around the steps of `Model`."""
