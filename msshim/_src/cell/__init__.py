"""Cell, Parameter and Primitive, their calls, containers and graphs."""
