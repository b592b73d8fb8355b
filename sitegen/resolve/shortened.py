"""Short names across articles: a surname, an acronym, a name cut short, and which full name each means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sitegen import gazetteer
from sitegen.resolve.features import WEIGHTS
from sitegen.resolve.names import describes, initials
from sitegen.resolve.nodes import Node
from sitegen.resolve.persons import person_words, surnames, tails
from sitegen.resolve.unions import Unions


def join_short(unions: Unions, short: dict[int, dict[int, str]]) -> None:
    """Short forms with the full ones that articles use beside them. `short`: node -> full node -> why."""
    for other in sorted(short):
        roots = {unions.find(n) for n in short[other]}
        node = unions.nodes[other]
        if len(roots) == 1 and len(node.key) > 2:
            target = min(short[other])
            unions.join(target, other, short[other][target])
        else:
            why = f"{short[other][min(short[other])]}, of these the one {WEIGHTS['context'][1]}"
            _place(unions, node, sorted(short[other]), why, why)


def join_acronyms(unions: Unions) -> None:
    """An acronym that no article spells out joins the only name that it fits, given shared company."""
    by_initials: dict[str, set[int]] = defaultdict(set)
    by_key: dict[str, list[int]] = defaultdict(list)
    for node in unions.nodes:
        if node.type == "organisation" and not node.generic:
            by_key[node.key].append(node.number)
            if " " in node.key:
                for option in initials(node.key):
                    by_initials[option].add(node.number)
    for names in gazetteer.bodies():
        found = [n for name in names for n in by_key.get(name, ())]
        for n in found[1:]:
            unions.join(found[0], n, "names of one well-known body")
    for node in unions.nodes:
        if node.type != "organisation" or " " in node.key or len(unions.fellows(node.number)) > 1:
            continue
        full = [n for name in gazetteer.expansions(node.key) for n in by_key.get(name, ())]
        if full:
            unions.join(full[0], node.number, "the usual acronym of this name")
            continue
        found = sorted(by_initials.get(node.key, ()))
        if len(node.key) < 3 or len({unions.find(n) for n in found}) != 1 or not node.name.isupper():
            continue
        mine = unions.around.profile(node).articles
        theirs = frozenset().union(*(unions.around.profile(unions.nodes[n]).articles for n in found))
        if unions.around.shared(mine, theirs, (node.number, *found)) >= 2:
            unions.join(found[0], node.number, f"its initials; {WEIGHTS['context'][1]}")
        else:
            unions.doubt(found[0], node.number, "its initials")


def join_surnames(unions: Unions) -> None:
    """A surname joins a person named in full elsewhere where it can mean no other."""
    by_short: dict[str, list[int]] = defaultdict(list)
    for node in unions.nodes:
        if node.type == "person" and not node.bare and not node.ruled:
            for short in dict.fromkeys((*surnames(node.key), *tails(node.key))):
                by_short[short].append(node.number)
    for node in unions.nodes:
        if node.type != "person" or node.ruled or describes(node.key):
            continue
        own = person_words(node.key)
        if not node.bare and (own[0] in gazetteer.GIVEN_NAMES or len(unions.fellows(node.number)) > 1):
            continue
        found = by_short.get(" ".join(own) if not node.bare else own[-1], ())
        _place(
            unions,
            node,
            [n for n in found if n != node.number],
            f"of this surname the one {WEIGHTS['context'][1]}",
            "the same surname, which says too little",
        )


def _place(unions: Unions, node: Node, full: Iterable[int], why: str, doubt: str) -> None:
    """Move each chain of a short name to the full name that its article's company speaks for, if one does."""
    roots: dict[int, list[int]] = defaultdict(list)
    for n in full:
        roots[unions.find(n)].append(n)
    if not roots:
        return
    places = {root: _articles(unions, unions.fellows(root)) for root in roots}
    for at, chain in enumerate(node.chains):
        here = frozenset((chain.article,))
        shared = {r: unions.around.shared(here, places[r], unions.fellows(r)) for r in roots}
        alike = {r: _same_office(unions, node, at, roots[r]) for r in roots}
        best = max(sorted(roots), key=lambda r: (shared[r] + alike[r], len(places[r])))
        rest = max((shared[r] + alike[r] for r in roots if r != best), default=0)
        most = max((len(places[r]) for r in roots if r != best), default=0)
        mine = shared[best] + alike[best]
        clear = len(roots) == 1 or mine >= 3 * max(rest, 1) or (mine > rest and len(places[best]) >= 5 * most)
        usual = node.type == "organisation" and mine >= rest and len(places[best]) >= 3 * most
        clear = clear or usual
        if mine >= 1 and (clear or (rest == 0 and mine >= 1)):
            unions.move(node.number, at, roots[best][0], f"{why} ({unions.article(chain.article)})")
        else:
            unions.doubt(roots[best][0], node.number, doubt)


def _same_office(unions: Unions, node: Node, at: int, full: Sequence[int]) -> int:
    """1 where the short name has an office that the full one has too: "Judge Felsenstein"."""
    if node.type != "person":
        return 0
    mine = unions.around.offices(node.chains[at])
    return int(any(mine & unions.around.profile(unions.nodes[n]).roles for n in full))


def _articles(unions: Unions, members: Iterable[int]) -> frozenset[int]:
    return frozenset(chain.article for n in members for chain in unions.nodes[n].chains)
