"""Pages of the organisation: the tree, people and roles, and the own account."""
