"""The chain: how a row's hash is made from the row and the hash before it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

START = "0" * 64


def canonical(keys: Mapping[str, object]) -> str:
    """Keys as JSON that is the same for the same keys."""
    return json.dumps(keys, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def link(
    *,
    previous: str,
    seq: int,
    at: str,
    actor_id: int | None,
    verb: str,
    subject: tuple[str, str],
    confidential: bool,
    keys: str,
) -> str:
    """The hash (64 hex digits) of a row that follows the row with hash `previous`.

    `at` is ISO 8601 in UTC with microseconds, `keys` canonical JSON.
    """
    row = canonical(
        {
            "previous": previous,
            "seq": seq,
            "at": at,
            "actor": actor_id,
            "verb": verb,
            "subject": list(subject),
            "confidential": confidential,
            "keys": keys,
        }
    )
    return hashlib.sha256(row.encode()).hexdigest()


def stamp(moment: datetime) -> str:
    """The moment as it enters the hash: ISO 8601, UTC, microseconds."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
