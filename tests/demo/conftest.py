"""Demostad is built once for these tests and the journeys together, and taken away afterwards."""

from tests.journeys.conftest import _nothing_is_left as _nothing_is_left
