"""The audit trail as an administrator reads it: newest first, in sentences, by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from surveyapp.audit.tables import AuditEvent
from surveyapp.audit.vocabulary import Happened
from surveyapp.clock import in_legal_time
from surveyapp.i18n import gettext, say_number, say_score
from surveyapp.people.model import Role
from surveyapp.people.tables import Person
from surveyapp.web.admin.forms import ROLE_NAMES
from surveyapp.web.admin.subjects import Subject, name_subjects
from surveyapp.web.admin.wording import (
    BASES,
    NOBODY,
    NOT_ANSWERED,
    SENTENCES,
    SEVERAL_ANSWERS,
    THEMES,
    WITH_GAPS,
    WITHHELD,
)

Place = tuple[datetime, int]
"""Where an event stands in the trail: its time, then its number."""

BATCH = 500
LINES_PER_PAGE = 60
MOST_BATCHES = 10


@dataclass(frozen=True, slots=True)
class Event:
    """One event with the name of who caused it."""

    id: int
    at: datetime
    actor: str
    happened: Happened
    subject: Subject
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One sentence of the trail."""

    at: datetime
    clock: str
    sentence: str
    theme: str


@dataclass(frozen=True, slots=True)
class TrailDay:
    """What happened on one day of Vietnam's legal time."""

    on: date
    lines: tuple[TrailLine, ...]


@dataclass(frozen=True, slots=True)
class Trail:
    """One stretch of the trail; `older` is where the next one begins."""

    days: tuple[TrailDay, ...]
    older: int | None


def read_trail(session: Session, *, theme: str = "", before: int | None = None) -> Trail:
    """Return a stretch of the trail, narrowed to one theme if it names one.

    `before` is the event that ended the stretch before. Answers saved in a row become one line, so
    events are read until there are enough lines.
    """
    events: list[Event] = []
    last = session.get(AuditEvent, before) if before is not None else None
    place = (last.at, last.id) if last is not None else None
    for _ in range(MOST_BATCHES):
        batch = _find_events(session, theme, place)
        events += batch
        place = (batch[-1].at, batch[-1].id) if len(batch) == BATCH else None
        if place is None or _count_lines(events) >= LINES_PER_PAGE:
            break
    names = name_subjects(session, {event.subject for event in events})
    days = groupby(_say_all(events, names), key=lambda line: in_legal_time(line.at).date())
    return Trail(
        days=tuple(TrailDay(on, tuple(of_day)) for on, of_day in days),
        older=place[1] if place else None,
    )


def _find_events(session: Session, theme: str, before: Place | None) -> list[Event]:
    """Return events by their time, those of one instant in the order in which they were written.

    Time and number together are a place that no two events share, so that a stretch begins exactly
    where the one before it ended, whatever is written meanwhile.
    """
    query = (
        sa.select(AuditEvent, Person.name)
        .outerjoin(Person, Person.id == AuditEvent.actor_id)
        .order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
        .limit(BATCH)
    )
    if theme in THEMES:
        query = query.where(AuditEvent.happened.in_([one.value for one in THEMES[theme][1]]))
    if before is not None:
        at, number = before
        same_instant = sa.and_(AuditEvent.at == at, AuditEvent.id < number)
        query = query.where(sa.or_(AuditEvent.at < at, same_instant))
    return [
        Event(
            id=row.id,
            at=row.at,
            actor=name or gettext(NOBODY),
            happened=Happened(row.happened),
            subject=(row.subject_type, row.subject_id),
            data=row.data,
        )
        for row, name in session.execute(query)
    ]


def _runs(events: Sequence[Event]) -> Iterator[list[Event]]:
    """Yield events one by one, but answers that one person saved in a row together."""
    for happened, same in groupby(
        events, key=lambda event: (event.happened, event.actor, event.subject)
    ):
        run = list(same)
        if happened[0] is Happened.ANSWER_RECORDED:
            yield run
        else:
            yield from ([event] for event in run)


def _count_lines(events: Sequence[Event]) -> int:
    return sum(1 for _ in _runs(events))


def _say_all(events: Sequence[Event], names: Mapping[Subject, str]) -> Iterator[TrailLine]:
    for run in _runs(events):
        newest = run[0]
        if len(run) == 1:
            yield _line(newest, _say(newest, names[newest.subject]))
            continue
        saved = len({event.data.get("indicator") for event in run})
        words = {
            "actor": newest.actor,
            "subject": names[newest.subject],
            "count": say_number(saved),
        }
        yield _line(newest, gettext(SEVERAL_ANSWERS).format(**words))


def _line(event: Event, sentence: str) -> TrailLine:
    theme = next(name for name, events in THEMES.values() if event.happened in events)
    return TrailLine(event.at, in_legal_time(event.at).strftime("%H:%M"), sentence, gettext(theme))


def _say(event: Event, subject: str) -> str:
    sentence = SENTENCES[event.happened]
    if event.happened is Happened.ASSESSMENT_SUBMITTED and event.data.get("missing"):
        sentence = WITH_GAPS
    if event.happened is Happened.RESULT_RECORDED and event.data.get("score") is None:
        sentence = WITHHELD
    words = {name: _word(name, value) for name, value in event.data.items()}
    words |= {"actor": event.actor, "subject": subject}
    return gettext(sentence).format_map(defaultdict(lambda: "–", words))


def _word(name: str, value: object) -> str:
    """Write one detail of an event the way people read it."""
    if name in ("self", "awarded"):
        return gettext(NOT_ANSWERED) if value is None else say_number(Fraction(str(value)))
    if name == "score" and value is not None:
        return say_score(Fraction(str(value)))
    if name == "basis":
        return gettext(BASES[str(value)])
    if name == "role":
        return gettext(ROLE_NAMES[Role(str(value))])
    if isinstance(value, list):
        return say_number(len(value))
    return say_number(value) if isinstance(value, int) else str(value)
