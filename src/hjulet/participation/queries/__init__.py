"""Reads of meetings: which units there are, what they have to talk about, when they met."""

from hjulet.participation.queries.agenda import Agenda, Case, Talk, agenda
from hjulet.participation.queries.meetings import Held, earlier, last_met
from hjulet.participation.queries.places import Place, place_of, places

__all__ = [
    "Agenda",
    "Case",
    "Held",
    "Place",
    "Talk",
    "agenda",
    "earlier",
    "last_met",
    "place_of",
    "places",
]
