"""Which entities get a page of their own, and why: an archive must do no harm to private people."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sitegen.config import ResolveSettings
from sitegen.gazetteer.office_words import ORDINARY, core
from sitegen.model import ArchiveArticle, Entity, Event
from sitegen.naming import words
from sitegen.resolve.chains import Chain
from sitegen.resolve.curation import EntityRuling

PAGED = ("person", "organisation", "place", "group")

_YOUNG = r"(?:boy|girl|child|toddler|baby|infant|schoolboy|schoolgirl|teenager|teen|pupil|minor)"
_BEFORE = re.compile(
    rf"""(?:\b(?P<age>\d{{1,2}})[- ]year[- ]old\s+(?:[\w'’-]+\s+){{0,3}}
    |\b{_YOUNG}\s*,?\s*(?:named\s+|called\s+)?)$""",
    re.IGNORECASE | re.VERBOSE,
)
_AFTER = re.compile(
    rf"""^\s*(?:,\s*|\(\s*)
    (?:(?:aged\s+|age\s+)?(?P<age>\d{{1,2}})(?:[- ]year[- ]old\b[^,.;]*|\s*years?\s+old)?\s*[,).;]
    |an?\s+(?:[\w'’-]+\s+){{0,3}}{_YOUNG}\b)""",
    re.IGNORECASE | re.VERBOSE,
)
ADULT = 18
"""Years of age."""
_HARMED = words(
    """attack assassination killing strike shelling bombing clash death abduction arrest rescue raid accident
    fire disaster outbreak displacement deportation robbery"""
)
"""Events that a person may be in for no other reason than having suffered them."""
_CRIMES = words("""attack killing robbery escape abduction accident""")
_COURTS = words("""charge trial verdict investigation""")
_SLIGHT = words("""other statement discovery""")
"""Events that say nothing of what somebody is known for."""
KNOWN = 4
"""Articles that name somebody accused before a page does them no new harm."""
_VICTIM_BEFORE = re.compile(
    r"\b(?:murder|killing|killer|death|body|remains|funeral|burial|shooting|stabbing|rape|disappearance|"
    r"abduction|kidnapping|family|parents|mother|father|widow)\s+of\s+$"
)
_VICTIM_AFTER = re.compile(
    r"^['’]s?\s+(?:murder|killing|killers?|body|remains|funeral|family|parents|corpse)\b"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    page: bool
    reason: str
    final: bool = False
    """True where no event changes it: an editor's ruling, or harm."""


def verdict(
    entity: Entity,
    chains: Sequence[Chain],
    articles: Sequence[ArchiveArticle],
    parts: Parts,
    ruling: EntityRuling | None,
    settings: ResolveSettings,
) -> Verdict:
    """Whether an entity has a page. Order: the editor, harm, how much there is to read."""
    if ruling is not None and ruling.page is not None:
        return Verdict(ruling.page, "the editor's ruling (curation.toml)", final=True)
    if entity.type not in PAGED:
        return Verdict(False, f"things of type {entity.type} have no page", final=True)
    if entity.type == "person":
        if any(_young(articles[c.article], n) for c in chains for n in c.mentions):
            return Verdict(False, "a minor, by the text: a page only if the editor asks", final=True)
        if not _public(entity):
            if parts.only_harmed(chains):
                reason = (
                    "appears only as a victim or as arrested, without office: a page only if the editor asks"
                )
                return Verdict(False, reason, final=True)
            if parts.only_accused(chains) and len({chain.article for chain in chains}) < KNOWN:
                reason = "a private person accused or tried, in few articles: a page only if the editor asks"
                return Verdict(False, reason, final=True)
    named = sum(alias.count for alias in entity.aliases)
    spread = len({mention.article for mention in entity.mentions})
    if named >= settings.min_mentions:
        return Verdict(True, f"named {named} times in {_count(spread, 'article')}")
    if spread >= 2:
        return Verdict(True, f"named in {spread} articles")
    if entity.type == "organisation" and len(entity.mentions) >= settings.min_mentions:
        return Verdict(True, f"named {_count(named, 'time')} and spoken of again without its name")
    if entity.type == "organisation" and parts.speak(chains):
        return Verdict(True, "quoted as a source")
    return Verdict(False, f"named {_count(named, 'time')}, fewer than {settings.min_mentions}")


def with_event_salience(
    entities: Iterable[Entity], events: Iterable[Event], final: Mapping[str, Verdict]
) -> tuple[Entity, ...]:
    """The entities, those with a page besides that did something in an event that has one."""
    acted: dict[str, Event] = {}
    for event in events:
        if event.page:
            for participant in event.participants:
                if participant.role in ("agent", "participant", "speaker", "official"):
                    acted.setdefault(participant.entity, event)
            if event.place is not None:
                acted.setdefault(event.place, event)
    result = []
    for entity in entities:
        event_ = acted.get(entity.id)
        closed = entity.id in final and final[entity.id].final
        if event_ is not None and not entity.page and not closed:
            verb = "the place of" if event_.place == entity.id else "took part in"
            entity = replace(
                entity, page=True, page_reason=f"{verb} an event that has a page: {event_.title}"
            )
        result.append(entity)
    return tuple(result)


def _public(entity: Entity) -> bool:
    """Whether an office or a calling makes somebody known; "driver" and "nurse" don't."""
    return any(
        office.split(" of ")[0].split()[-1] not in ORDINARY
        for role in entity.roles
        for office in core(role.text)
    )


class Parts:
    """What each mention has to do with the events and quotes of its article.

    harmed: it was done to them; accused: they are said to have done it or stand before a court;
    speaker: they say something; acted: anything else of note.
    """

    def __init__(self, articles: Sequence[ArchiveArticle]) -> None:
        self._roles: dict[tuple[int, int], set[str]] = defaultdict(set)
        for at, article in enumerate(articles):
            for event in article.annotation.events:
                for argument in event.arguments:
                    tag = _tag(event.type, argument.role)
                    if argument.mention is not None and tag:
                        self._roles[at, argument.mention].add(tag)
                if event.source is not None:
                    self._roles[at, event.source].add("speaker")
            for quote in article.annotation.quotes:
                if quote.speaker is not None:
                    self._roles[at, quote.speaker].add("speaker")
            for n, mention in enumerate(article.annotation.mentions):
                if mention.type == "person" and _victim(article.article.text, mention.start, mention.end):
                    self._roles[at, n].add("harmed")

    def only_harmed(self, chains: Iterable[Chain]) -> bool:
        """True where things were done to them and they did nothing that the archive knows of."""
        return self._of(chains) == {"harmed"}

    def only_accused(self, chains: Iterable[Chain]) -> bool:
        """True where all that is known of them is that they are accused, or harmed besides."""
        said = self._of(chains)
        return "accused" in said and said <= {"accused", "harmed"}

    def speak(self, chains: Iterable[Chain]) -> bool:
        """True where an article has them say something."""
        return "speaker" in self._of(chains)

    def _of(self, chains: Iterable[Chain]) -> set[str]:
        return {
            role
            for chain in chains
            for n in chain.mentions
            for role in self._roles.get((chain.article, n), ())
        }


def _tag(event: str, role: str) -> str:
    if event in _HARMED and role in ("target", "beneficiary"):
        return "harmed"
    if (event in _CRIMES and role == "agent") or (event in _COURTS and role in ("target", "participant")):
        return "accused"
    if role == "speaker":
        return "speaker"
    return "" if event in _SLIGHT else "acted"


def _victim(text: str, start: int, end: int) -> bool:
    """Whether the words beside a name say that it is a victim's: "the murder of X", "X's body"."""
    return bool(
        _VICTIM_BEFORE.search(text, max(0, start - 30), start) or _VICTIM_AFTER.match(text[end : end + 20])
    )


def _young(article: ArchiveArticle, n: int) -> bool:
    mention = article.annotation.mentions[n]
    start, end = article.annotation.sentences[mention.sentence]
    text = article.article.text
    for found in (
        _BEFORE.search(text[max(start, mention.start - 60) : mention.start]),
        _AFTER.match(text[mention.end : min(end, mention.end + 60)]),
    ):
        if found and (found["age"] is None or int(found["age"]) < ADULT):
            return True
    return False


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
