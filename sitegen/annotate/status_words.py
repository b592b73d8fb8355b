"""The words that tell whether something happened, by what they tell; lemmas, particles after "_"."""

from __future__ import annotations

CANCEL = frozenset("cancel postpone scrap abandon shelve call_off put_off".split())
CANCELLED = frozenset("cancelled canceled postponed aborted".split())
DENY = frozenset("deny reject refute dismiss dispute rule_out".split())
"""Of clauses: "denied that …"."""
DENY_NOUN = frozenset("deny refute rule_out".split())
REFUSE_NOUN = frozenset("reject refuse decline oppose".split())
REFUSED = frozenset(
    "talk meeting negotiation ceasefire truce visit dialogue merger takeover extradition release".split()
)
"""What doesn't come about where somebody rejects it; a rejected offer or charge was made all the same."""
UNDONE = frozenset("fail refuse decline neglect unable unwilling reluctant".split())
"""With an infinitive: "failed to"."""
INSTEAD = frozenset(("without", "instead", "rather"))
ALLEGE = frozenset("accuse suspect charge allege rumour rumor indict".split())
HEARSAY = frozenset("believe think say report allege claim understand suspect presume rumour rumor".split())
ALLEGED = frozenset(
    "alleged allegedly reportedly reported suspected purported purportedly supposed supposedly "
    "apparent apparently accused unconfirmed rumoured rumored".split()
)
ALLEGATIONS = frozenset("allegation accusation suspicion charge rumour rumor claim".split())
PREVENT = frozenset(
    "prevent thwart foil avert avoid block obstruct stop deter attempt try seek threaten".split()
)
PLOT = frozenset(
    "plan plot attempt conspiracy scheme threat bid intention intent ability chance risk fear effort "
    "possibility prospect hope likelihood danger proposal idea warning right".split()
)
ASK = frozenset(
    "call ask hope appeal push press wait plead demand plea request beg argue campaign need pray long "
    "strive prepare plan proposal lobby bargain aim opt look".split()
)
"""With "for": what is asked for has not come about."""
PERMIT = frozenset(
    "allow enable permit encourage authorise authorize require advise recommend tell invite press".split()
)
INTEND = frozenset(
    "plan intend aim hope want wish prepare vow pledge promise decide agree expect schedule set poise "
    "slate threaten order urge call ask need consider propose offer due ready likely prepared willing "
    "eager close".split()
)
SURE = INTEND | {"able", "lucky"}
"""Adjectives with an infinitive that is no mere thought: who was able to do it mostly did."""
WEIGH = frozenset("consider discuss contemplate weigh mull propose suggest recommend favour favor".split())
PROPOSE = frozenset(
    "plan schedule propose seek demand urge want consider expect threaten request order".split()
)
EXPECTED = frozenset("due expected scheduled slated set invited".split())
BRING = frozenset(
    "hold reach make carry conduct stage sign launch mount open begin start resume take give host attend "
    "organise organize arrange pay complete conclude impose undergo face stand enter convene lead join "
    "deliver commit perform strike seal broker secure get have win cast execute do see receive".split()
)
"""Verbs whose object comes about where they do."""
HAPPEN = frozenset(
    "happen occur begin start resume take go proceed open follow continue come be last".split()
)
"""Verbs whose subject comes about where they do."""
POSSIBLE = frozenset(("may", "might", "could", "can", "should", "must", "ought"))
CONDITION = frozenset(("if", "unless", "whether"))
FUTURE = frozenset(("will", "shall", "wo", "'ll", "’ll"))
WOULD = frozenset(("would", "'d", "’d"))
AHEAD = frozenset(
    "upcoming planned scheduled forthcoming proposed next future potential possible expected".split()
)
POSSIBLE_NOUN = frozenset("potential possible proposed hypothetical".split())
BEFORE = frozenset("previously formerly once historically past former previous".split())
HABIT = frozenset(
    "often usually frequently regularly sometimes always typically generally routinely commonly rarely "
    "seldom normally occasionally".split()
)
GOING = frozenset("continue begin start commence launch resume rage proceed".split())
