"""Nominals and pronouns: "the ministry", "he", only where one thing alone can be meant.

A wrong link costs a reader more than a missing one, so a second candidate ends the search.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sitegen.annotate.grid import Draft, Grid, drafts
from sitegen.annotate.lists import EXTREMIST, NOMINALS, PERSON_NOUNS
from sitegen.annotate.states import state_actors
from sitegen.gazetteer import country, gender_of, is_capital, places
from sitegen.naming import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

HE = frozenset("he him his himself".split())
SHE = frozenset("she her hers herself".split())
MALE = frozenset(
    "mr mister sir lord king prince sheikh sheik father brother herr monsieur emir sultan imam".split()
)
FEMALE = frozenset("mrs ms miss madam madame lady dame queen princess sister mother frau mme sheikha".split())
REACH = 2
"""Sentences back to which a pronoun reaches; a nominal reaches twice as far."""


def nominals(grid: Grid) -> list[Draft]:
    """Drafts of kind title and pronoun, each with its antecedent."""
    every = drafts(grid)
    named = [d for d in every if d.kind != "demonym"]
    people = [d for d in named if d.type == "person"]
    keys = _person_keys(grid, people)
    genders = _genders(grid, people, keys)
    blockers = _blockers(grid)
    found: list[Draft] = []
    for k, low in enumerate(grid.lowers):
        if grid.owner[k] is not None:
            continue
        if low in HE or low in SHE:
            draft = _pronoun(grid, k, people, keys, genders, blockers)
        elif low in NOMINALS and k > 0 and grid.lowers[k - 1] in ("the", "this", "that"):
            draft = _nominal(grid, k - 1, k, named)
        elif low in NOMINALS and k > 1 and grid.lowers[k - 2] == "the" and grid.lowers[k - 1] in EXTREMIST:
            draft = _nominal(grid, k - 2, k, named)
        elif low in OFFICES and k > 0 and grid.lowers[k - 1] == "the":
            draft = _office(grid, k, people, keys)
        else:
            draft = None
        if draft is not None:
            found.append(draft)
    for i, j, model in state_actors(grid, every):
        found.append(_pointer(grid, i, j, model, "title", "the article's acting state", 0.6))
    return found


OFFICES = frozenset(
    "president minister chancellor governor senator mayor king queen pope judge premier ambassador "
    "general coach".split()
)


def _person_keys(grid: Grid, people: list[Draft]) -> dict[int, str]:
    """One key for every person of the article: the last word of the name, or the full name that holds it."""
    return {id(d): (fold(grid.span(d.i, d.j)).split() or [""])[-1] for d in people}


def _blockers(grid: Grid) -> list[int]:
    """Unnamed persons, by token: "the official" may be who is meant."""
    return [
        k
        for k, low in enumerate(grid.lowers)
        if low in PERSON_NOUNS
        and grid.owner[k] is None
        and grid.tags[k] == "NN"
        and not _beside_name(grid, k)
    ]


def _beside_name(grid: Grid, k: int) -> bool:
    """ "spokesman John Smith" and "Smith, a spokesman" are somebody named."""
    after = grid.owner[k + 1] if k + 1 < len(grid.words) else None
    return (after is not None and after.type == "person") or grid.dep(k) in ("appos", "attr", "compound")


def _pronoun(
    grid: Grid,
    k: int,
    people: list[Draft],
    keys: dict[int, str],
    genders: Mapping[str, str],
    blockers: list[int],
) -> Draft | None:
    wanted = "m" if grid.lowers[k] in HE else "f"
    sent = grid.sents[k]
    for back in range(REACH + 1):
        if back == 0:
            near = [d for d in people if grid.sents[d.i] == sent and d.j <= k]
            others = [b for b in blockers if grid.sents[b] == sent and b < k]
        else:
            near = [d for d in people if grid.sents[d.i] == sent - back]
            others = [b for b in blockers if grid.sents[b] == sent - back]
        fitting = [d for d in near if genders[keys[id(d)]] in ("", wanted)]
        names = {keys[id(d)] for d in fitting}
        if len(names) == 1 and not others:
            model = fitting[-1]
            sure = 0.8 if genders[keys[id(model)]] else 0.65
            return _pointer(grid, k, k + 1, model, "pronoun", f"only {model.name} fits", sure - 0.1 * back)
        if fitting or others:
            if any(grid.dep(grid.root(d)) == "conj" for d in fitting):
                return None  # "Peter and Paul"
            subjects = [d for d in fitting if grid.dep(grid.root(d)) in ("nsubj", "nsubjpass")]
            if (
                len({keys[id(d)] for d in subjects}) == 1
                and not others
                and grid.dep(k) in ("nsubj", "nsubjpass")
            ):
                return _pointer(
                    grid, k, k + 1, subjects[-1], "pronoun", f"{subjects[-1].name} is the subject", 0.5
                )
            return None
    return None


def _genders(grid: Grid, people: list[Draft], keys: dict[int, str]) -> dict[str, str]:
    """Key of a person -> "m", "f" or "": by the honorifics the article gives, else by the given name."""
    titles: dict[str, set[str]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    for d in people:
        key = keys[id(d)]
        said = set((d.honorific or "").lower().replace(".", "").split())
        titles[key] |= {"m"} if said & MALE else {"f"} if said & FEMALE else set()
        words = fold(grid.span(d.i, d.j)).split()
        if len(words) > 1:
            names[key].add(gender_of(words[0]))
    return {
        key: "".join(titles[key] or names[key]) if len(titles[key] or names[key]) == 1 else ""
        for key in {keys[id(d)] for d in people}
    }


def _nominal(grid: Grid, i: int, k: int, everyone: list[Draft]) -> Draft | None:
    """ "the ministry": the nearest name of a fitting kind, if no other stands as near."""
    if k + 1 < len(grid.words) and grid.lowers[k + 1] in (
        "of",
        "in",
        "that",
        "which",
        "led",
        "called",
        "for",
        "-",
    ):
        return None
    if grid.owner[k + 1] is not None if k + 1 < len(grid.words) else False:
        return None
    if grid.dep(k) == "compound":
        return None
    type_, subtypes = NOMINALS[grid.lowers[k]]
    word = grid.lowers[k]
    doers = _doers(grid, k)
    named = [d for d in everyone if d.j <= i and not any(d.i <= s < d.j for s in doers)]
    if word in ("country", "nation"):
        named = [d for d in named if grid.dep(grid.root(d)) not in MODIFIERS]
    for subtype in subtypes:
        kinds = (subtype, None) if subtype == "company" else (subtype,)
        fitting = [d for d in named if d.type == type_ and d.subtype in kinds]
        if word in ("country", "nation"):
            fitting = _beside_capital(grid, i, everyone, fitting) or fitting
        if word == "capital":
            fitting = [d for d in fitting if _capital(grid.span(d.i, d.j))]
        alone = type_ == "organisation" and len(subtypes) == 1 and len({_key(grid, d) for d in fitting}) == 1
        if not alone:  # the only ministry of an article is meant however far back it was named
            near = [d for d in fitting if grid.sents[i] - grid.sents[d.i] <= 2 * REACH]
            fitting = _topic(grid, i, fitting) or near
        if not fitting:
            continue
        model = fitting[-1]
        last = {_key(grid, d) for d in fitting if grid.sents[d.i] == grid.sents[model.i]}
        all_ = {_key(grid, d) for d in everyone if d.type == type_ and d.subtype in kinds}
        if len(last) > 1:
            return None
        return _pointer(
            grid, i, k + 1, model, "title", f"the last {word} named", 0.7 if len(all_) == 1 else 0.55
        )
    return None


MODIFIERS = frozenset(("compound", "npadvmod", "amod", "nmod", "quantmod"))


def _doers(grid: Grid, k: int) -> list[int]:
    """The subjects of the clause that noun k is an object in: "A fought the group" is not about A twice."""
    if grid.dep(k) in ("nsubj", "nsubjpass", "poss"):
        return []
    first, last = grid.sent_spans[grid.sents[k]]
    above = {k}
    at = k
    for _ in range(last - first):
        head = grid.head(at)
        if head == at or not first <= head < last:
            break
        at = head
        above.add(at)
        own = [s for s in range(first, last) if grid.dep(s) in ("nsubj", "nsubjpass") and grid.head(s) == at]
        if own and at != k:
            return own
    return []


def _topic(grid: Grid, i: int, fitting: list[Draft]) -> list[Draft]:
    """At the start of a paragraph: what was named twice as often as anything else of the kind."""
    if grid.sents[i] not in grid.paragraphs or not fitting:
        return []
    counts = Counter(_key(grid, d) for d in fitting)
    (best, most), *others = counts.most_common(2)
    return (
        [d for d in fitting if _key(grid, d) == best] if most >= 2 * (others[0][1] if others else 1) else []
    )


def _capital(text: str) -> bool:
    known = places(text)
    return bool(known) and is_capital(known[0])


def _beside_capital(grid: Grid, i: int, everyone: list[Draft], states: list[Draft]) -> list[Draft]:
    """Those of `states` whose capital the same sentence names before "the country"."""
    sent = grid.sents[i]
    seats = [grid.span(d.i, d.j) for d in everyone if grid.sents[d.i] == sent and d.j <= i]
    codes = {places(text)[0].iso for text in seats if _capital(text)}
    if len(codes) != 1:
        return []
    return [d for d in states if (known := country(grid.span(d.i, d.j))) is not None and known.iso in codes]


def _key(grid: Grid, draft: Draft) -> str:
    seen = draft.antecedent or draft
    return fold(grid.span(seen.i, seen.j))


def _office(grid: Grid, k: int, people: list[Draft], keys: dict[int, str]) -> Draft | None:
    """ "the president": the only person of the article with such an office, named before."""
    if k + 1 < len(grid.words) and (
        grid.lowers[k + 1] in ("of", "-", "and") or grid.tags[k + 1] in ("NN", "NNS", "NNP")
    ):
        return None
    low = grid.lowers[k]
    holders = [
        d for d in people if d.role and low in d.role.lower().split() and "former" not in d.role.lower()
    ]
    if len({keys[id(d)] for d in holders}) != 1 or holders[0].i > k:
        return None
    before = [d for d in people if keys[id(d)] == keys[id(holders[0])] and d.j < k]
    return _pointer(grid, k - 1, k + 1, before[-1], "title", f"the only {low} of the article", 0.65)


def _pointer(grid: Grid, i: int, j: int, model: Draft, kind: str, reason: str, confidence: float) -> Draft:
    draft = Draft(i, j, model.type, "", [reason], confidence, kind="title" if kind == "title" else "pronoun")
    draft.subtype = model.subtype
    draft.antecedent = model
    words = [w for k, w in enumerate(grid.words[i:j], i) if not (k == i and kind == "title")]
    draft.name = " ".join(words)
    return draft
