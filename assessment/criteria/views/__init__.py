"""Pages of the criteria admin that are no forms of one row: the tree, the life cycle, history, verification."""
