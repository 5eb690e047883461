"""`mindspore.dataset.dataloader`: datasets, samplers and a loader in torch's manner."""
