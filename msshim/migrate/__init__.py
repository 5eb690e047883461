"""For the person who ports: the import hook and what runs programs unchanged."""
