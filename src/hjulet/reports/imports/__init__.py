"""Import of reports from CSV and Excel: read, check outside the lock, apply as one event."""
