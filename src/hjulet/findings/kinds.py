"""Choices of findings. Themes and causes are tables that a municipality edits."""

from django.db.models import IntegerChoices, TextChoices


class Status(TextChoices):
    DRAFT = "draft", "utkast"
    RELEASED = "released", "släppt"


class Handling(TextChoices):
    """What is done about a finding; written down to it by `improvements`, or decided here."""

    OPEN = "open", "inget gjort än"
    UNDER_WAY = "under_way", "åtgärdas"
    EFFECT_SHOWN = "effect_shown", "effekt visad"
    NONE_NEEDED = "none_needed", "ingen åtgärd behövs"


class Origin(TextChoices):
    """What kind of source a finding comes from."""

    REPORT = "report", "rapport"
    LEX_SARAH = "lex_sarah", "lex Sarah"
    DATA_BREACH = "data_breach", "personuppgiftsincident"
    FEEDBACK = "feedback", "synpunkt"
    RISK = "risk", "riskanalys"
    SELF_AUDIT = "self_audit", "egenkontroll"
    SURVEY = "survey", "undersökning"
    INDICATOR = "indicator", "nyckeltal"
    REVIEW = "review", "granskning"
    OTHER = "other", "annat"


class QualityArea(TextChoices):
    """The six national quality areas."""

    SAFETY = "safety", "trygghet och säkerhet"
    SELF_DETERMINATION = "self_determination", "självbestämmande och integritet"
    AVAILABILITY = "availability", "tillgänglighet"
    WHOLE = "whole", "helhetssyn och samordning"
    KNOWLEDGE = "knowledge", "kunskapsbaserad verksamhet"
    EFFICIENCY = "efficiency", "effektivitet"


class Weight(IntegerChoices):
    """How much it weighs for those it concerns."""

    SMALL = 1, "liten"
    NOTICEABLE = 2, "märkbar"
    LARGE = 3, "stor"
    VERY_LARGE = 4, "mycket stor"
