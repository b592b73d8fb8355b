"""Persons' names: their words, their spellings, and which two can be one person's."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from sitegen import gazetteer
from sitegen.naming import fold, words

ARTICLES = frozenset(["al", "el", "as", "ash", "ad", "adh", "an", "ar", "at", "az", "ul"])
"""The Arabic article before its sun and moon letters; optional in English spellings."""
PARTICLES = ARTICLES | words("""bin ibn ben van von der den de du da di del della dos la le lo st""")
"""Words that may open a surname."""
_NUMBERS = words("""ii iii iv vii viii ix xii xiii xiv xv xvi xvii xxiii""")
_GENERATIONS = {"jr": "jr", "jnr": "jr", "sr": "sr", "snr": "sr"} | {number: number for number in _NUMBERS}
"""What ends a name and tells a father from a son, or one king from another."""
EASTERN = words(
    """bae bai baek ban cai cao chang chen cheng choi chung cui deng ding dong du fan fang feng fu gao
    gong gu guo han hao hong hou hsieh hsu hu huang huynh hwang jang jeon jia jiang jin jung kang kim kong
    kwon lai le lee lei li liang liao lim lin liu lu luo ma mao mei meng moon nguyen ni niu pan pang park
    peng pham qi qian qiao qin qiu ren roh ryu seo shao shen shi shin song su sun tan tang tao teng tian
    tran tsai wan wang wei wen weng won wu xi xia xiang xiao xie xiong xu xue yan yang yao ye yi yin yoo
    yoon you yu yuan yun zeng zhai zhang zhao zheng zhong zhou zhu zhuang zou"""
)
"""Chinese, Korean and Vietnamese family names, which stand first."""
COMMON = words(
    """adams ahmed ali allen anderson baker bell brown campbell carter chen clark collins cook cooper cox
    davies davis edwards evans fernandez fisher garcia gomez gonzalez gray green hall harris hassan henderson
    hernandez hill howard hughes hussein ivanov jackson james jenkins johnson jones kelly khan kim king kumar
    lee lewis li lopez martin martinez mason miller mitchell mohammed moore morgan morris murphy murray nelson
    nguyen park parker patel perez peterson phillips price ramirez reed reid richards richardson roberts
    robertson robinson rodriguez rogers ross russell ryan sanchez sanders scott shaw silva simpson singh smith
    stevens stewart sullivan taylor thomas thompson torres turner walker wallace wang ward watson white
    williams wilson wong wood wright young zhang"""
)
"""Surnames of so many that two articles with nothing in common hardly mean one person."""
_NICKNAME = re.compile(r"""(?<=\s)(?:["“”][^"“”]+["“”]|['‘][^'‘’]+['’])(?=\s)""")
_DOTTED = re.compile(r"(?:[A-Z]\.){1,4}[A-Z]?")
_CAPITALS = re.compile(r"[A-Z]{2,3}")
_MALE = words("mr sir lord king prince sheikh emir sultan mister")
_FEMALE = words("mrs ms miss mme madame lady dame queen princess sheikha")
_SHORT = """
    william bill billy will willie|robert bob bobby rob robbie|richard dick rick ricky|john jack johnny
    james jim jimmy|joseph joe joey|katherine kate kathy katie|catherine kate cathy|edward ted ned eddie
    elizabeth liz beth betty eliza|michael mike mikey|theodore ted teddy|thomas tom tommy|anthony tony
    charles chuck charlie|henry harry hank|lawrence larry|gerald jerry|stephen steve|david dave
    andrew andy drew|alexander sandy sasha|margaret maggie peggy|deborah debbie|rebecca becky
    patricia patty|frederick freddie|francisco paco pancho|jose pepe|mikhail misha
"""


def _groups(table: str) -> list[list[str]]:
    """The words of each group of a table; groups end with a line or with "|"."""
    return [group.split() for group in re.split(r"\||\n", table.strip())]


SHORT_GIVEN = frozenset((short, long) for long, *shorts in _groups(_SHORT) for short in shorts)
"""(short form, long form), where the short one doesn't begin the long one or is too short to."""
_ENDINGS = words("a e o s os ia ie ina ine ette etta us i")
"""Carlo and Carlos, Paul and Paula are two names."""
_SPELLINGS = """
    mohammed muhammad mohamed mohammad muhammed mohamad muhamad
    alexander aleksandr alexandr aleksander aliaksandr alyaksandr oleksandr
    benjamin binyamin|yitzhak itzhak yitzchak|volodymyr vladimir uladzimir
    sergei sergey serhiy serhii siarhei|nikolai nikolay mykola|mikhail mykhailo mikheil
    dmitry dmitri dmitriy dmytro|andrei andrey andriy andrii|alexei alexey aleksei aleksey oleksiy oleksii
    pavel pavlo|yuri yury yuriy iurii|evgeny yevgeny evgeni yevgeniy yevhen|elena yelena olena
    ekaterina yekaterina|yulia iuliia yuliya|viktor victor|igor ihor|oleg oleh|vasily vassily vasyl
    georgi georgy georgiy giorgi heorhiy|pyotr petro|muammar moammar muamar|osama usama|omar umar
    hussein husain husayn hossein hussain husein|hassan hasan hassane|yousef yusuf youssef yusef yousuf
    ibrahim ebrahim|khaled khalid|abdullah abdallah|mahmoud mahmud|mustafa mostafa moustafa|jamal gamal
    ismail esmail ismael|suleiman sulaiman soliman|tarek tariq tareq|faisal faysal feisal|hosni husni
    rafik rafiq rafic|walid waleed|nuri nouri|saeed said sayeed|ahmed ahmad
"""
SPELLINGS = {word: number for number, group in enumerate(_groups(_SPELLINGS)) for word in group}
"""Given names of other languages and scripts in their English spellings: word -> group."""
_SLAVIC = re.compile(r"(?:sk(?:y|yy|iy|i|yi)|[oe]v|enk[oa]|shvili|adze|chuk|vich|vych|ovic|evic)$")
_OLD_SPELLINGS = {
    "mao tse tung": "mao zedong",
    "chou en lai": "zhou enlai",
    "teng hsiao ping": "deng xiaoping",
    "chiang ching kuo": "jiang jingguo",
}
"""Chinese names that papers and books still write as Wade and Giles did."""


@lru_cache(maxsize=65536)
def person_key(name: str) -> str:
    """`name` folded: nicknames gone, every initial a word, "Jr." one spelling; empty for an empty name.

    >>> person_key("J.K. Rowling") == person_key("JK Rowling") == person_key("J. K. Rowling")
    True
    """
    tokens = _NICKNAME.sub(" ", name).split()
    shouted = name.isupper()
    spelt: list[str] = []
    for at, token in enumerate(tokens):
        last = at == len(tokens) - 1
        letters = token.replace(".", "")
        if (_DOTTED.fullmatch(token) and not (last and at)) or (
            _CAPITALS.fullmatch(token) and not last and not shouted and fold(token) not in _GENERATIONS
        ):
            spelt += letters
        else:
            spelt.append(token)
    found = fold(" ".join(spelt)).split()
    if len(found) > 1 and found[0] == "the":
        found = found[1:]
    if len(found) > 1 and found[-1] in _GENERATIONS:
        found[-1] = _GENERATIONS[found[-1]]
    key = " ".join(found)
    return _OLD_SPELLINGS.get(key, key)


def generation(key: str) -> str:
    """ "jr", "sr", "ii" …, or "" where the name has none."""
    last = key.rpartition(" ")
    return last[2] if last[0] and last[2] in _GENERATIONS else ""


@lru_cache(maxsize=65536)
def person_words(key: str) -> tuple[str, ...]:
    """The words of a person's name without "jr" and the Arabic article, "abu", "umm", "abd" joined on."""
    found: list[str] = []
    joined = ""
    source = key.split()
    if len(source) > 1 and source[-1] in _GENERATIONS:
        source.pop()
    for at, word in enumerate(source):
        last = at == len(source) - 1
        if word in ARTICLES and not last and (at > 0 or len(source) == 2):
            continue
        if word in ("abu", "umm", "abd", "abdul", "abdel", "abdal") and not last:
            joined += "abdul" if word.startswith("abd") else word
            continue
        found.append(joined + word)
        joined = ""
    return tuple(found)


def surname_only(key: str) -> bool:
    """True for "shara", "al shara", "bin laden": no given name to tell by."""
    own = key.split()
    if len(own) > 1 and own[-1] in _GENERATIONS:
        own.pop()
    while len(own) > 1 and own[0] in PARTICLES:
        own = own[1:]
    return len(own) <= 1


def surnames(key: str) -> tuple[str, ...]:
    """The words that a person of this full name may be called by: the last, of "Xi Jinping" the first too."""
    own = person_words(key)
    if len(own) in (2, 3) and own[0] in EASTERN and own[0] != own[-1]:
        return own[-1], own[0]
    return own[-1:]


def tails(key: str) -> tuple[str, ...]:
    """The ends of a name of three words or more, two words long at least: "lopez obrador"."""
    own = person_words(key)
    return tuple(" ".join(own[at:]) for at in range(1, len(own) - 1))


def gender(honorific: str | None) -> str:
    """ "m", "f", or "" where the honorific doesn't say."""
    word = fold(honorific or "")
    return "m" if word in _MALE else "f" if word in _FEMALE else ""


def short_given(one: str, two: str) -> bool:
    """Fred and Frederick, Bill and William."""
    short, long = sorted((one, two), key=len)
    if (short, long) in SHORT_GIVEN or (long, short) in SHORT_GIVEN:
        return True
    return len(short) >= 3 and long.startswith(short) and long[len(short) :] not in _ENDINGS


def one_spelling(one: str, two: str) -> bool:
    """Sergei and Sergey, Möller and Moeller: one name as English papers write it."""
    if one.startswith("abu") and two.startswith("abu"):
        one, two = one[3:], two[3:]
    if one in SPELLINGS and SPELLINGS[one] == SPELLINGS.get(two):
        return True
    if one in gazetteer.GIVEN_NAMES and two in gazetteer.GIVEN_NAMES and "ae" in one + two:
        return False  # Michal and Michael
    return _plain(one) == _plain(two)


@lru_cache(maxsize=16384)
def _plain(word: str) -> str:
    """Umlauts that are written out taken back: "moeller" is "moller"."""
    return word.replace("oe", "o").replace("ue", "u").replace("ae", "a")


def romanised(own: Sequence[str], key: str) -> bool:
    """True for a name that comes from another script, so that papers spell it as they like."""
    if ARTICLES & set(key.split()[:-1]) or {"bin", "ibn"} & set(own):
        return True
    return any(word in gazetteer.ROMANISED for word in own) or _SLAVIC.search(own[-1]) is not None


def compatible_persons(one: str, two: str) -> bool:
    """Within one article: one ends the other, or their first and last words are one and no middle name
    speaks against it."""
    if generation(one) != generation(two):
        return False
    a, b = person_words(one), person_words(two)
    if len(a) < 2 or len(b) < 2 or a[-1] != b[-1]:
        return False
    few, many = sorted((a, b), key=len)
    if len(few) < len(many) and many[-len(few) :] == few:
        return True
    if a[0] != b[0] and not short_given(a[0], b[0]) and not initial_of(a[0], b[0]):
        return False
    return middles_fit(a[1:-1], b[1:-1], lambda x, y: x == y or initial_of(x, y))


def middles_fit(one: Sequence[str], two: Sequence[str], alike: Callable[[str, str], bool]) -> bool:
    """No middle name against another: each of the shorter row has its like in the other; initials in
    their order, which tells George W. from George H. W."""
    few, many = sorted((one, two), key=len)
    if few and len(few[0]) == 1 and not alike(few[0], many[0]):
        return False
    return all(any(alike(x, y) for y in many) for x in few)


def initial_of(one: str, two: str) -> bool:
    """True where one is the initial of the other."""
    return 1 in (len(one), len(two)) and one[0] == two[0]
