"""Closed lists that the mention rules look words up in. All lower case unless said otherwise."""

from __future__ import annotations

DETERMINERS = frozenset(
    "the a an this that these those its his her their our your my some any no every each all both "
    "another such what which whose".split()
)
SMALL = frozenset(
    "of the and for in on at to from by with as over under than or but that who which a an into after "
    "before during since until against about de".split()
)
"""Words that never begin or end a name."""
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec "
    "mon tue tues wed thu thurs fri sat sun today tonight yesterday tomorrow christmas easter ramadan "
    "eid thanksgiving halloween hanukkah passover noon midnight spring summer autumn winter".split()
)
HOLIDAYS = frozenset(
    [
        "new year",
        "new years eve",
        "new years day",
        "christmas day",
        "christmas eve",
        "boxing day",
        "eid al fitr",
        "eid al adha",
        "independence day",
        "labor day",
        "labour day",
        "memorial day",
        "good friday",
        "easter sunday",
        "palm sunday",
        "valentines day",
        "black friday",
        "veterans day",
        "super tuesday",
    ]
)
NO_NAMES = frozenset(
    "am pm gmt est edt pst pdt cet cest bst utc mst cst et pt ad bc ce gb mb kb tb ghz mhz km mph kph "
    "kg ceo cfo coo cto vp svp evp mp mps mep meps phd md mba rb qb wr dui dwi tv pc pcs suv suvs gdp "
    "ipo faq diy ok dna rna hiv aids url usb cd dvd pdf sms gps id vip usd eur gbp jpy mln bln pct dlrs "
    "cts shr shrs revs qtr qtly mths oper div avg vs no nos inc corp ltd co jr sr re fwd rt via breaking "
    "update updated exclusive "
    "ko tko mia awol ir er icu mri ct dj mc aka asap rip lol omg swat gps q&a "
    "analysis opinion photo photos video file read more advertisement share comments editor".split()
)
"""Abbreviations and page furniture that models take for names."""
ARABIC = frozenset(
    "al el as ash ad adh an ar az at ez es ed er et esh eth "
    "abu abi abd abdel abdul umm ibn bin bint ben".split()
)
"""Particles of Arabic names; "as", "ad", "an" count only before a hyphen."""
ARABIC_FREE = frozenset("al el abu abi abd abdel abdul umm ibn bin bint ben".split())
PARTICLES = frozenset("de del della di da dos das du van von der den ter la le st. st mac o'".split())
ARABIC_ORGANISATIONS = frozenset(
    "qaeda qaida qa'ida nusra shabaab shabab jazeera arabiya azhar hayat tahrir jabhat jabha harakat "
    "hizb hezbollah ahrar jaysh jaish ansar liwa kataib kata'ib katibat fatah hamas houthi islam sham "
    "shaam quds aqsa mourabitoun hashd shaabi manar mayadeen akhbar hayat watan ahram".split()
)
"""Words of Arabic names that name organisations; at least one other word, or Al, stands beside them."""
LEADING = frozenset(
    "saraya faylaq failaq hayat tahrir jabhat jabha harakat hizb ahrar jaysh jaish ansar liwa kataib "
    "katibat".split()
)

