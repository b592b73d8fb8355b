"""Reports: every event mention of the archive with its entities known, ready to be merged."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitegen.model import ArchiveArticle, Entity, EventMention, Mention, Span, TimeExpression
from sitegen.naming import fold, words
from sitegen.resolve.event_wording import Wording, wording
from sitegen.resolve.index import EntityIndex

ONE_VICTIM = frozenset(
    "death killing assassination arrest abduction release appointment resignation overthrow trial verdict "
    "charge marriage birth award deportation rescue".split()
)
OF_PEOPLE = ONE_VICTIM - {"award", "overthrow"}
"""Types that happen to people, groups and organisations, never to a place."""
UNDERGOING = frozenset(("target", "participant", "beneficiary"))
DOING = words("agent speaker")
UNDERGONE = words("target beneficiary")
POINTERS = words(
    "it they them he she him her we us you i me its their his this that these those which who whom what one "
    "ones some many most others both company group firm spokesman official officials people man woman men "
    "women agreement deal sanction sanctions restriction restrictions measure measures"
)
"""Words that tell no party from another."""
PLURAL_ALONE = words("talk election poll negotiation proceeding hostility riot celebration consultation game")
"""Nouns whose plural may tell of one event."""
FIGURE = re.compile(r"\b\d{2,}\b")
POSTMODIFIER = re.compile(r"[,(]|\b(?:of|in|for|with|from|that|who|which|to|on|at|by|worth)\b")


@dataclass(frozen=True, slots=True)
class Report:
    """One event mention."""

    number: int
    """Its place in the list of all reports."""
    position: int
    """Of its article in the list of articles."""
    article: str
    mention: EventMention
    type: str
    sentence: Span
    stem: str
    place: str | None
    """Entity id."""
    places: frozenset[str]
    """The place and all that hold it."""
    parties: tuple[tuple[str, str, str], ...]
    """(entity id, role, as named), in text order, each entity once."""
    located: bool
    """Whether it is known where that place is; an unknown quarter can be anywhere."""
    broad: bool
    """Whether it is a country or a continent, where much happens at once."""
    entities: frozenset[str]
    """The ids of `parties`."""
    states: frozenset[str]
    """Those of `entities` that are places, countries most of all: they act in many events."""
    people: frozenset[str]
    """Those of `entities` that are persons."""
    victims: frozenset[str]
    """People to whom an event of their own happened: there is one arrest of A at a time."""
    others: frozenset[str]
    """Head words of the arguments that name no entity."""
    when: str | None
    """The words of its date, folded: they tell apart where no calendar can."""
    when_at: Span | None
    where_at: Span | None
    """Where its date and its place stand in the text."""
    source: str | None
    name: str | None
    """The event's proper name, where its trigger stands in one: "Arab Summit"."""
    anchor: str
    """Recognises it again: article, sentence, type, and a number where that is not enough; unique."""
    written: str | None
    """Date of its article."""
    headed: bool
    """Whether its article has a headline."""
    told: str
    """The sentence, folded: the same words in two articles are one report."""
    plural: bool
    definite: bool
    """A noun with "the" or "this": it refers back."""
    wording: Wording
    doers: frozenset[str]
    """Ids, and head words of those that have none, of who did it."""
    undergoers: frozenset[str]
    """The same of who or what it was done to."""
    figures: frozenset[str]
    """Numbers of its sentence, of two digits or more."""

    @property
    def weight(self) -> int:
        """How much it says of which event it is."""
        m = self.mention
        return len(self.parties) + bool(self.place) + bool(m.date) + bool(m.counts) + bool(self.others)

    @property
    def many(self) -> bool:
        """ "attacks", "sales": any number of them, not these, and not one that has the plural's form."""
        return self.plural and not self.definite and self.mention.lemma not in PLURAL_ALONE

    @property
    def refers(self) -> bool:
        """Whether it only points back: "the operation", with nobody and nowhere of its own."""
        return self.definite and not (self.parties or self.others or self.place or self.mention.date)


def reports(articles: Sequence[ArchiveArticle], index: EntityIndex) -> list[Report]:
    """All reports in the order of the articles and of their texts."""
    found: list[Report] = []
    seen: Counter[str] = Counter()
    for position, article in enumerate(articles):
        text, notes = article.article.text, article.annotation
        folded: dict[int, tuple[str, str]] = {}
        names = [
            m for m in notes.mentions if m.type in ("other", "organisation", "work") and m.kind == "name"
        ]
        for mention in notes.events:
            sentence = notes.sentences[mention.sentence]
            place = index.of(article.id, mention.place)
            source = index.of(article.id, mention.source)
            parties = _parties(article, mention, index, place.id if place else None)
            if mention.sentence not in folded:
                line = fold(text[sentence[0] : sentence[1]])
                folded[mention.sentence] = line, hashlib.sha256(line.encode()).hexdigest()[:12]
            told, digest = folded[mention.sentence]
            anchor = f"{article.id}:{digest}:{mention.type}"
            seen[anchor] += 1
            if seen[anchor] > 1:
                anchor += f":{seen[anchor]}"
            said = wording(text, sentence, mention.start, mention.end, mention.noun)
            found.append(
                Report(
                    number=len(found),
                    position=position,
                    article=article.id,
                    mention=mention,
                    type=mention.type,
                    sentence=sentence,
                    stem=stem(mention.lemma),
                    place=place.id if place else None,
                    places=frozenset((place.id, *index.within(place.id))) if place else frozenset(),
                    parties=parties,
                    broad=place is not None and _broad(place),
                    entities=frozenset(id_ for id_, _, _ in parties),
                    states=frozenset(id_ for id_, _, _ in parties if index.entities[id_].type == "place"),
                    people=frozenset(id_ for id_, _, _ in parties if index.entities[id_].type == "person"),
                    victims=frozenset(
                        id_ for id_, role, _ in parties if _undergoes(mention.type, role, index.entities[id_])
                    ),
                    located=place is not None
                    and (place.located_in is not None or place.coordinates is not None),
                    others=frozenset(
                        head
                        for a in mention.arguments
                        if a.mention is None
                        for head in _head(text[a.start : a.end])
                    ),
                    when=fold(notes.times[mention.time].text) if mention.time is not None else None,
                    when_at=_span(notes.times, mention.time),
                    where_at=_span(notes.mentions, mention.place),
                    source=source.id if source else None,
                    name=next(
                        (
                            m.text
                            for m in names
                            if m.start <= mention.start
                            and mention.end <= m.end
                            and " " in m.text
                            and mention.text[:1].isupper()
                        ),
                        None,
                    ),
                    anchor=anchor,
                    written=article.article.date,
                    headed=article.article.title is not None,
                    told=told,
                    plural=mention.noun and mention.text.lower() == mention.lemma + "s",
                    definite=said.definite,
                    wording=said,
                    doers=_who(article, mention, index, DOING),
                    undergoers=_who(article, mention, index, UNDERGONE),
                    figures=frozenset(FIGURE.findall(told)),
                )
            )
    return found


