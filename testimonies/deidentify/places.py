"""Towns, regions smaller than a macro-region, and addresses."""

import re
from collections.abc import Iterator
from functools import cache

from testimonies.deidentify.endings import declined
from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.particles import TAIL
from testimonies.deidentify.rules import apply, either, phrases, rule, words

_RU_STREET = (
    r"(?:ул(?:иц[аыеу]|ице)?|пр(?:осп(?:ект[еау]?)?)?|пр-т|пер(?:еул(?:ок|к[еау]))?|ш(?:осс[ея])?|"
    r"б-р|бульвар[еау]?|пл(?:ощад[ьи])?|наб(?:ережн\w+)?|проезд[еау]?|мкр|микрорайон[еау]?)"
)
_RU_SHORT = r"(?:ул|пр|просп|пер|ш|пл|наб|мкр|б-р|пр-т)"
_RU_HOUSE = (
    r"(?:,?\s?(?:д(?:ом)?|стр(?:оение)?|корп(?:ус)?|к|кв(?:артира)?|комн?(?:ата)?|под(?:ъезд)?|"
    r"оф(?:ис)?)\.?\s?№?\s?\d+[а-я]?(?:[-/]\d+[а-я]?)*)"
)
_EN_STREET = (
    r"(?:street|st\.?|avenue|ave\.?|road|rd\.?|lane|square|boulevard|blvd|prospekt|prospect|"
    r"pereulok|shosse|ulitsa|embankment|highway)"
)
_KO_ABOVE = (
    r"(?:(?:평안|함경|황해|량강|양강|자강|강원|경기|충청|전라|경상|제주)[남북]?도|(?!다시|"
    r"역시|잠시|임시|즉시|혹시|택시|친구|요구|누구|입구|출구|도구|"
    r"장군|국군|미군|적군)[가-힣]{1,6}(?:특별시|광역시|구역|로동자구|노동자구|시|군|구))"
)
_KO_UNIT = (
    r"(?:(?!머리|관리|우리|처리|정리|수리|거리|소리|다리|미리|자리|유리|도리|승리|권리|"
    r"이동|행동|노동|로동|활동|운동|감동|친구|요구|누구|다시|역시)"
    r"[가-힣]{1,6}(?:구역|로동자구|노동자구|시|군|구|동|리|읍|면))"
)

