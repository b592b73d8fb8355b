"""Where: the place that a sentence gives an event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitegen.annotate.arguments import EFFECTS, SYMMETRIC
from sitegen.annotate.binding import REACH, Triggers
from sitegen.annotate.clauses import subject
from sitegen.annotate.parties import Names
from sitegen.annotate.tree import Tree
from sitegen.model import Mention
from sitegen.taxonomy import EVENT_TYPES

LOCATIVE = frozenset("in at near outside inside around across throughout off within".split())
OBJECT_LINKS = frozenset(("on", "to", "of", "into", "from"))
STRUCK = frozenset("strike shelling bombing attack".split())
OWN_PLACES = STRUCK | frozenset("capture visit offensive withdrawal raid disaster".split())
"""Types whose object can be the very place: "captured Aleppo", "visited Baghdad"."""
SETTLED = frozenset(("country", "region", "city", "district", "terrain"))
"""Where people live and armies stand; a building that is struck is a target, not a place."""
UNLOCATED = frozenset(("sanctions-imposed", "sanctions-lifted"))
"""Types that happen nowhere: a place beside them is where somebody spoke of them."""
PAPERS = frozenset("agreement deal merger law lawsuit appointment resignation layoffs ban award".split())
"""Types made with words: a place deeper in the sentence is where the thing is that they are about."""
BODILY = frozenset(("fighting", "security", "accident", "humanitarian", "protest", "life"))
"""Families of events that happen to bodies: where those are, it happens, however deep in the sentence."""
COARSE = {"region": 2, "country": 3}
"""What a place yields to a finer one beside it: "in Jableh, in Latakia province"."""
PLACE_HEADS = frozenset(
    "district suburb city town village province region area quarter neighbourhood neighborhood capital "
    "countryside outskirt outskirts port state governorate county island part centre center north south "
    "east west camp control shrine mosque church cathedral airport hospital hotel prison station square "
    "university school base stadium market".split()
)
"""What a place's name before it, or behind it with "of", still says where: "the Damascus suburb of X"."""
DIRECTIONS = frozenset(("north", "south", "east", "west"))
AIMING = frozenset(("of", "on", "at"))
"""What leads to the place of a plot that came to nothing."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a sentence names."""

    index: int
    """Of the mention."""
    mention: Mention
    head: int
    by: str | None
    """The preposition that makes it a location."""
    holder: int
    """The word that the preposition hangs on, -1 without one."""


@dataclass(frozen=True, slots=True)
class Places:
    triggers: Triggers
    spots: Mapping[int, Sequence[Spot]]
    """By sentence."""

    def of(self, i: int) -> int | None:
        """The mention of the place where the event of trigger i happened."""
        tree, type_ = self.triggers.tree, self.triggers.types[i]
        spots = self.spots.get(tree.sents[i])
        if not spots or type_ in UNLOCATED:
            return None
        found = self._nearest(i, type_, spots)
        if found is None and tree.lemmas[i] in EFFECTS:
            # "strikes on Gaza killed ten": they died where the strikes were.
            event = subject(tree, i)
            if event in self.triggers.types and event is not None:
                return self._nearest(event, self.triggers.types[event], spots)
        return found

    def _nearest(self, i: int, type_: str, spots: Sequence[Spot]) -> int | None:
        tree = self.triggers.tree
        below = set(tree.subtree(i)) if type_ == "foiled-plot" else frozenset()
        best: tuple[int, int, int] | None = None
        for spot in spots:
            j = spot.head
            aimed = j in below and _aimed(tree, j)
            if spot.by is None and not (
                _modifies(tree, spot, i, type_) or _own(tree, spot, i, type_) or aimed
            ):
                continue
            if spot.by is not None and not self._tells(spot, i, type_):
                continue
            steps = self.triggers.cost(i, j)
            if spot.by == "of":
                # "the Damascus suburb of X": X is no farther away than the suburb.
                steps -= 2
            if j not in below and (steps > REACH + 2 or self.triggers.nearest(i, j) + 3 < steps):
                continue
            key = (steps + COARSE.get(spot.mention.subtype or "", 0), abs(j - i), spot.index)
            if best is None or key < best:
                best = key
        return best[2] if best else None

    def _tells(self, spot: Spot, i: int, type_: str) -> bool:
        """Whether the place is that of trigger i itself, not of something that its sentence is about."""
        tree, holder = self.triggers.tree, spot.holder
        while tree.deps[holder] == "pobj" and tree.lemmas[tree.heads[holder]] in LOCATIVE:
            holder = tree.heads[tree.heads[holder]]  # "at a conference in Damascus"
        if holder == i:
            return True
        climb = self.triggers.climb(i)
        if spot.head in climb and tree.pos[holder] != "VERB" and not _within(tree, i, spot.head):
            return False  # "in Nepal, a statement from a meeting in Rome said"
        above = holder in climb and tree.pos[holder] in ("VERB", "AUX")
        if above or holder in self.triggers.types or EVENT_TYPES[type_].family in BODILY:
            return type_ not in PAPERS or above
        return type_ not in PAPERS and self.triggers.cost(i, holder) <= 2


