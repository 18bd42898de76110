"""The house stands: settings load and migrations are complete."""

import pytest
from django.core.management import call_command


def test_system_check() -> None:
    call_command("check", "--fail-level", "WARNING")


@pytest.mark.django_db
def test_no_model_change_lacks_its_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
