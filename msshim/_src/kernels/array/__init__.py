"""Making, joining, cutting and reshaping."""