_ADDRESSES = (
    rule(
        Kind.ADDRESS,
        r"(?:(?<!\w)(?:\d{6},?\s)?(?:г(?:ор(?:од)?)?|с(?:ело)?|пос(?:[её]лок)?|п|пгт|дер(?:евня)?)"
        rf"\.?\s?[А-ЯЁ][\w-]+,\s)?(?<!\w)(?:{_RU_SHORT}\.\s?|{_RU_STREET}\s)(?:\d+-?(?:я|й|го|"
        r"лет)?\s)?(?:им\.\s)?(?:[А-ЯЁ][\w.-]*\s?){1,3}(?:,?\s?(?:\d+[а-яА-Я]?(?:[-/]\d+[а-я]?)*|"
        rf"{_RU_HOUSE[3:-1]}))?(?:{_RU_HOUSE})*",
        0.95,
        "a street",
        exact=True,
    ),
    rule(
        Kind.ADDRESS,
        r"(?:[А-ЯЁ][\w-]+\s){1,2}(?:улиц[аеуы]|проспект[еау]?|переул(?:ок|к[еау])|бульвар[еау]?|"
        rf"шоссе)(?:,?\s?\d+[а-я]?)?(?:{_RU_HOUSE})*",
        0.9,
        "a street",
        exact=True,
    ),
    rule(
        Kind.ADDRESS,
        rf"(?<!\w)(?:д(?:ом)?|кв(?:артир[аеу])?|корп(?:ус)?)\.?\s?№?\s?\d+[а-я]?{_RU_HOUSE}*(?!\s?(?:лет|год))",
        0.7,
        "a house or a flat",
    ),
    rule(
        Kind.ADDRESS,
        r"(?:\b(?:[Nn]o\.?\s)?\d+[a-zA-Z]?(?:[/-]\d+)?,?\s)?(?:\b(?!(?:The|A|An|Our|This|That|My|"
        rf"Their|Every|Each|No|One|Another|Same|In|On)\s)[A-Z][\w'-]+\s){{1,3}}(?i:{_EN_STREET})(?!\w)"
        r"(?:,?\s(?:(?i:house|building|bldg|apartment|apt|flat|room|block|no)"
        r"\.?\s?)?\d+[a-zA-Z]?(?:[/-]\d+)?)*(?:,\s(?i:house|building|apartment|apt|flat|room|block)"
        r"\.?\s?\d+\w?)*",
        0.9,
        "a street",
        exact=True,
    ),
    rule(
        Kind.ADDRESS,
        r"\b(?i:ul\.|ulitsa|prospekt|pr\.|per\.|pereulok|street)"
        r"\s(?:[A-Z][\w'-]+\s?){1,2}(?:,?\s?(?i:d\.|dom|house|bldg)?\s?\d+\w?)?(?:,?\s(?i:kv|apt|flat|"
        r"apartment)\.?\s?\d+)?(?:,\s[A-Z][\w-]+)?",
        0.95,
        "a street",
        exact=True,
    ),
    rule(
        Kind.ADDRESS,
        r"\b(?:[A-Z][\w'-]+\s)(?:(?i:district|county|township)|ri|ku|gu|dong|guyok)"
        r"\b(?:,\s(?:[A-Z][\w'-]+\s)(?i:dong|ri|ku|gu|neighbourhood))*(?:,\s(?i:block|unit|inminban|"
        r"house|people's\sunit)\s(?:no\.?\s)?\d+)*",
        0.8,
        "a district",
        exact=True,
    ),
    rule(
        Kind.ADDRESS,
        r"\b[A-Z][a-z']+-(?:dong|guyok|gu|gun|ri|myon|myeon)(?!\w)(?:[,\s]+\d[\d-]*)?",
        0.8,
        "a ward or a village",
        exact=True,
    ),
    rule(
        Kind.ADDRESS,
        r"\b(?i:apartment|apt|flat|house|building)\s(?:(?i:no)\.?\s?)?\d+[a-z]?(?!\s(?i:men|people|floors))",
        0.7,
        "a house or a flat",
        exact=True,
    ),
    rule(
        Kind.ADDRESS,
        rf"(?<![가-힣]){_KO_ABOVE}(?:\s{_KO_UNIT})+(?:\s?\d+(?:-\d+)?(?:인민반|반|번지|호|동|층|가)?)*",
        0.9,
        "a district",
    ),
    rule(
        Kind.ADDRESS,
        r"(?:[가-힣]{2,8}\s?){1,2}(?:거리\s?\d+|(?:번길|(?<=[가-힣]{2})로)\s?\d+(?=-\d|\s?(?:번지|번길|호)))"
        r"(?:-\d+)?(?:번지|번길|호|동|층)?(?:[\s,]+\d+(?:-\d+)?\s?(?:번지|호|동|층|호실|번길)?)*",
        0.9,
        "a street",
    ),
    rule(
        Kind.ADDRESS,
        r"(?:[가-힣]{1,5}(?:구역|동|리|읍))\s\d+(?:-\d+)?(?:인민반|반|번지|호)?|(?<!\d)"
        r"\d+\s?번지(?:\s\d+호)?|\d+동\s\d+호",
        0.85,
        "a house",
    ),
    rule(Kind.ADDRESS, r"(?<![가-힣])[가-힣]{2,4}(?:구역|로동자구|노동자구)(?:\s[가-힣]{1,5}동)?", 0.8, "a district"),
    rule(
        Kind.ADDRESS,
        r"(?:почтовый\s)?индекс\s(?P<found>\d{6})|(?:p\.?o\.?\sbox|а/я|사서함)\s(?P<other>\d+)",
        0.9,
        "a post code or box",
    ),
)
_REGIONS = (
    rule(Kind.PLACE, r"(?:[А-ЯЁ][а-яё]+(?:ск|цк)(?:ий|ая|ого|ой|ому|ом|ую)\s)(?:край|края|крае|краю|област[ьи]ю?|"
        r"район[еауом]{0,2}|округ[еау]?)", 0.9, "a region", exact=True),
    rule(Kind.PLACE, r"\b(?!The|This|That|Our|Each|Every|Whole|Eastern|Western|Northern|Southern|East|Far)[A-Z][\w-]+"
        r"\s(?:Krai|Oblast|Kray|Okrug|Raion|County|Province|Region|oblast|krai|county|province|region)(?!\w)",
        0.9, "a region", exact=True),
    # How towns are called from Petersburg to Sakhalin; a sentence can begin with Task or Риск.
    rule(Kind.PLACE, r"(?<=[a-z,;] )(?P<found>[A-Z][a-z]{3,}(?:sk|grad|gorsk|burg))(?!\w)", 0.8, "the name of a town",
        exact=True),
    rule(Kind.PLACE, r"(?<=[а-яё,;] )(?P<found>[А-ЯЁ][а-яё]{2,}(?:[^аеиоуыэюя]ск|град|горск)(?:а|у|ом|е)?)(?!\w)", 0.8,
        "the name of a town", exact=True),
    rule(Kind.PLACE, r"(?<!\w)(?:г|гор|пос|пгт|дер)\.\s?(?P<found>[А-ЯЁ][\w-]+)|(?:город|городе|города|посёлок|"
        r"посёлке|поселке|деревне|деревня|селе|село)\s(?P<other>[А-ЯЁ][а-яё]{2,}[\w-]*)", 0.85, "a town", exact=True),
    rule(Kind.PLACE, r"\b(?:city|town|village|settlement)\s(?:of|called|named)\s(?P<found>[A-Z][\w-]+)",
        0.85, "a town", exact=True),
    rule(Kind.PLACE, r"(?<![가-힣])(?!아이스크|마스크|리스크|디스크|데스크)[가-힣]{2,6}(?:변강|스크|쓰크|"
        r"그라드|부르크|부르그)(?:시|주)?", 0.85, "a town"),
    rule(Kind.PLACE, r"(?<![가-힣])(?!도시|다시|역시|당시|임시|잠시|일시|즉시|혹시|무시|표시|지시|감시|"
        r"접시|택시|전시|몇시|하시|다섯시|여섯시|일곱시|여덟시|아홉시|열시|"
        r"열두시|열한시|모시|계시|오시|가시|주시|보시|매시|동시|정시|수시|상시|직시|명시|게시|"
        r"제시|과시|멸시|암시|단시|시시)[가-힣]{2,5}시(?=에서|로\s|"
        r"에\s살)|(?<![가-힣])(?P<found>(?!조선인민군|인민군|장군|미군|국군|육군|해군|공군|"
        r"아군|적군)[가-힣]{2}군)(?=에서|에\s|"
        r"\s[가-힣]+(?:읍|리)(?![가-힣]))", 0.7, "a town or a county"),
)  # fmt: skip