def places_of(triggers: Triggers, names: Names, heads: Sequence[int]) -> Places:
    """`heads` are the governing tokens of the mentions."""
    tree = triggers.tree
    spots: dict[int, list[Spot]] = defaultdict(list)
    for index, mention in enumerate(names.mentions):
        j = heads[index]
        if mention.type != "place" or mention.kind in ("metonym", "demonym") or j < 0:
            continue
        if tree.sents[j] in triggers.by_sentence:
            spots[tree.sents[j]].append(Spot(index, mention, j, *_locative(tree, j)))
    return Places(triggers, spots)


def _aimed(tree: Tree, j: int) -> bool:
    """Whether j is what a plot was to hit: "the shrine of X", "a bombing at X"."""
    above = tree.heads[j]
    aims = tree.deps[j] == "pobj" and tree.lemmas[above] in AIMING
    return aims and tree.lemmas[tree.heads[above]] not in DIRECTIONS


def _within(tree: Tree, i: int, head: int) -> bool:
    """ "Aleppo, where rebels attacked": i stands in a clause about the place."""
    below = i
    for above in tree.above(i):
        if above == head:
            return tree.deps[below] in ("relcl", "acl")
        below = above
    return False


def _modifies(tree: Tree, spot: Spot, i: int, type_: str) -> bool:
    """ "the Aleppo operation"; "the Canada talks" are not in Canada."""
    j = spot.head
    if spot.mention.subtype == "country" and type_ in SYMMETRIC | PAPERS:
        return False
    return tree.heads[j] == i and tree.deps[j] in ("compound", "nmod", "amod") and spot.mention.kind == "name"


def _own(tree: Tree, spot: Spot, i: int, type_: str) -> bool:
    """Whether the place is what was captured, visited or struck."""
    if type_ not in OWN_PLACES or (type_ in STRUCK and spot.mention.subtype not in SETTLED):
        return False
    j = spot.head
    if tree.heads[j] == i and tree.deps[j] == "nsubj" and tree.lemmas[i] == "fall":
        return True  # "Homs fell"
    # "control of large parts of Syria": Syria, parts and control are one object.
    while tree.deps[j] == "pobj" and tree.lemmas[tree.heads[j]] == "of" and tree.heads[tree.heads[j]] != i:
        above = tree.heads[tree.heads[j]]
        if tree.deps[above] not in ("dobj", "nsubjpass", "pobj") or tree.heads[above] == above:
            return False
        j = above
    if tree.heads[j] == i and tree.deps[j] in ("dobj", "nsubjpass"):
        return True
    above = tree.heads[j]
    return tree.deps[j] == "pobj" and tree.heads[above] == i and tree.lemmas[above] in OBJECT_LINKS


def _locative(tree: Tree, j: int) -> tuple[str | None, int]:
    """The preposition that makes noun j a location, and the word that it hangs on."""
    while tree.deps[j] in ("compound", "nmod", "appos", "conj", "poss") and tree.heads[j] != j:
        above = tree.heads[j]
        if tree.deps[j] in ("compound", "nmod", "poss") and tree.lemmas[above] not in PLACE_HEADS:
            return None, -1
        j = above
    if tree.deps[j] != "pobj":
        return None, -1
    above = tree.heads[j]
    holder = tree.heads[above]
    if tree.lemmas[above] in LOCATIVE:
        while (
            tree.deps[above] in ("prep", "conj")
            and tree.pos[holder] == "ADP"
            and tree.heads[holder] != holder
        ):
            above, holder = holder, tree.heads[holder]  # "in and around X"
        return tree.lemmas[tree.heads[j]], holder
    beyond = tree.lemmas[holder] in DIRECTIONS and tree.kid(holder, "det") is None  # "a suburb south of X"
    if tree.lemmas[above] == "of" and tree.lemmas[holder] in PLACE_HEADS and not beyond:
        outer, holder = _locative(tree, holder)
        return ("of", holder) if outer else (None, -1)
    return None, -1
