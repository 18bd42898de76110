"""The contracts of the house."""
