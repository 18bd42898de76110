"""How long things take when some are not finished yet: the median of Kaplan and Meier (1958)."""

from collections.abc import Iterable


def median_time(times: Iterable[tuple[int, bool]]) -> int | None:
    """The first time by which at least half are estimated to have finished.

    Each is (time, finished); what is not finished counts for as long as it has been watched.
    None when fewer than half are seen to finish, and for nothing. Kaplan and Meier, J. Am.
    Stat. Assoc. 53 (1958) 457-481. Raises ValueError for a negative time.
    """
    found = sorted(times)
    if any(time < 0 for time, _ in found):
        raise ValueError("a time is not negative")
    left, at = 1.0, 0
    while at < len(found):
        time = found[at][0]
        same = [finished for other, finished in found[at:] if other == time]
        events = sum(same)
        left *= 1 - events / (len(found) - at)
        if events and left <= 0.5 + 1e-12:
            return time
        at += len(same)
    return None
