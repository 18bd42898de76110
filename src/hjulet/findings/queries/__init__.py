"""Reads of findings that other rooms may ask for."""

from hjulet.findings.queries.briefs import Brief, briefs, by_reference, choosable

__all__ = ["Brief", "briefs", "by_reference", "choosable"]
