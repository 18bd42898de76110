"""Numbers and dates as Swedes write them. Pure functions: no Django.

Numbers have non-breaking thin groups, a decimal comma and a real minus sign; the percent sign
has a space before it. Moments with a time zone are shown in Swedish time.
"""

from datetime import date, datetime, timedelta

from babel.dates import format_date

from hjulet.kernel.clock import STOCKHOLM
from hjulet.stats import numbers
from hjulet.stats.numbers import Real

NBSP = numbers.NO_BREAK
DASH = "\u2013"

_WORDS = (
    "noll", "en", "två", "tre", "fyra", "fem", "sex",
    "sju", "åtta", "nio", "tio", "elva", "tolv",
)  # fmt: skip


def number(value: Real | None, decimals: int | None = None) -> str:
    """1234.5 gives "1 234,5". None gives "".

    Without `decimals` whole numbers have none and others one.
    """
    return "" if value is None else numbers.number(value, decimals)


def signed(value: Real | None, decimals: int | None = None) -> str:
    """A change: "+16", "−3", "0"."""
    text = number(value, decimals)
    return f"+{text}" if value is not None and value > 0 and text.strip("0,") else text


def percent(share: Real | None, decimals: int = 0) -> str:
    """A share of one as per cent: 0.104 gives "10 %". None gives ""."""
    return "" if share is None else numbers.percent(share, decimals)


def zero(value: Real | None) -> str:
    """A cell of an internal table: an en dash for 0, else the number."""
    return DASH if value == 0 else number(value)


def in_words(value: int) -> str:
    """Up to twelve in letters ("tre"), above in digits ("13")."""
    return _WORDS[value] if 0 <= value < len(_WORDS) else number(value)


def plural(value: int, one: str, many: str) -> str:
    """ "1 rapport", "2 rapporter", "0 rapporter" with a space that does not break."""
    return f"{number(value)}{NBSP}{one if value == 1 else many}"


def local(moment: date | datetime) -> date | datetime:
    """A moment with a time zone moved to Swedish time; other values unchanged."""
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.astimezone(STOCKHOLM)
    return moment


def day(moment: date | datetime) -> date:
    """The Swedish calendar day."""
    moment = local(moment)
    return moment.date() if isinstance(moment, datetime) else moment


def date_long(moment: date | datetime | None) -> str:
    """ "tisdag 14 oktober 2025"."""
    return "" if moment is None else format_date(day(moment), "EEEE d MMMM y", locale="sv")


def date_plain(moment: date | datetime | None) -> str:
    """ "14 oktober 2025"."""
    return "" if moment is None else format_date(day(moment), "d MMMM y", locale="sv")


def month_of_year(moment: date | datetime | None) -> str:
    """ "oktober 2025"."""
    return "" if moment is None else format_date(day(moment), "MMMM y", locale="sv")


def date_short(moment: date | datetime | None, today: date | datetime | None = None) -> str:
    """ "14 okt 2025"; "14 okt" when `today` is given and lies in the same year."""
    if moment is None:
        return ""
    that = day(moment)
    pattern = "d MMM" if today is not None and day(today).year == that.year else "d MMM y"
    return format_date(that, pattern, locale="sv").replace(".", "")


def date_iso(moment: date | datetime | None) -> str:
    """ "2025-10-14", as dates are typed in the forms."""
    return "" if moment is None else day(moment).isoformat()


def time_of_day(moment: datetime | None) -> str:
    """ "9.12"."""
    if moment is None:
        return ""
    here = moment.astimezone(STOCKHOLM) if moment.tzinfo is not None else moment
    return f"{here.hour}.{here.minute:02d}"


def date_time(moment: datetime | None) -> str:
    """ "14 oktober 2025 kl. 9.12"."""
    return "" if moment is None else f"{date_plain(moment)} kl.{NBSP}{time_of_day(moment)}"


def when(moment: date | datetime | None, now: date | datetime) -> str:
    """How one says it: "I dag 9.12", "I går", "I morgon", "10 okt", "10 okt 2024"."""
    if moment is None:
        return ""
    that, today = day(moment), day(now)
    if that == today:
        return f"I dag {time_of_day(moment)}" if isinstance(moment, datetime) else "I dag"
    if that == today - timedelta(days=1):
        return "I går"
    if that == today + timedelta(days=1):
        return "I morgon"
    return date_short(that, today)
