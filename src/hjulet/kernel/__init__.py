"""The ground floor: clock, law references, Swedish text, search and database helpers.

Knows nothing of quality work. Only here may SQL differ between SQLite and PostgreSQL.
"""
