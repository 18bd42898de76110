"""Reading meetings. Import from the modules."""
