"""What Korean sentences put around a name: kin and trades before it, being called so or spoken to after it."""

import re
from functools import cache

from testimonies.deidentify.particles import ADDRESS, PARTICLE
from testimonies.deidentify.rules import either, words

_KIN = (
    "동생|남동생|녀동생|여동생|막내동생|누이동생|누이|누나|언니|오빠|오라버니|형|형님|아들|딸|아버지|어머니|아빠|엄마|처|안해|아내|남편|사촌|삼촌|이모|고모|조카|친구|"
    "애인|약혼자|약혼녀|손자|손녀|맏딸|맏아들|막내|막내딸|막내아들|며느리|사위|장인|장인어른|장모|처남|처제|매부|매형|형부|올케|시누이|조카딸|"
    "남자|녀자|여자|녀성|여성|사내|소녀|소년|고려인|교포|중국인|아이|청년|처녀|총각|젊은이|할머니|할아버지|아저씨|아주머니|동료|동창|동창생|동갑내기|고향사람|한고향|선배|후배"
)
_ALSO = (
    "미스터|미스|담당|작성|발신|수신|의뢰인|진정인|목격자|고용주|"
    "면담자|진술자|증언자|구술자|제보자|신청인|피해자|목격자|본인|이름|성명|성함|실명|상급|중국인|고려인"
)
_CALLED = re.compile(
    r"(?:이?라고 ?(?:하는|부르|부른|불러|불리|불렀|불린|했|합니다|한다|하던|소개|했던|하였|말한|적|쓰|써|"
    r"저장|제일|우리|아주|그|내|나)|이?라고,|이?란 (?:사람|녀|여|남|아이|청년|친구))"
)
_WHO = re.compile(
    r"이?라는 ?(?:[가-힣]+ ){0,2}(?:사람|녀자|여자|남자|사내|녀성|여성|처녀|청년|아이|애|젊은이|"
    r"로동자|분|친구|동무|이름|자|놈|할머니|아주머니|아저씨|의사|군인|기자|목사|변호사|브로커|간호원|통역|책임자|"
    r"형사|[가-힣]{1,4}(?:원|장|공|인|사|수|관)(?:이|가|은|는|을|를|의|에게|한테|과|와)?(?![가-힣]))"
)
_VOCATIVE = re.compile(r"[아야](?=[\s]*[,!?.…\"»'~])")
_NAMED_SO = re.compile(
    r"(?:은|는|이|가) (?:(?:제|내|우리|저의|나의|그|그의|막내|큰|둘째) ?){0,2}(?:[가-힣]{1,4} )?이름(?:이|입|인|을|은)"
)
_ADDRESSED = re.compile(
    rf"\s?(?!양|군)(?:{ADDRESS}|엄마|아빠|어른|녀석|할멈|할아범|댁|처녀|총각|애비|에미)(?:{PARTICLE})*(?![가-힣])|"
    r"\s?(?:양|군)(?:은|이|을|의|과|에게|한테)(?![가-힣])"
)
# A name that is called out at the beginning of what somebody says.
_OPENED, _CLOSED = re.compile(r"[\"'«]\s?$"), re.compile(r"[아야]?[,!?]|[\"'»]")
# Who wrote or signed, and a name on a line of its own or in a numbered list.
_SIGNED = re.compile(r"\s(?:씀|드림|올림|배상|작성|서명|수표)(?![가-힣])|\s?[-(]\s?[가-힣]{2,5}[,)]")
_ROW = re.compile(r"(?:^|\n)\s*(?:\d{1,3}\s?[.)]|[-*•])\s?$")
_ALONE = re.compile(r"\s*(?:\n|\||\t)")
_AGED = re.compile(
    r"\s?\((?:\d\d|만 |당시|가명|본명|남|녀|여|[一-鿿])|,? (?:스물|서른|마흔|쉰|예순|열[가-힣]{2})[가-힣]{0,2} ?살"
)


@cache
def _role() -> str:
    return f"{_KIN}|{_ALSO}|{either(words('korean_roles'))}"


@cache
def _at_work() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{either(words('korean_roles'))})(?:님|들)?(?:{PARTICLE}){{0,4}}(?![가-힣])")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<![가-힣])(?:{_role()})(?:님|인|였던|이였던|이던)?|"
        r"(?:이름|본명|실명|성명|성함)(?:은|이|을|는|가|도))\s$"
    )


@cache
def _told() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![가-힣])(?:(?:{_role()}|사람|하나|한 명)(?:은|는|이|가|로는|인데)|저는|나는|내가|제가|나)\s$"
    )


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?:이름|이름은|본명|본명은|실명|실명은|{_role()})\s?(?:은|는|이|가)?\s?[:：]\s?$")


def evident(text: str, start: int, end: int) -> bool:
    """Whether the words around say that this is a name."""
    before, after = text[max(0, start - 12) : start], text[end : end + 24]
    spoken = _OPENED.search(before) and _CLOSED.match(after)
    row = _ROW.search(before) or (re.search(r"[\n|\t]\s*$", before) and _ALONE.match(after))
    return bool(spoken or row or _before().search(before) or _label().search(before)) or said_of(after)


def told_of(text: str, start: int) -> bool:
    """Whether the word before says of whom something is told: 사장은 전태암, 회계가 리봄순."""
    return _told().search(text[max(0, start - 12) : start]) is not None


def said_of(after: str) -> bool:
    """Whether what follows says that somebody is called so, spoken to, or how old they are."""
    ways = (_WHO, _CALLED, _VOCATIVE, _ADDRESSED, _NAMED_SO, _AGED, _SIGNED, _at_work())
    return any(way.match(after) for way in ways)


def called(text: str, end: int) -> re.Match[str] | None:
    """이라는 사람 and the like right behind `end`."""
    return _WHO.match(text, end)


def search_called(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first 이라는 사람 and the like between `start` and `end`."""
    return _WHO.search(text, start, end)
