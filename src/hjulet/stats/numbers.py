"""Numbers as Swedes write them: 1 234,5 and −3 and 12 %, never broken over a line.

The one definition of it: `ui.format` gives it to pages, `words` to sentences.
"""

from decimal import ROUND_HALF_UP, Decimal

THIN = "\u202f"  # narrow no-break space between groups of three
NO_BREAK = "\u00a0"
MINUS = "\u2212"

Real = int | float | Decimal


def number(value: Real, decimals: int | None = None) -> str:
    """`value` with decimal comma, grouped thousands and a real minus sign.

    Without `decimals` a whole number gets none and others one. Half is rounded away from zero.
    """
    exact = Decimal(str(value))
    if decimals is None:
        decimals = 0 if exact == exact.to_integral_value() else 1
    exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(exact):,.{decimals}f}".replace(",", THIN).replace(".", ",")
    return MINUS + text if exact < 0 else text


def percent(share: Real, decimals: int = 0) -> str:
    """A share of one as "86 %", with a space that does not break."""
    return number(Decimal(str(share)) * 100, decimals) + NO_BREAK + "%"
