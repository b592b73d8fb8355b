"""Accounts of an event: what each article says of each field, when it was reported, what became of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sitegen import edtf
from sitegen.model import Claim, Event, Evidence, Tally
from sitegen.plan import words
from sitegen.plan.parts import Here, when
from sitegen.plan.views import Account, AccountValue, Report, SaidBy, Step, TallyView, When
from sitegen.plan.world import World, grouped
from sitegen.taxonomy import FIELDS

VALUES = 8
ACCOUNTS = 4
"""Articles shown of one value."""

EXCERPTS = 3
"""Sentences of one article for one value."""

STEPS = 6
"""Figures on the way to the present one; of more the first and the last."""

_NUMBER = re.compile(r"[0-9]+")


def accounts(here: Here, event: Event) -> Iterator[Account]:
    """Figures as far as there is more than one, and what else more than one article tells."""
    by_field = grouped(_shown(here.world, event), lambda c: c.field)
    for field in words.CLAIM_FIELDS:
        claims = by_field.get(field, ())
        if field in FIELDS:
            account = _figures(here, event, field, claims)
        else:
            account = _others(here, event, field, claims)
        if account is not None:
            yield account


def _shown(world: World, event: Event) -> list[Claim]:
    """Its claims, in the order of their articles' dates."""
    return sorted(
        (c for c in event.claims if c.article in world.articles),
        key=lambda c: (*_reported(world, c.article), c.start),
    )


def _reported(world: World, article: str) -> tuple[tuple[int, int, int, str], str]:
    return edtf.order_key(world.articles[article].article.date), article


def _figures(here: Here, event: Event, field: str, claims: Sequence[Claim]) -> Account | None:
    """In the order they were reported in, so that it is seen how they changed."""
    values: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in _hedged(claims):
        values[claim.value, claim.standing].append(claim)
    if len(values) < 2 and len({c.article for c in claims}) < 2:
        return None
    disputed = field in event.disputed
    shown = [
        replace(_value(here, field, value, some, quoted=True), earlier=standing == "earlier")
        for (value, standing), some in values.items()
        if standing != "part"
    ]
    besides = [
        _value(here, field, value, some, quoted=True)
        for (value, standing), some in values.items()
        if standing == "part"
    ]
    current = [v for v, standing in values if not standing]
    note = ""
    if any(value.earlier for value in shown) and current:
        note = f"Later reports say {' and '.join(_with_commas(v) for v in dict.fromkeys(current))}."
    return Account(
        field, words.CLAIMED[field], disputed, note, tuple(shown[:VALUES]), tuple(besides[:VALUES])
    )


def _hedged(claims: Iterable[Claim]) -> list[Claim]:
    """The claims. Where an article says "973 or more" its headline's "973" means that too."""
    claims = list(claims)
    more = [c for c in claims if c.value.endswith(" or more")]
    careful = {(c.article, c.value.partition(" ")[0]): c.value for c in more}
    return [replace(c, value=careful.get((c.article, c.value), c.value)) for c in claims]


def _others(here: Here, event: Event, field: str, claims: Sequence[Claim]) -> Account | None:
    values = {value: list(some) for value, some in grouped(claims, lambda c: c.value).items()}
    disputed = field in event.disputed and len(values) > 1
    # What one article alone says is told by the facts already.
    told = field in ("date", "place") and len({c.article for c in claims}) > 1
    if not values or not (told or disputed):
        return None
    ranked = sorted(values, key=lambda v: (-len({c.article for c in values[v]}), -len(values[v]), v))
    shown = (_value(here, field, v, values[v], quoted=disputed) for v in ranked[:VALUES])
    return Account(field, words.CLAIMED[field], disputed, "", tuple(shown), ())


def _value(here: Here, field: str, value: str, claims: Sequence[Claim], *, quoted: bool) -> AccountValue:
    """A value and the articles that give it, a line each."""
    by_article = grouped(claims, lambda c: c.article)
    own = [a for a in by_article if here.world.articles[a].copy_of not in by_article]
    by = tuple(_said_by(here, a, by_article[a], quoted) for a in own[:ACCOUNTS])
    copies = len(by_article) - len(own)
    return AccountValue(_in_words(here, field, value), by, len(own) - len(by), copies=copies)


def _said_by(here: Here, article: str, claims: Sequence[Claim], quoted: bool) -> SaidBy:
    marks = grouped((c for c in claims if c.words), lambda c: (c.start, c.end))
    sentences = [
        here.evidence(Evidence(article, *span), [c.words for c in marks.get(span, ()) if c.words])
        for span in sorted({(c.start, c.end) for c in claims})[:EXCERPTS]
    ]
    named = dict.fromkeys(c.source for c in claims if c.source in here.world.entities)
    row = here.article_row(article)
    return SaidBy(
        article=row.link,
        publisher=row.publisher,
        when=row.when,
        sources=tuple(here.world.entities[id_].name for id_ in named if id_),
        sentences=tuple(e if quoted else replace(e, text="", marks=()) for e in sentences),
    )


