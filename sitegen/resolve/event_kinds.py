"""Kinds of event types, by what merging has to know of them."""

from __future__ import annotations

OFTEN = frozenset("deal agreement merger lawsuit law launch aid visit ban meeting call trial".split())
"""Types of which one story may tell several, each with other parties or of other things."""
AGAIN = OFTEN | frozenset(
    "attack capture demonstration offensive clash labour-strike strike shelling riot raid investigation ties "
    "election sanctions-imposed sanctions-lifted seizure withdrawal layoffs".split()
)
"""Types that come again, at other places or times of one story."""
SEVERAL = AGAIN | frozenset("verdict appointment resignation charge award".split())
"""Types of which an article may tell several in the same words, so that words alone tie none."""
PLAIN = frozenset(
    "arrest death killing assassination discovery charge award foiled-plot appointment resignation verdict "
    "abduction rescue release overthrow robbery".split()
)
"""Types whose words all mean one thing: "nabbed" and "took into custody"."""
FIGHTING = frozenset("attack clash offensive strike shelling raid".split())
"""Types that come again day after day, at one place and by one side."""
BLOWS = frozenset("disaster accident fire bombing".split())
"""Types that fall singly or in numbers: one quake, four quakes."""
TRADE = frozenset(("deal", "merger"))
"""Types with one buyer."""
MANY_MEET = frozenset("meeting call visit".split())
"""What busy people do with one after the other."""
GATHERINGS = ("meeting", "summit")
"""Types of which the noun of one may tell the verb of the other: "met for the summit"."""
SANCTIONS = ("sanctions-imposed", "sanctions-lifted")
ONCE = frozenset("death killing assassination overthrow".split())
"""What happens to a person once: reports of it are of one event wherever they stand."""
MEETINGS = frozenset(("meeting", "call", "visit", "merger", "match", "agreement", "marriage"))
"""Types told by those who take part: the same two make it one, others make it another."""
PUBLIC = frozenset("summit raid bombing attack strike offensive capture demonstration election visit".split())
"""Those of one party on one day are worth comparing, however little else two articles share."""
