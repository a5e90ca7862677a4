"""Turn instants into what is stored, whole seconds since 1970, and back; naive ones raise TypeError."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final, overload

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND: Final = timedelta(seconds=1)


@overload
def up(instant: datetime) -> int: ...
@overload
def up(instant: datetime | None) -> int | None: ...
def up(instant: datetime | None) -> int | None:
    """Return the first whole second not before an instant: what is to be done then is never done early."""
    return None if instant is None else -((_EPOCH - instant) // _SECOND)


@overload
def down(instant: datetime) -> int: ...
@overload
def down(instant: datetime | None) -> int | None: ...
def down(instant: datetime | None) -> int | None:
    """Return the last whole second not after an instant: what happened from then on is not overlooked."""
    return None if instant is None else (instant - _EPOCH) // _SECOND


@overload
def instant(seconds: int) -> datetime: ...
@overload
def instant(seconds: int | None) -> datetime | None: ...
def instant(seconds: int | None) -> datetime | None:
    """Return a stored instant, in UTC; raise OverflowError beyond the year 9999."""
    return None if seconds is None else _EPOCH + seconds * _SECOND