def _in_words(here: Here, field: str, value: str) -> str:
    if field == "date":
        return edtf.describe(value)
    if field in ("place", "participant"):
        entity = here.world.entities.get(value)
        names = [e.name for e in (entity, *here.world.within(value)[:1]) if e]
        return ", ".join(names) or value
    if field == "status":
        return words.STATUSES.get(value, value) or "Happened"
    return _with_commas(value) if field in FIELDS else value.replace("-", " ").capitalize()


def _with_commas(value: str) -> str:
    return _NUMBER.sub(lambda m: f"{int(m[0]):,}", value)


# ---------------------------------------------------------------- how many


def tallies(here: Here, event: Event) -> Iterator[TallyView]:
    by_field = grouped(_shown(here.world, event), lambda c: c.field)
    for tally in event.numbers:
        claims = by_field.get(tally.field, ())
        said = _saying(claims, tally)
        told = here.words(said.article, said.words) if said else ""
        spread = f"{tally.low:,} to {tally.high:,}" if tally.low != tally.high else ""
        vague = said is not None and " to " in said.value and bool(told)
        yield TallyView(
            field=tally.field,
            figure=told if vague else f"{tally.best:,}",
            range=spread or (_hedge(claims, tally)),
            words="" if vague or told.replace(",", "") == str(tally.best) else told,
            source=here.sentence(said.article, said.start) if said else None,
            course=_course(here.world, claims),
        )


def _saying(claims: Iterable[Claim], tally: Tally) -> Claim | None:
    """The claim that gives the best figure: the first to name who says so, else the last, which is a
    sentence and no headline."""
    fitting = _current(claims, tally)
    return next((c for c in fitting if c.source), fitting[-1] if fitting else None)


def _current(claims: Iterable[Claim], tally: Tally) -> list[Claim]:
    return [c for c in claims if not c.standing and c.value.partition(" ")[0] == str(tally.best)]


def _hedge(claims: Sequence[Claim], tally: Tally) -> str:
    """ "or more", where all who give the figure say only that."""
    fitting = _current(_hedged(claims), tally)
    more = fitting and all(c.value.endswith(" or more") for c in fitting)
    return "or more" if more else ""


def _course(world: World, claims: Sequence[Claim]) -> tuple[Step, ...]:
    """The dated figures of the whole, each at its first report, where a later report corrected any."""
    if not any(c.standing == "earlier" for c in claims):
        return ()
    first: dict[str, str] = {}
    for claim in _hedged(claims):
        date = world.articles[claim.article].article.date
        if claim.standing != "part" and date:
            first.setdefault(claim.value, date)
    steps = [Step(when(date), _with_commas(value)) for value, date in first.items()]
    return tuple(steps if len(steps) <= STEPS else [*steps[: STEPS - 1], steps[-1]])


# ---------------------------------------------------------------- when each was reported, and when it was


def reports(here: Here, event: Event, limit: int, shown: Collection[str]) -> tuple[Report, ...]:
    """Its articles by date, the undated last: what each says of the day, of the event or of a part of it.

    `shown`: sentences that stand on the page already.
    """
    whole = [event, *here.world.parts.get(event.id, ())]
    claims: Mapping[str, Sequence[Claim]] = grouped(
        (c for e in whole for c in _shown(here.world, e) if c.field == "date"), lambda c: c.article
    )
    articles = {m.article for m in event.mentions if m.article in here.world.articles}
    ordered = sorted(articles, key=lambda id_: _reported(here.world, id_))
    rows = (here.article_row(id_, summary=True) for id_ in ordered[:limit])
    return tuple(
        Report(
            replace(row, summary="" if row.summary in shown else row.summary),
            _happened(here, claims.get(id_, ())),
            here.world.articles[id_].copy_of in articles,
        )
        for id_, row in zip(ordered, rows, strict=False)
    )


def _happened(here: Here, claims: Iterable[Claim]) -> tuple[When, ...]:
    found: dict[str, When] = {}
    for claim in claims:
        told = here.words(claim.article, claim.words)
        if claim.value not in found or (told and not found[claim.value].note):
            says_more = told and told != edtf.describe(claim.value)
            found[claim.value] = when(claim.value, f"“{told}”" if says_more else "")
    return tuple(found.values())