COMPANY_ENDINGS = frozenset(
    "inc inc. incorporated corp corp. corporation co co. company ltd ltd. limited llc plc llp lp ag sa "
    "s.a. nv n.v. gmbh spa s.p.a. bhd pty se ab oyj asa holdings group bancorp "
    "advisors advisers associates".split()
)
EVENT_HEADS = frozenset(
    "summit conference war wars olympics cup championship championships festival convention "
    "awards award oscars show expo forum marathon derby tournament hurricane typhoon cyclone uprising "
    "revolution scandal playoffs bowl prix tour regatta carnival jubilee earthquake tsunami intifada".split()
)
EVENT_NAMES = frozenset(
    "oscars emmys grammys baftas olympics paralympics watergate brexit wimbledon eurovision holocaust "
    "woodstock superbowl".split()
)
"""Names in one word of what happened, not of who or where."""
DOCUMENT_HEADS = frozenset(
    "accord accords act agreement treaty pact convention protocol declaration license licence charter "
    "constitution resolution covenant memorandum bill amendment list".split()
)
"""Heads of the names of laws and papers; with a number behind them too: "Resolution 2254"."""
IGO = frozenset(
    "un u.n. eu e.u. nato imf who wto opec opec+ oecd asean unicef unesco unhcr unrwa ohchr iaea icc "
    "icj osce ecb g7 g8 g20 ecowas brics interpol".split()
) | {
    "united nations",
    "european union",
    "arab league",
    "african union",
    "world bank",
    "world food programme",
    "world food program",
    "european commission",
    "security council",
    "un security council",
    "international monetary fund",
    "world health organization",
    "council of europe",
    "european parliament",
    "european central bank",
    "gulf cooperation council",
}
MEDIA = frozenset(
    "reuters afp ap upi bbc cnn nbc cbs abc fox msnbc npr pbs bloomberg xinhua tass ria sana irna isna "
    "tasnim wam spa anadolu efe dpa ansa kyodo kcna pti ani cnbc rt dw itv".split()
) | {
    "associated press",
    "the associated press",
    "al jazeera",
    "al arabiya",
    "sky news",
    "fox news",
    "the national",
    "the guardian",
    "the times",
    "new york times",
    "the new york times",
    "washington post",
    "the washington post",
    "wall street journal",
    "the wall street journal",
    "financial times",
    "the economist",
    "le monde",
    "der spiegel",
    "el pais",
    "agence france-presse",
    "itar-tass",
    "interfax",
    "time magazine",
    "newsweek",
    "politico",
    "axios",
}
ARMED_GROUPS = frozenset(
    "isis isil is daesh taliban hezbollah hizbollah hizbullah hamas houthis houthi eta ira farc pkk ypg "
    "ltte hts sdf ypj pyd isf fsa sna plo pflp gia tplf rsf lra eln auc".split()
) | {
    "islamic state",
    "al qaeda",
    "al-qaeda",
    "al qaida",
    "al shabaab",
    "al-shabaab",
    "boko haram",
    "al nusra front",
    "islamic jihad",
    "hayat tahrir al sham",
    "hayat tahrir al-sham",
}
SECURITY_FORCES = frozenset("fbi cia nsa mi5 mi6 kgb fsb gru nypd lapd mossad idf raf usaf usn".split())
POWER_HOUSES = {
    "white house": "government",
    "kremlin": "government",
    "downing street": "government",
    "10 downing street": "government",
    "elysee": "government",
    "pentagon": "ministry",
    "foreign office": "ministry",
    "state department": "ministry",
    "treasury": "ministry",
    "blue house": "government",
    "foggy bottom": "ministry",
    "capitol hill": "other",
    "congress": "other",
    "senate": "other",
    "house of representatives": "other",
    "parliament": "other",
    "knesset": "other",
    "duma": "other",
    "bundestag": "other",
    "supreme court": "court",
}
"""Buildings and bodies that act: organisations, with their subtype."""
PARTIES = {
    "republican": "Republican Party",
    "republicans": "Republican Party",
    "gop": "Republican Party",
    "democrat": "Democratic Party",
    "democrats": "Democratic Party",
    "tory": "Conservative Party",
    "tories": "Conservative Party",
    "baathist": "Baath Party",
    "baathists": "Baath Party",
    "baath": "Baath Party",
    "labour": "Labour Party",
    "likud": "Likud",
}
MILITANTS = frozenset(
    "militant militants fighter fighters rebel rebels insurgent insurgents gunman gunmen terrorist "
    "terrorists cell cells jihadist jihadists militia militias member members extremist extremists".split()
)
EXTREMIST = frozenset(
    "extremist militant insurgent rebel terrorist terror armed jihadist paramilitary guerrilla "
    "separatist".split()
)
COMPANY_CUES = frozenset(
    "shares stock ceo chairman products customers profit profits sales employees executives store "
    "stores earnings revenue revenues shareholders investors subsidiary".split()
)
SAYING = frozenset(
    "say tell announce deny accuse condemn warn agree sign insist reject demand urge vow pledge call "
    "claim declare confirm welcome criticise criticize refuse threaten propose accept back support seek "
    "want blame recall expel protest respond react argue maintain impose lift decide offer hope believe "
    "view see express denounce".split()
)
"""Verbs whose subject acts of its own will."""
TALKS = frozenset(
    "talks ties relations negotiations agreement deal tension tensions alliance dialogue cooperation "
    "accord rapprochement treaty pact".split()
)
LOCATIVE = frozenset("in near outside inside around across throughout within towards toward".split())
LEADERS = frozenset(
    "leader president premier chief head commander chairman chairwoman chair ceo director king queen "
    "emir sheikh sultan governor mayor founder boss prime chancellor dictator ruler emperor captain "
    "principal dean".split()
)
"""Words of a role that says who leads."""
SUBORDINATE = frozenset(
    "deputy vice assistant adviser advisor spokesman spokeswoman spokesperson aide former ex staff of".split()
)
NATIONALS = frozenset(
    "actor actress singer writer author poet director film-maker filmmaker journalist player footballer "
    "striker scientist physicist economist philosopher artist painter musician composer activist "
    "dissident lawyer businessman businesswoman billionaire tycoon national citizen boxer cyclist "
    "climber mountaineer golfer swimmer diplomat politician soldier student teacher doctor nurse "
    "tourist hacker cleric preacher".split()
)
PERSON_NOUNS = frozenset(
    "official officials spokesman spokeswoman spokesperson man woman boy girl officer resident witness "
    "source sources lawyer attorney judge mother father brother sister son daughter wife husband victim "
    "suspect soldier diplomat analyst expert commander teenager student doctor driver gunman passenger "
    "person teacher activist journalist reporter minister president leader king queen coach player "
    "actor actress singer detective prosecutor inmate escapee deputy sergeant pilot climber nominee".split()
)
NOMINALS: dict[str, tuple[str, tuple[str, ...]]] = {
    "ministry": ("organisation", ("ministry",)),
    "department": ("organisation", ("ministry",)),
    "company": ("organisation", ("company",)),
    "firm": ("organisation", ("company",)),
    "airline": ("organisation", ("company",)),
    "bank": ("organisation", ("company",)),
    "group": ("organisation", ("armed-group", "ngo", "company")),
    "organisation": ("organisation", ("armed-group", "ngo", "igo")),
    "organization": ("organisation", ("armed-group", "ngo", "igo")),
    "militants": ("organisation", ("armed-group",)),
    "party": ("organisation", ("party",)),
    "newspaper": ("organisation", ("media",)),
    "agency": ("organisation", ("media", "ministry", "igo", "other")),
    "court": ("organisation", ("court",)),
    "bloc": ("organisation", ("igo",)),
    "city": ("place", ("city",)),
    "town": ("place", ("city",)),
    "capital": ("place", ("city",)),
    "country": ("place", ("country",)),
    "nation": ("place", ("country",)),
    "province": ("place", ("region",)),
    "region": ("place", ("region",)),
    "state": ("place", ("region",)),
    "district": ("place", ("district",)),
    "suburb": ("place", ("district",)),
}
"""Head noun of "the …" -> type and subtypes of what it may stand for, the likeliest first."""
PORTFOLIOS = frozenset(
    "foreign interior defence defense finance justice health oil transport communications information "
    "education agriculture energy trade economy economic labour labor culture tourism social affairs "
    "environment planning development water religious endowments telecommunications petroleum "
    "electricity home internal external public works security and".split()
)
"""What a ministry may be for; the words that may stand between an owner and "ministry"."""
