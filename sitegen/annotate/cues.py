"""Cues: the words that report speech, and those that decide whether and whose speech it is. Lower case."""

from __future__ import annotations

FIRM = frozenset(
    "say tell announce state claim declare add explain confirm deny admit insist stress warn remark "
    "comment reply respond allege assert write tweet reiterate emphasise emphasize vow pledge promise ask "
    "answer testify contend concede boast lament complain quip joke caution inform assure remind swear "
    "proclaim recount underline post retort".split()
)
SOFT = frozenset(
    "report reveal argue note suggest acknowledge predict recall disclose conclude continue observe "
    "maintain recommend estimate indicate advise urge agree hint counter signal repeat".split()
)
"""Of these a thing may be the subject too ("the study suggests"), who then says nothing."""
CUES = FIRM | SOFT
DIRECT_CUES = CUES | frozenset(
    "shout cry laugh whisper scream exclaim wonder muse chant yell begin plead read order demand "
    "reason opine interject go".split()
)
"""With words in marks beside them these report too."""
CALLING = frozenset(
    "call describe condemn denounce hail praise label brand dismiss criticise criticize blast slam".split()
)
"""They take words in marks as what somebody or something is called."""
QUOTING = frozenset("quote cite report".split())
ASKING = frozenset(("ask", "wonder"))
HEARERS = frozenset("tell inform assure remind ask advise warn promise".split())
"""Verbs that name who is spoken to as their object."""
MODALS = frozenset("will would shall may might can could should must wo 'll ’ll 'd ’d".split())
GOING_ON = frozenset("go come continue begin rise return appear proceed".split())
KNOWING = CUES | frozenset(
    "know hope fear believe think show mean ensure realise realize find decide agree learn suspect feel "
    "prove understand see hear require worry".split()
)
"""Verbs that would take a "that" behind them for their own."""
WH = frozenset("how what why who whom whose where when which".split())
SETTINGS = frozenset(
    "statement report letter interview conference briefing speech post message memo tweet video address "
    "article note release press television radio call meeting reporter journalist paper telephone phone "
    "reply inquiry answer response question comment morning week month year day night today".split()
)
"""Nouns in or to which somebody says "that", which is not theirs."""
THOUGHTS = frozenset(
    "claim defence defense argument belief fact idea view assertion suggestion fear hope news evidence "
    "sign possibility conclusion notion allegation accusation conviction assumption impression feeling "
    "concern doubt proof condition ground rumour rumor speculation hint reminder assurance promise".split()
)
"""Nouns that take a "that" of their own."""
PRONOUNS = frozenset("it he she they there".split())
NOBODY = frozenset("i we you me us one".split())
NOT_SAID = frozenset(
    "plan schedule law rule constitution need size custom tradition calendar script logic order taste "
    "ability age criterion standard type category formula theory book".split()
)
"""Nouns that things happen according to."""
PEOPLE = frozenset(
    "official spokesman spokeswoman spokesperson authority police government army military ministry "
    "company group agency administration lawmaker critic analyst expert observer economist scientist "
    "researcher trader dealer broker banker investigator resident witness campaigner opponent supporter "
    "leader senator politician director executive chief head commander manager author candidate judge "
    "court committee commission union board embassy council party team family activist rebel they who "
    "he she people staff delegate lawyer counsel economist advocate those some many most other "
    "newspaper magazine daily television radio station channel network media website".split()
)
"""Nouns whose "suggests" is speech."""
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
RELATIVES = frozenset(("which", "who", "whom", "that"))
BLANK = frozenset("that , . : ; ! ? “ ” \" ' ‘ ’ `` '' « » - – — -- … ...".split())
DASHES = frozenset(("-", "--", "–", "—"))
DATELINE = 20
"""Tokens of a dateline, such as "ANKARA, 1 May 2025 (Agency) -"."""
NOMINAL = frozenset("DET ADJ NOUN PROPN PRON NUM PART ADP".split())
NOUN_PHRASE = 16
"""Tokens of a speaker's phrase at the end of a sentence."""
CONTENT_LEAST = 3
"""Tokens of the shortest clause that is a quote."""
REACH = 25
"""Tokens between "said" and its "that"."""
