"""The words around the head of an office."""

from __future__ import annotations

ENDED = frozenset(
    "former ex onetime one-time erstwhile deposed ousted toppled overthrown retired late past previous "
    "then fallen".split()
)
"""Said of an office that its holder no longer has."""
MODIFIERS = ENDED | frozenset(
    "deputy vice acting interim caretaker transitional senior top chief first second outgoing incoming new "
    "longtime current jailed exiled executive assistant associate co lead principal "
    "self-proclaimed alleged suspected reputed newly-elected".split()
)
EVALUATIVE = frozenset(
    "embattled beleaguered outspoken powerful influential popular controversial charismatic prominent "
    "respected famous noted renowned private same other another fellow young old aging ageing local "
    "last next key own many several such various few ideal perfect best natural soon-to-be".split()
)
"""Adjectives that are no part of an office."""
UNDER = frozenset("assistant deputy acting interim vice associate caretaker".split())
ACTIVITIES = frozenset(
    "managing marketing manufacturing engineering mining banking founding leading acting commanding training "
    "shipping farming programming operating purchasing accounting advertising trading ruling casting "
    "sporting boxing housing planning lending filming directing".split()
)
"""Words in -ing that may stand before an office."""
LINKS = frozenset("of for at in with to".split())
PORTFOLIO = frozenset(
    "foreign affairs external internal interior home defence defense war finance financial economy economic "
    "economics treasury budget revenue planning development trade commerce industry industrial energy power "
    "steel oil petroleum gas mines mining minerals resources natural water irrigation electricity "
    "agriculture farm food fisheries forestry land lands livestock environment climate health labour labor "
    "employment manpower social welfare family women youth children sports sport culture cultural tourism "
    "education higher science technology research information communications telecommunications media posts "
    "transport transportation railways aviation shipping infrastructure works housing construction urban "
    "rural regional local administration government justice law legal religious endowments awqaf emergencies "
    "disasters disaster management immigration migration refugees expatriates security intelligence "
    "veterans investment investments supply public civil service services human rights integration "
    "digital innovation business enterprise enterprises state parliamentary co-operation cooperation".split()
)
"""What ministers and secretaries are in charge of."""
IN_CHARGE = frozenset("minister secretary commissioner undersecretary ministers".split())
STAFF = frozenset(
    "staff spokesman spokeswoman spokesperson lawyer attorney adviser advisor aide secretary envoy physician "
    "doctor bodyguard biographer".split()
)
"""Who may be a person's."""
KIN = frozenset(
    "father mother son daughter brother sister wife husband widow widower cousin uncle aunt nephew niece "
    "grandson granddaughter grandfather grandmother father-in-law mother-in-law son-in-law brother-in-law "
    "sister-in-law daughter-in-law stepfather stepmother half-brother half-sister twin fiancée fiance fiancé "
    "partner ex-wife ex-husband".split()
)


def holds_portfolio(head: str) -> bool:
    """Whether an office of this head noun has a field: "energy minister"."""
    return head in IN_CHARGE


HEDGED = frozenset(
    "alleged suspected reputed self-proclaimed self-styled would-be possible potential prospective incoming "
    "elect designate presumptive soon-to-be".split()
)
"""Said of an office that its holder does not hold, or not for certain."""
_SIDE = frozenset("interim caretaker acting transitional first top current longtime executive group".split())
LEADING = frozenset(
    "president,prime minister,premier,chancellor,leader,supreme leader,de facto leader,chairman,chairwoman,"
    "chairperson,chair,co-chairman,co-chair,chief executive,chief executive officer,ceo,managing director,"
    "director general,director-general,general manager,chief,head,head of state,head of government,co-head,"
    "commander,supreme commander,commander-in-chief,commander in chief,top commander,governor,"
    "governor-general,mayor,king,queen,emir,sultan,emperor,empress,ruler,monarch,dictator,strongman,"
    "secretary general,secretary-general,general secretary,caliph,dean,rector,principal,superintendent,"
    "commissioner,police chief,taoiseach,first minister,chief minister,lord mayor,co-leader,speaker,"
    "headteacher,director,party leader,party chairman,chief of police".split(",")
)
"""Offices whose holder leads what the office belongs to."""
LOCAL = frozenset("governor mayor lord-mayor prefect ruler emir".split())
"""Offices of a region or a city."""
PUBLIC = frozenset(
    "minister secretary undersecretary ambassador envoy representative emissary consul attaché negotiator "
    "president premier chancellor leader king queen emir sultan emperor prince princess general colonel "
    "commander admiral major lieutenant captain brigadier sergeant chief spokesman spokeswoman spokesperson "
    "official senator lawmaker legislator mp congressman congresswoman deputy judge justice prosecutor "
    "governor commissioner speaker head adviser advisor director coordinator taoiseach exchequer staff "
    "monarch ruler dictator strongman diplomat sheriff coroner intelligence rapporteur consul-general "
    "chairman mep".split()
)
"""Heads of a country's offices; whoever else is said to be a country's is its national."""
MEMBERS = frozenset(
    "member senator lawmaker legislator mp mep congressman congresswoman candidate fighter militant deputy "
    "representative nominee politician".split()
)


ORDINARY = frozenset(
    "driver nurse teacher student pupil farmer guard officer sergeant constable soldier pilot engineer "
    "manager chef cook pharmacist veteran nun waiter waitress cleaner builder mechanic clerk cashier "
    "shopkeeper salesman worker employee resident doctor physician dentist paramedic firefighter "
    "partner passenger tourist hiker climber".split()
)
"""Work that makes nobody a public figure."""


def core(role: str) -> tuple[str, ...]:
    """The offices that a role names, in lower case, without what stands around them.

    "interim President and chief executive" -> ("president", "chief executive").
    """
    parts = []
    for part in role.lower().replace(" & ", " and ").split(" and "):
        words = part.split()
        while words and (words[0] in _SIDE or words[0] in ENDED):
            words.pop(0)
        if words:
            parts.append(" ".join(words))
    return tuple(parts)


def ended(role: str) -> bool:
    """Whether a role says that it is over: "former president"."""
    words = role.lower().replace("-", " ").split()
    return any(word in ENDED for word in words[:3]) or "emeritus" in words


def hedged(role: str) -> bool:
    return bool(HEDGED & set(role.lower().replace("-", " ").split()) or "-designate" in role.lower())
