"""Images, boxes and resizing."""
