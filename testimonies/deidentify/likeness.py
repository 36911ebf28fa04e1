"""How much syllables look like a Korean name, in points: what is gathered here speaks for a name, two points are one.

A point is about what one good sign is worth: a syllable that begins names and no words, a title beside it.
"""

import re
from functools import cache

from testimonies.deidentify.particles import NAME_TAIL, has_final
from testimonies.deidentify.plain_words import SUFFIXES, is_plain, plain_words
from testimonies.deidentify.rules import either, ordered, phrases, words

ENOUGH = 1.0
# Surnames that few words begin with, and surnames that many people bear.
_SURE = frozenset("김박최윤황곽권류허임림리홍탁맹")
_COMMON = frozenset(
    "김리박최황류윤곽권허임림오서강조장정한이신홍안송문손배백심노로차주엄채변함염방남고민원유현구양량진추"
)
# Syllables that begin names more often than words, those that end names, and those that end verbs and nouns.
_BEGINS = frozenset(
    "철영명성광금은혁진남일용룡학춘옥순향미경혜선복봉국충동강태현문창석종준지민연화덕승훈윤재찬호희정수병상란련림송설숙홍효근규균범웅욱기만삼칠팔두쇠돌억막봄꽃끝곱간"
)
_ENDS = frozenset(
    "철혁룡학순옥희숙향복봉국현원훈욱웅란련별녀실심분덕균섭석걸범찬렬률환호준민수영춘금선남성광명일화림송솔월매삼돌쇠억칠팔택탁열업엽익권규근길식삼춘"
)
_GRAMMAR = frozenset("기지서게한해시이인은만도나라자오하리대아여에로와과가는를의고며면니다까요")
# Particles of one syllable that stand behind every second word: 백화란 is rarely 백화 with 란.
_PARTICLES = frozenset("은는이가을를의에도만로와과나한하해들")
_ONLY_GRAMMAR = frozenset("이을를의에는가와과로며면니까요고야오소")
_PLACE_TAIL = re.compile(r"(?:에|에서|으로|로)(?:는|도|만|의|부터|까지)?")
_STRICT = re.compile(r"이(?:가|를|는|도|와|의|만|하고|한테|에게|더러|처럼|까지|부터)(?:는|도|만|서)?")
_COPULA = re.compile(r"(?:이|입|였|인데|이며|이고|라|이라)")


@cache
def surname_pattern(*, rare: bool = False) -> re.Pattern[str]:
    """A surname at the beginning of a word, the longest first; `rare` ones among them."""
    common = {line.split()[0] for line in phrases("korean_surnames")}
    return re.compile(rf"(?:{either(common | (set(ordered('korean_surnames_rare')) if rare else set()))})")


def fits(given: str) -> bool:
    """Whether one or two syllables can be a given name at all."""
    return given in words("korean_given") or all(syllable in _syllables() for syllable in given)


@cache
def _syllables() -> frozenset[str]:
    return words("korean_first") | words("korean_second") | words("korean_single") | words("korean_more")


def points_of_full(surname: str, given: str, rest: str, *, titled: bool) -> float:
    """How much a surname with a given name before `rest` looks like one; far below zero for no name."""
    whole = surname + given
    if not fits(given) or (whole in plain_words() and not titled):
        return -9.0
    points = 1.5 if len(surname) == 2 or surname in _SURE else 0.75 if surname in _COMMON else 0.0
    points -= 0.75 * (surname in words("korean_doubtful"))
    if is_plain(whole, rest):
        made = whole[:2] in plain_words() and whole[2:] in SUFFIXES
        points -= 2.0 if made or whole[-1] in _PARTICLES else 0.75
    return points + (_points_of_one(given) if len(given) == 1 else _points_of_two(given)) + _points_of_tail(given, rest)


def _points_of_one(given: str) -> float:
    if given in _ONLY_GRAMMAR:
        return -2.0
    return (-0.25 if given in _GRAMMAR else 0.25) - 0.75 * (given not in words("korean_single"))


def _points_of_two(given: str) -> float:
    if given in words("korean_given"):
        return 2.0
    return 1.0 + (given[0] in _BEGINS) + _points_of_end(given[1]) - _rarity(given)


def _points_of_end(syllable: str) -> float:
    """What the last syllable says: names end in 철, verbs in 기, a noun with its particle in 을."""
    if syllable in _ONLY_GRAMMAR:
        return -2.0
    return -1.0 if syllable in _GRAMMAR else 1.0 * (syllable in _ENDS)


def _rarity(given: str) -> float:
    """Syllables that names hold now and then count less."""
    usual = given[0] in words("korean_first"), given[1] in words("korean_second")
    return 0.5 * usual.count(False)


def points_of_given(given: str, rest: str) -> float:
    """How much two syllables without a surname look like a given name."""
    points = 0.0
    if is_plain(given, rest) and not _only_of_names(given, rest):
        mild = given in words("korean_word_names") and given not in words("korean_given")
        points = -0.75 if mild else -2.0
    if given in words("korean_given"):
        points += 1.75
    elif given in words("korean_word_names"):
        points += 0.5
    elif fits(given):
        points += 0.5 + 0.4 * (given[0] in _BEGINS) + 0.5 * _points_of_end(given[1])
        points -= _rarity(given)
    else:
        points -= 1.0
    return points + _points_of_tail(given, rest)


def _only_of_names(given: str, rest: str) -> bool:
    """Whether 이 with this particle makes a name even of a plain word: 통일이가, where unity would be 통일이."""
    strict = has_final(given[-1]) and (fits(given) or given in words("korean_word_names")) and _STRICT.fullmatch(rest)
    return bool(strict) and given + "이" not in plain_words()


def _points_of_tail(given: str, rest: str) -> float:
    """What the particles say: 이 before another particle stands only behind names, 에서 behind places."""
    if has_final(given[-1]) and NAME_TAIL.fullmatch(rest):
        return 1.5
    if has_final(given[-1]) and rest == "이":
        return 0.25
    if rest.startswith(("한테", "에게", "더러", "이한테")):
        return 0.75
    if _PLACE_TAIL.fullmatch(rest):
        return -1.0
    return 0.25 if _COPULA.match(rest) else 0.0
