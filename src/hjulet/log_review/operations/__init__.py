"""Verbs of log control: draw (the worker's), judge, sign, follow_up, set_size."""

from hjulet.log_review.operations.common import (
    FOLLOW_UP,
    SIGN,
    InvalidReview,
    OwnOpening,
    Sealed,
    StaleVerdict,
)
from hjulet.log_review.operations.drawing import draw
from hjulet.log_review.operations.reviewing import follow_up, judge, set_size, sign

__all__ = [
    "FOLLOW_UP",
    "SIGN",
    "InvalidReview",
    "OwnOpening",
    "Sealed",
    "StaleVerdict",
    "draw",
    "follow_up",
    "judge",
    "set_size",
    "sign",
]
