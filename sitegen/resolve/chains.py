"""Chains: the mentions of one thing within one article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitegen import gazetteer
from sitegen.model import Annotation, EntityType, Mention
from sitegen.naming import anglicised, fold
from sitegen.resolve.aliases import NAMED, told_aliases
from sitegen.resolve.clues import Clues, clues_of
from sitegen.resolve.joins import Form, Groups, join_organisations, join_persons
from sitegen.resolve.names import COMPANY_WORDS, Name, country_of, read_name
from sitegen.resolve.owners import Owners
from sitegen.resolve.persons import gender
from sitegen.resolve.places import Spot, called_region, country_spot, known_places
from sitegen.resolve.whereabouts import country_meant, holders_apart, locate, seat

_HARD = 3.0
"""Weight of evidence beyond the model's label: an honorific, an office, a country's name."""
_LOCATIVE = re.compile(r"\b(?:in|at|from|near|to|of|around|across|outside|into|towards?|for|the)\s+\Z")
ROOTLESS = ("party", "armed-group", "igo")
"""Kinds of organisations that a place's name says little about: Kurdistan Workers' Party."""
_TYPES: tuple[EntityType, ...] = ("person", "organisation", "place", "group", "work", "other")


@dataclass(frozen=True, slots=True)
class Chain:
    article: int
    """Position in the archive's articles."""
    type: EntityType
    key: str
    """Of its fullest form, see names.Name."""
    name: str
    """That form as the article first writes it."""
    owner: str
    """What tells it from namesakes: a generic organisation's or a country's ISO code, a place's
    Spot.key; "" where it is not known or of no account."""
    generic: bool
    mentions: tuple[int, ...]
    """Indexes into Annotation.mentions, ascending."""
    forms: tuple[tuple[str, int], ...]
    """Key and mentions of every form, by their order in the text."""
    joined: tuple[tuple[str, str], ...] = ()
    """(key of the other form, why it is the same)."""
    hard: bool = False
    """True where more than the model's label speaks for the type."""
    spot: Spot | None = None
    """Where a place is, a country aside."""
    seat: Spot | None = None
    """What an organisation, or a place that no table knows, is called after."""
    ruled: str = ""
    """What a [[mention]] ruling says they name."""


def chains(
    position: int, annotation: Annotation, ruled: Mapping[int, str], text: str = ""
) -> tuple[Chain, ...]:
    """The chains of one article. `ruled`: mention -> what the editor says it names."""
    mentions = annotation.mentions
    clues = clues_of(annotation)
    forms = _forms(annotation, ruled, clues, text)
    groups = Groups(len(forms))
    where = {n: at for at, form in enumerate(forms) for n in form.mentions}
    for n, mention in enumerate(mentions):
        # An acronym or a nominal that the text itself defines.
        target = _antecedent(mentions, n)
        if target is not None and target in where and n not in ruled:
            if n in where and where[n] != where[target]:
                one, other = forms[where[n]], forms[where[target]]
                if (one.type == other.type or mention.kind == "acronym") and not _two_places(one, other):
                    groups.join(where[n], where[target], "the text defines it")
            elif n not in where:
                forms[where[target]].mentions.append(n)
    for n, m, why in told_aliases(text, mentions):
        if n in where and m in where and n not in ruled and m not in ruled:
            groups.join(where[n], where[m], why)
    join_persons(forms, groups)
    join_organisations(forms, groups)
    found = [
        _chain(position, [forms[at] for at in group], groups, group, mentions, clues)
        for group in groups.all()
    ]
    by_ruling: dict[str, list[int]] = defaultdict(list)
    for n, reference in sorted(ruled.items()):
        by_ruling[reference].append(n)
    for reference, ns in sorted(by_ruling.items()):
        first = mentions[ns[0]]
        found.append(
            Chain(
                position,
                first.type,
                fold(reference),
                reference,
                "",
                False,
                tuple(ns),
                (),
                ruled=reference,
                hard=True,
            )
        )
    return tuple(found)


def _two_places(one: Form, other: Form) -> bool:
    """True for "S.C." and "South Charleston": the gazetteer knows both, for different places."""
    known, theirs = known_places(one.raw), known_places(other.raw)
    return bool(known and theirs) and not set(known) & set(theirs)


def _antecedent(mentions: Sequence[Mention], n: int) -> int | None:
    """The named mention at the end of the trail of antecedents."""
    seen = {n}
    at = mentions[n].antecedent
    while at is not None and at not in seen and mentions[at].antecedent is not None:
        seen.add(at)
        at = mentions[at].antecedent
    return at


