"""Hjulet: ledningssystem för systematiskt kvalitetsarbete i socialtjänsten (SOSFS 2011:9)."""

__version__ = "0.3.0"
