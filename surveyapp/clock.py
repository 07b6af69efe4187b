"""The time: read here by entry points only, and handed down as `now`.

Stored in UTC; shown and judged (deadlines, years) in Vietnam's legal time.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

LEGAL_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def utc_now() -> datetime:
    """Return this instant as an aware UTC time."""
    return datetime.now(UTC)


def in_legal_time(at: datetime) -> datetime:
    """Return the same instant on Vietnam's wall clock."""
    return at.astimezone(LEGAL_ZONE)
