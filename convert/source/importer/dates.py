"""Days as feeds and pages write them."""

from __future__ import annotations

import datetime as dt
from email.utils import parsedate_to_datetime


def day(stamp: str | None) -> dt.date | None:
    """The day in an ISO 8601 or RFC 5322 time, or None."""
    words = (stamp or "").strip()
    try:
        return dt.date.fromisoformat(words[:10])
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
