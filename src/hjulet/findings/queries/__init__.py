"""Reads of findings that other rooms may ask for."""

from hjulet.findings.queries.briefs import Brief, briefs, choosable

__all__ = ["Brief", "briefs", "choosable"]
