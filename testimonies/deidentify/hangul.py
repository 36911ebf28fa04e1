"""Names in hangul: Korean names by their syllables and what follows them, foreign names by lists and endings."""

import re
from collections.abc import Iterator
from functools import cache

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.particles import ADDRESS, NAME_TAIL, PARTICLE, TAIL, has_final
from testimonies.deidentify.rules import either, phrases, words

_RUN = re.compile(r"[가-힣]+")
_KIN = (
    "동생|남동생|녀동생|여동생|누이|누나|언니|오빠|형|형님|아들|딸|아버지|어머니|아빠|엄마|처|안해|아내|남편|사촌|삼촌|이모|고모|조카|친구|"
    "애인|손자|손녀|맏딸|맏아들|막내|며느리|사위|장인|장모"
)
_ROLE = (
    "사장|반장|조장|소장|지배인|부지배인|당비서|비서|세포비서|책임자|관리원|선장|기관장|통역|통역원|운전사|기사|의사|간호사|간호원|변호사|목사|목사님|선교사|신부|경찰|경찰관|형사|"
    "보위지도원|보위원|지도원|안전원|대장|대위|중위|소위|상위|소좌|중좌|대좌|상좌|중대장|대대장|소대장|려단장|기자|교수|박사|회계원|부기|취사원|료리사|요리사|용접공|미장공|"
    "벽돌공|운전수|로동자|작업반장|현장소장|감독|부사장|총사장|국장|부국장|과장|대표|면담자|진술자|증언자|신청인|피해자|본인|이름|성명|동무|동지|선생|집사|장로|전도사|당위원장|위원장|주인|상급"
)
_LABEL = re.compile(rf"(?:성명|이름|이름은|본명|본명은|실명|실명은|성함|{_KIN}|{_ROLE})\s?(?:은|는|이|가)?\s?[:：]\s?$")
_BEFORE = re.compile(
    rf"(?:(?<![가-힣])(?:{_KIN}|{_ROLE})(?:인|였던|이였던|이던)?|이름은|이름이|이름을|본명은|본명이|제 이름은)\s$"
)
_CALLED = re.compile(
    r"(?:이?라고 ?(?:하는|부르|불리|불렀|불린|했|합니다|한다|하던|소개|했던|하였|말한|"
    r"저장)|이?란 (?:사람|녀|여|남|아이|청년|친구))"
)
_WHO = re.compile(
    r"이?라는 ?(?:[가-힣]+ ){0,2}(?:사람|녀자|여자|남자|사내|녀성|여성|처녀|청년|아이|애|"
    r"로동자|분|친구|동무|이름|자|놈|할머니|아주머니|아저씨|의사|군인|기자|목사|변호사|"
    r"형사)"
)
_VOCATIVE = re.compile(r"[아야](?=[\s]*[,!?.…\"»])")
_COMMON = frozenset("김리박최황류윤곽권허임림오서강조장정한이신홍안송문손배백심노로차주엄채변함염방남고민원유현구")


# Syllables that begin names more often than words, and those that end verbs and nouns more often than names.
_STRONG = frozenset(
    "철영명성광금은혁진남일용룡학춘옥순향미경혜선복봉국충동강태현문창석종준지민연화덕승훈윤재찬호희정수병상란련림송설숙홍효근규균범웅욱기"
)
_GRAMMAR = frozenset("기지서게진란한해시길이인은만도나라자오하리대")
_SURE = frozenset("김박최윤황곽권류허임림리")
_ADDRESSED = re.compile(
    rf"\s?(?!양|군)(?:{ADDRESS})(?:{PARTICLE})*(?![가-힣])|\s?(?:양|군)(?:은|이|을|의|과|에게|한테)(?![가-힣])"
)


@cache
def surname_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(line.split()[0] for line in phrases('korean_surnames'))})")


def find(text: str) -> Iterator[Finding]:
    """Names written in hangul in `text`."""
    for run in _RUN.finditer(text):
        if (found := _full(text, run) or _given(text, run) or _introduced(text, run)) is not None:
            yield found


def evident(text: str, start: int, end: int) -> bool:
    """Whether the words around say that this is a name."""
    before, after = text[max(0, start - 12) : start], text[end : end + 24]
    return bool(
        _BEFORE.search(before)
        or _LABEL.search(before)
        or _WHO.match(after)
        or _CALLED.match(after)
        or _VOCATIVE.match(after)
        or _ADDRESSED.match(after)
        or re.match(r"\s?\(\d\d", after)
    )