def _forms(annotation: Annotation, ruled: Mapping[int, str], clues: Clues, article: str) -> list[Form]:
    """Forms in the order of their first mention; one type each, by a vote of the whole article."""
    named: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for n, mention in enumerate(annotation.mentions):
        if mention.kind in NAMED and mention.subtype != "event" and n not in ruled:
            text = fold(mention.name)
            if text:
                named[text, mention.kind == "metonym"].append(n)
    owners = Owners(annotation, article)
    forms: dict[tuple[EntityType, str, str, str], Form] = {}
    for (text, metonym), ns in named.items():
        type_, hard = _vote([annotation.mentions[n] for n in ns], metonym)
        apart = holders_apart([annotation.mentions[n] for n in ns]) if type_ == "place" else ()
        for at, n in enumerate(ns):
            mention = annotation.mentions[n]
            name = _government(mention) if metonym else read_name(type_, mention.name)
            name = name or read_name(type_, mention.name)
            if type_ == "place" and name.owner and not country_meant(mention.name, clues):
                name = Name(text)
            owner = (name.owner or owners.of(n, name.key)) if name.generic else name.owner
            owner = apart[at] if apart else owner
            said = gender(mention.honorific) if type_ == "person" else ""
            key = (type_, name.key, owner, said)
            if key not in forms:
                forms[key] = Form(text, mention.name, type_, name, owner, said)
            form = forms[key]
            form.mentions.append(n)
            if form.headline and mention.sentence > 0:
                form.headline, form.told = False, n
            form.chartered = form.chartered or (type_ == "organisation" and _chartered(text))
            form.hard = form.hard or hard or form.chartered
            form.placed = form.placed or bool(
                mention.container
                or mention.kind != "name"
                or _LOCATIVE.search(article[max(0, mention.start - 12) : mention.start])
            )
            # A name in its own script is matched by, but doesn't name a page.
            short = mention.kind == "acronym" or _looks_short(mention) or not anglicised(mention.name)
            form.acronym = form.acronym or short
    return sorted(forms.values(), key=lambda form: form.mentions[0])


def _chartered(text: str) -> bool:
    """True for "walt disney co": the name says that it is a company."""
    return " " in text and text.rpartition(" ")[2] in COMPANY_WORDS


def _looks_short(mention: Mention) -> bool:
    letters = mention.name.replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isupper() and letters.isalpha()


def _government(mention: Mention) -> Name | None:
    """ "Damascus" that says or signs is the government of Syria."""
    if mention.type != "organisation":
        return None
    iso = country_of(mention.name)
    if not iso:
        cities = [p for p in gazetteer.places(mention.name) if p.kind == "city"]
        countries = [c for c in (gazetteer.country_by_code(p.iso) for p in cities) if c is not None]
        isos = [c.iso for c in countries if fold(c.capital) == fold(mention.name)]
        iso = isos[0] if isos else ""
    return Name("government", iso, generic=True) if iso else None


def _vote(mentions: Sequence[Mention], metonym: bool) -> tuple[EntityType, bool]:
    votes: dict[EntityType, float] = defaultdict(float)
    hard: set[EntityType] = set()
    for mention in mentions:
        votes[mention.type] += mention.confidence
        if mention.honorific or (mention.role and mention.type == "person"):
            votes["person"] += _HARD
            hard.add("person")
    if not metonym and country_of(mentions[0].name) and "place" in votes:
        votes["place"] += _HARD
        hard.add("place")
    best = max(_TYPES, key=lambda t: votes.get(t, 0.0))
    return best, best in hard


def _chain(
    position: int,
    forms: list[Form],
    groups: Groups,
    members: list[int],
    mentions: Sequence[Mention],
    clues: Clues,
) -> Chain:
    votes: Counter[EntityType] = Counter()
    for form in forms:
        votes[form.type] += len(form.mentions) + (100 if form.hard else 0)
    type_ = max(_TYPES, key=lambda t: votes[t])
    own = [form for form in forms if form.type == type_]
    # A headline's capitals run a name into the words around it: it names nothing if there is better.
    best = min(
        own, key=lambda f: (f.noise, f.acronym, -len(f.name.key.split()), -len(f.mentions), f.name.key)
    )
    counts: Counter[str] = Counter()
    for form in forms:
        counts[form.name.key] += len(form.mentions)
    inside = set(members)
    by_member = dict(zip(members, forms, strict=True))
    joined = tuple(
        (by_member[at].name.key, reason)
        for one, two, reason in groups.reasons
        if one in inside and two in inside
        for at in (one, two)
        if by_member[at].name.key != best.name.key and not by_member[at].noise
    )
    spot = at = None
    if type_ in ("place", "organisation") and (type_ == "organisation" or not best.name.owner):
        ns = [n for form in own for n in form.mentions if mentions[n].kind in NAMED]
        counts_ = Counter(c for n in ns if (c := mentions[n].container))
        containers = sorted(counts_, key=lambda c: (-counts_[c], c))
        names = list(dict.fromkeys([mentions[best.mentions[0]].name, *(mentions[n].name for n in ns)]))
        if type_ == "place":
            region = any(called_region(name) for name in names)
            spot = locate(names, containers, clues, region)
        rootless = any(mentions[n].subtype in ROOTLESS for n in ns)
        if spot is None and not rootless:
            # "Georgian Interior Ministry"; "American Airlines" is a name.
            own_country = best.name.owner if best.name.generic else ""
            at = country_spot(own_country) if own_country else seat(type_, names, containers, clues)
    return Chain(
        position,
        type_,
        best.name.key,
        " ".join(mentions[best.mentions[0]].name.split()),
        spot.key if spot else best.owner,
        best.name.generic,
        tuple(sorted({n for form in forms for n in form.mentions})),
        tuple(counts.items()),
        joined,
        hard=any(form.hard for form in own) or spot is not None,
        spot=spot,
        seat=at,
    )