def _span(found: Sequence[Mention] | Sequence[TimeExpression], n: int | None) -> Span | None:
    return (found[n].start, found[n].end) if n is not None else None


def _broad(place: Entity) -> bool:
    return place.subtype == "country" or (
        place.located_in is None and place.subtype not in ("city", "district", "facility")
    )


def _head(phrase: str) -> Iterator[str]:
    """The head word of a noun phrase, folded; a pronoun has none, and one too wide to tell apart neither."""
    found = fold(POSTMODIFIER.split(phrase, maxsplit=1)[0]).split() or fold(phrase).split()
    if found and found[-1] not in POINTERS:
        yield found[-1]


def _who(
    article: ArchiveArticle, mention: EventMention, index: EntityIndex, roles: frozenset[str]
) -> frozenset[str]:
    found: set[str] = set()
    for a in mention.arguments:
        if a.role in roles:
            entity = index.of(article.id, a.mention)
            found.update([entity.id] if entity else _head(article.article.text[a.start : a.end]))
    return frozenset(found)


def _parties(
    article: ArchiveArticle, mention: EventMention, index: EntityIndex, place: str | None
) -> tuple[tuple[str, str, str], ...]:
    text = article.article.text
    parties: dict[str, tuple[str, str, str]] = {}
    for argument in mention.arguments:
        entity = index.of(article.id, argument.mention)
        if entity is None or entity.id == place or entity.type in ("work", "other"):
            continue
        if mention.type == "overthrow" and entity.type == "organisation":
            entity = _leader(article, entity, index) or entity
        if mention.type in OF_PEOPLE and entity.type == "place" and argument.role in UNDERGOING:
            continue  # "deport Palestinian militants" deports no country
        known = parties.get(entity.id)
        # A plot's makers are what it is named after, not those who foiled it.
        if known is None or (
            known[1] == "agent" and argument.role == "target" and mention.type == "foiled-plot"
        ):
            parties[entity.id] = (entity.id, argument.role, text[argument.start : argument.end])
    return tuple(parties.values())


def _leader(article: ArchiveArticle, body: Entity, index: EntityIndex) -> Entity | None:
    """The person whose regime it is: who topples the Assad regime topples Assad."""
    name, _, head = body.name.rpartition(" ")
    if head.lower() not in ("regime", "government", "administration") or not name:
        return None
    for n, mention in enumerate(article.annotation.mentions):
        named = mention.type == "person" and mention.kind == "name"
        if named and mention.text.split()[-1:] == name.split()[-1:]:
            return index.of(article.id, n)
    return None


SUFFIXES = tuple("ations ation ments ment ings ing ions ion als al ers er es s ed e".split())


def stem(lemma: str) -> str:
    """What a verb and its noun share: "arrest", "explo" for "explode" and "explosion"."""
    word = lemma.lower()
    if word in IRREGULAR:
        return IRREGULAR[word]
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            word = word[: -len(suffix)]
            break
    for suffix in ("is", "iz", "at", "i", "d", "s"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


IRREGULAR = {
    word: stem_
    for stem_, words in {
        "agree": "agree agreement",
        "die": "death dead died dying",
        "shoot": "shooting shot",
        "earthquake": "quake temblor",
        "fight": "fighting",
        "murder": "murderer",
        "kill": "killing killer",
        "steal": "theft",
        "rob": "robbery heist",
        "sell": "sale",
        "buy": "purchase",
        "acquire": "acquisition",
        "choose": "choice",
        "win": "victory",
        "elect": "election elections",
        "injure": "injury",
        "lose": "loss",
        "marry": "marriage",
        "grow": "growth",
        "seize": "seizure",
        "try": "trial",
        "depart": "departure",
        "arrive": "arrival",
        "fly": "flight",
        "speak": "speech",
        "meet": "meeting",
        "nominat": "nominee",
        "bomb": "bombing",
        "escap": "escapee",
        "crash": "crashed",
        "suspect": "suspicion",
    }.items()
    for word in words.split()
}
"""Words whose verb and noun part ways."""


def _undergoes(type_: str, role: str, entity: Entity) -> bool:
    wanted = ("agent",) if type_ == "resignation" else ("target", "beneficiary")
    return type_ in ONE_VICTIM and entity.type == "person" and role in wanted