@cache
def regions() -> dict[str, str]:
    """Every form of every listed place, in small letters -> the macro-region it lies in."""
    found: dict[str, str] = {}
    for line in phrases("places"):
        region, _, names = line.partition(":")
        for name in names.split():
            for form in declined(name):
                found.setdefault(form.lower(), region)
    return found


@cache
def _listed() -> re.Pattern[str]:
    forms = regions()
    letters = either(form for form in forms if not "가" <= form[0] <= "힣")
    hangul = either(form for form in forms if "가" <= form[0] <= "힣")
    return re.compile(
        rf"(?<![^\W\d_])(?:(?:{letters})(?![^\W\d_]|-[a-zа-я])|(?:{hangul})(?:시내|시|주|역|항|행|발|출신|사람|외대|대학|공항)?(?={TAIL.pattern}))",
        re.IGNORECASE,
    )


def find(text: str) -> Iterator[Finding]:
    """Towns, regions and addresses in `text`."""
    yield from apply((*_ADDRESSES, *_REGIONS), text)
    for match in _listed().finditer(text):
        doubtful = match[0] in words("places_also_words") and not re.match(
            r"에서|시에|에\s(?:있|살)", text[match.end() :]
        )
        if not doubtful and ("가" <= match[0][0] <= "힣" or match[0][0].isupper()):
            yield Finding(*match.span(), Kind.PLACE, 0.9, "a place smaller than a macro-region")
