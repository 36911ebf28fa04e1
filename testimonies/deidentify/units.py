"""Numbered units and the names of ships."""

from collections.abc import Iterator

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.rules import apply, rule

_QUOTED_RU = r"[«\"][^«»\"\n]{2,60}[»\"]"
_EN_ORDINAL = r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
_EN_FORCE = r"(?:corps|division|brigade|battalion|regiment|bureau|detachment|company|garrison|fleet|army)"

_UNITS = (
    rule(
        Kind.UNIT,
        r"(?<!\w)(?:в/ч|войсков\w+\s(?:част\w+|соединени\w+)|военн\w+\s(?:част\w+|баз\w+)|"
        r"(?:воинск\w+\s)?част[ьи]ю?)\s?(?:№|номер)?\s?\d{2,6}",
        0.97,
        "a military unit",
    ),
    rule(
        Kind.UNIT,
        r"(?<!\w)\d{1,4}(?:-?(?:й|я|м|го|ой|ая|ом|му|ю|ый|ую)"
        r")?\s(?:[а-яё-]+\s){0,2}?(?:бригад[аеуыой]{1,2}|батальон\w{0,2}|дивизи\w{1,2}|полк(?:а|у|ом|"
        r"е)?|корпус\w{0,2}|отряд\w{0,2}|управлени\w{1,2})(?![а-яё])",
        0.85,
        "a numbered unit",
    ),
    rule(
        Kind.UNIT,
        r"\b(?:military\s|army\s|kpa\s|construction\s|work\s)?(?:unit|bureau|brigade|battalion|"
        r"regiment|division|detachment|corps)\s(?:no\.?\s?|number\s|\#)?\d{1,6}\b",
        0.9,
        "a numbered unit",
    ),
    rule(
        Kind.UNIT,
        rf"\b(?:the\s)?(?:{_EN_ORDINAL})\s(?:(?!of|in|to|from|and)"
        rf"[\w-]+\s){{0,3}}?{_EN_FORCE}\b(?!\s(?:of\sthe\sday|line))",
        0.85,
        "a numbered unit",
    ),
    rule(
        Kind.UNIT,
        r"(?:제\s?)?\d{1,5}\s?(?:[가-힣]{1,6}\s?)??(?:군부대|부대|려단|여단|사단|련대|연대|"
        r"대대|군단|총국|건설려단|건설국|공병국|돌격대)(?![장원])",
        0.9,
        "a numbered unit",
    ),
    rule(
        Kind.UNIT,
        r"제\s?\d{1,5}\s?(?:[가-힣]{1,6}\s?)??(?:사업소|련합|중대|소대|대대|관리국|건설사업소)(?:\s?\d{1,3}\s?(?:중대|소대|작업반))?(?![장원])",
        0.85,
        "a numbered unit",
    ),
    rule(
        Kind.UNIT,
        r"(?<!\w)(?:(?:перв|втор|трет|четв[её]рт|пят|шест|седьм)\w{1,3}|\d{1,3}-?(?:я|й|ой|ю))\s(?:рот\w{1,2}|взвод\w{0,2})"
        r"(?:\s\d{1,4}(?:-?го|-?й)?\s(?:[а-яё-]+\s){0,2}?(?:полк\w{0,2}|бригад\w{1,2}|батальон\w{0,2}|дивизи\w))?(?![а-яё])",
        0.8,
        "a numbered unit",
    ),
    rule(Kind.UNIT, r"부대\s?번호\s?(?P<found>\d+)|군부대\s(?P<other>제?\d+호)", 0.9, "a numbered unit"),
)
_SHIPS = (
    rule(
        Kind.SHIP,
        r"(?<!\w)(?:т/х|м/в|м/т|танкер\w{0,2}|траулер\w{0,2}|сейнер\w{0,2}|теплоход\w{0,2}|"
        r"пароход\w{0,2}|суд(?:но|на|ну|ном|не)|кораб(?:ль|ля|лю|лем|ле)|сухогруз\w{0,2}|"
        r"краболов\w{0,2}|буксир\w{0,2}|шхун\w{1,2}|лодк\w{1,2}|баркас\w{0,2}|яхт\w{1,2}|БМРТ|СРТМ?|РШ|паром\w{0,2}|"
        r"лайнер\w{0,2}|катер\w{0,2})(?:\s(?:назыв\w+|под\sназванием|по\sимени|с\sназванием)"
        rf")?\s?(?P<found>{_QUOTED_RU}(?:[-\s]\d+)?|(?-i:[A-ZА-ЯЁ][\w-]+(?:\s\d+)?))",
        0.95,
        "the name of a ship",
    ),
    rule(
        Kind.SHIP,
        r"(?i:\b(?:ship|vessel|trawler|boat|tanker|freighter|ferry|tug|seiner|steamer|cargo\sship|"
        r"crab\sboat|M/?V|S/?S|F/?V|MT)\b(?:\s(?:was|is)(?=\s(?:the|called|named)))?(?:\s(?:called|named))?(?:\sthe)?\s['\"«]?)"
        r"(?P<found>[A-Z][\w'-]*(?:[\s-](?:[A-Z][\w'-]*|No\.?\s?\d+|\d+))*)",
        0.9,
        "the name of a ship",
        exact=True,
    ),
    rule(
        Kind.SHIP,
        r"\b(?:the\s)(?P<found>[A-Z][\w-]+(?:\s[A-Z][\w-]+)*(?:[\s-]\d+)?),?\s(?:a|an|our|the)"
        r"\s(?:fishing\s|cargo\s|rusty\s|old\s|refrigerated\s)*(?:ship|vessel|trawler|boat|tanker|"
        r"freighter|ferry)\b",
        0.85,
        "the name of a ship",
        exact=True,
    ),
    rule(
        Kind.SHIP,
        r"(?:배|선박|어선|화물선|여객선|려객선|트롤선|뜨랄선|유조선|상선|선)\s?(?:이름은|이름이|이름|는|은|"
        r"인)?\s?['\"«]?(?P<found>(?:[가-힣]{1,6}|[A-Z][\w-]+)[\s-]?\d*\s?호)(?![실수텔])",
        0.9,
        "the name of a ship",
    ),
    rule(
        Kind.SHIP,
        r"(?<![가-힣])(?!번호|보호|신호|암호|간호|구호|기호|옹호|선호|변호|상호|부호|단호|"
        r"수호|엄호|대호|경호)[가-힣]{2,6}(?:-|"
        r"\s)?\d{0,3}호(?=에\s(?:탔|올|있|타)|를\s타|에서\s(?:일|내)|라는\s(?:배|선|어선)|의\s(?:선|갑))",
        0.8,
        "the name of a ship",
    ),
    rule(
        Kind.SHIP,
        r"\b(?:on|aboard|off|left|boarded|joined)\sthe\s(?P<found>[A-Z][a-z'-]+-\d{1,4})(?!\w)",
        0.8,
        "the name of a ship",
        exact=True,
    ),
    rule(
        Kind.SHIP,
        r"(?<![가-힣])(?!번호|보호|신호|암호)[가-힣]{2,6}(?:-|\s)?\d{0,3}호(?=\s(?:짐|갑판|선원|선장|배|기관|부두|하역|선실))|"
        r"(?:배|선박|어선|화물선)\s?이름(?:이|은)\s['\"«]?(?P<found>[가-힣A-Za-z]{1,10}[-\s]?\d{1,4}|[가-힣]{1,6}호|[가-힣]{1,6}['\"»]\s?호)",
        0.85,
        "the name of a ship",
    ),
    rule(
        Kind.SHIP,
        r"\bthe\s(?P<found>(?!(?:MiG|Mig|Il|Tu|Su|An|Boeing|KamAZ|Kamaz|Covid|Room|Block|Line)-)[A-Z][a-z]{2,}-\d{1,4})(?!\w)",
        0.8,
        "a name with a number, as ships have it",
        exact=True,
    ),
    rule(Kind.SHIP, r"(?:IMO|ИМО)\s?(?:№|no\.?|number)?\s?\d{7}", 0.95, "the number of a ship"),
)


def find(text: str) -> Iterator[Finding]:
    """Units and ships in `text`."""
    return apply((*_UNITS, *_SHIPS), text)
