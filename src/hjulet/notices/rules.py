"""When a letter that did not get through is tried again, and what its key is. Pure."""

from datetime import datetime, timedelta

from hjulet.kernel.clock import later

# Minutes until the next try. After the last one somebody must look at the mail page.
WAITS = (1, 5, 30, 120, 720)
MOST_TRIES = len(WAITS) + 1
# Letters that can wait are not sent in the night: from this hour.
MORNING = 6


def next_try(now: datetime, tries: int) -> datetime:
    """When to try again after so many failed tries (at least one)."""
    return later(now, timedelta(minutes=WAITS[min(tries, len(WAITS)) - 1]))


def once_for(once: str, account_id: int) -> str:
    """The key that makes the same thing be told once to each."""
    return f"{once}:{account_id}"


def one_line(words: str, limit: int = 200) -> str:
    """Words for a subject line: no line breaks, which would begin another header."""
    return " ".join(words.split())[:limit]
