"""Other formats written as MindRecord. Source: mindspore.mindrecord.tools of 2.10."""
