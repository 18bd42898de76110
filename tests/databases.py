"""Which tests meet a database, so that the second database need not be asked about the rest."""

import pytest

# Without one of these pytest-django lets no query through.
FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


def leave_out(items: list[pytest.Item]) -> int:
    """Takes away from `items` what would do the same thing on the other database; how many."""
    kept = [item for item in items if met_by(item)]
    left_out = len(items) - len(kept)
    items[:] = kept
    return left_out


def met_by(item: pytest.Item) -> bool:
    """Through Django, or through processes of its own: then the test says so with a mark.

    Not those that only ask who gets what: rights are rules, and every page is asked for on both
    databases by `tests/house/test_matrix.py`.
    """
    if item.get_closest_marker("one_database"):
        return False
    if item.get_closest_marker("django_db") or item.get_closest_marker("both_databases"):
        return True
    return bool(FIXTURES & set(getattr(item, "fixturenames", ())))