def _ordinary(word: str, rest: str) -> bool:
    """Whether `word`, or a shorter word with a particle, is one that everybody uses."""
    ordinary = words("korean_ordinary")
    if word in ordinary:
        return True
    if len(word) == 3 and word[:2] in ordinary and word[2] in "한하해히된될되적":
        return True
    return any(word[:size] in ordinary and TAIL.fullmatch(word[size:] + rest) for size in (2, 3) if size < len(word))


def _full(text: str, run: re.Match[str]) -> Finding | None:
    """A surname with a given name of one or two syllables at the beginning of a run of hangul."""
    word = run[0]
    surname = surname_pattern().match(word)
    if surname is None:
        return None
    at = surname.end()
    for size in (2, 1):
        given, rest = word[at : at + size], word[at + size :]
        if len(given) < size or not _tail(rest):
            continue
        end = run.start() + at + size
        sure = evident(text, run.start(), end)
        titled = re.match(rf"\s?씨|(?:{ADDRESS})", text[end : end + 6]) is not None or _WHO.match(text, end) is not None
        confidence = _likely(surname[0], given, rest, sure=sure, titled=titled)
        if confidence:
            return Finding(run.start(), end, Kind.NAME, confidence, "a Korean surname with a given name")
    return None


def _tail(rest: str) -> bool:
    return TAIL.fullmatch(rest) is not None or NAME_TAIL.fullmatch(rest) is not None


def _likely(surname: str, given: str, rest: str, *, sure: bool, titled: bool) -> float:
    """How surely these syllables are a name: 0 for no."""
    ordinary = _ordinary(surname + given, rest)
    if len(given) == 1:
        fits = given in words("korean_single") and (surname in _COMMON or len(surname) == 2)
        if not fits or ordinary:
            return 0.0
        if sure or len(surname) == 2 or NAME_TAIL.fullmatch(rest):
            return 0.85
        return 0.55 if surname in "김박최리황윤허곽권류" and rest else 0.0
    fits = given[0] in words("korean_first") and given[1] in words("korean_second")
    fits = fits or given in words("korean_given")
    if not fits or (ordinary and not (titled and surname + given not in words("korean_ordinary"))):
        return 0.0
    if given in words("korean_given") or len(surname) == 2:
        return 0.95
    strong = given[0] in _STRONG and given[1] not in _GRAMMAR
    if strong or (sure and given[0] in _STRONG):
        return 0.95 if sure else 0.75 if surname in _COMMON else 0.55
    if given[1] not in _GRAMMAR and (surname in _COMMON or sure) and surname not in words("korean_doubtful"):
        return 0.7 if sure else 0.55
    return 0.7 if titled else 0.5 if surname in _SURE else 0.0


def _given(text: str, run: re.Match[str]) -> Finding | None:
    """A given name alone: listed, or followed by what follows only names."""
    word, rest = run[0][:2], run[0][2:]
    if len(word) < 2 or word[0] not in words("korean_first") or word[1] not in words("korean_second"):
        return None
    end = run.start() + 2
    ordinary = word in words("korean_ordinary") or _ordinary(word, rest)
    if has_final(word[1]) and NAME_TAIL.fullmatch(rest) and not ordinary:
        return Finding(run.start(), end + 1, Kind.NAME, 0.8, "a given name with 이")
    if not TAIL.fullmatch(rest):
        return None
    strong = word in words("korean_given") or word[1] not in _GRAMMAR
    if (
        strong
        and evident(text, run.start(), end)
        and (not ordinary or _WHO.match(rest + text[run.end() : run.end() + 12]))
    ):
        return Finding(run.start(), end, Kind.NAME, 0.85, "a given name where a name is expected")
    if word in words("korean_given") and not ordinary and not rest.startswith(("로", "에서")):
        return Finding(run.start(), end, Kind.NAME, 0.7, "a common given name")
    return None


def _introduced(text: str, run: re.Match[str]) -> Finding | None:
    """Whatever is said to be what somebody is called: 보로둘린이라는 사람."""
    match = _WHO.search(text, run.start(), min(len(text), run.end() + 16))
    if match is None or match.start() >= run.end() or not 2 <= match.start() - run.start() <= 7:
        return None
    word = text[run.start() : match.start()]
    if _ordinary(word, "") or re.search(r"(?:다|냐|자|라|까|지|고|은|는|을|를)$", word):
        return None
    return Finding(run.start(), match.start(), Kind.NAME, 0.7, "what somebody is called")
