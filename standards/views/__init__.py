"""Pages of the criteria admin that are no form of one row: tree, life cycle, history, verification."""
