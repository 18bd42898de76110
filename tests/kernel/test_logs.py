"""Logs keep keys and places, never what a person wrote."""

import io
import logging

from hjulet.kernel.logs import KeysOnly


def test_values_queries_and_numbers_stay_out() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(KeysOnly())
    logger = logging.getLogger("test.keys")
    logger.addHandler(handler)
    logger.propagate = False
    try:
        try:
            raise ValueError("Kalle 19121212-1212 bor på Storgatan")
        except ValueError:
            logger.exception("Fel vid %s", "/rapporter/?q=hemlig+text")
        logger.warning("personnummer 19121212-1212 i raden")
    finally:
        logger.removeHandler(handler)
    text = stream.getvalue()
    assert "hemlig" not in text
    assert "Storgatan" not in text
    assert "1212-1212" not in text
    assert "ValueError" in text
