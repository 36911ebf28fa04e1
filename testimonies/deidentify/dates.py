"""Dates of birth, exact dates."""

from collections.abc import Iterator

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.rules import Rule, apply, rule

_EN_MONTH = r"""(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|
  oct(?:ober)?|
  nov(?:ember)?|dec(?:ember)?)\.?"""
_RU_MONTH = r"""(?:янв(?:ар[яьеюё]м?)?|февр?(?:ал[яьею]м?)?|марта?[еу]?|апр(?:ел[яьею]м?)?|ма[яйею]|июн[яьею]м?|
  июл[яьею]м?|
  авг(?:уст[аеу]?)?|сент(?:ябр[яьею]м?)?|окт(?:ябр[яьею]м?)?|нояб(?:р[яьею]м?)?|дек(?:абр[яьею]м?)?)\.?(?![а-яё])"""
_YEAR = r"(?:19[3-9]\d|20[0-4]\d)"
_RU_YEAR = rf"{_YEAR}(?:\s?(?:года?|году|г\.?)(?![а-яё]))?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_EN_DAY = (
    rf"(?:{_DAY}(?:st|nd|rd|th)?|(?:twenty|thirty)-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))"
)
_EN_ORDINAL = r"""(?:(?:twenty|thirty)-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|
  eleventh|twelfth|
  thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth)|twentieth|thirtieth"""
_RU_ORDINAL = r"""(?:(?:двадцать|тридцать)\s)?(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|
  одиннадцат|двенадцат|
  тринадцат|четырнадцат|пятнадцат|шестнадцат|семнадцат|восемнадцат|девятнадцат|двадцат|тридцат)(?:ого|ое|ьего|ье)"""
_NUMERIC = (
    rf"(?:{_DAY}[./-](?:{_DAY})[./-](?:{_YEAR}|\d{{2}})|{_YEAR}\s?[./-]\s?{_DAY}\s?[./-]\s?{_DAY})"
    r"(?![\d/])(?:\s?г(?![а-яё])\.?)?"
)
_WRITTEN = rf"""(?:
  (?:the\s)?{_EN_DAY}(?:\sof)?\s{_EN_MONTH}(?:,?\s{_YEAR})? |
  {_EN_MONTH}\s(?:the\s)?{_EN_DAY}(?:,?\s{_YEAR})?(?!\d|\s?(?:men|o'clock|hours)) |
  (?:the\s)?(?:{_EN_ORDINAL})\sof\s{_EN_MONTH}(?:,?\s{_YEAR})? |
  {_EN_MONTH}\s(?:the\s)?(?:{_EN_ORDINAL})(?:,?\s{_YEAR})? |
  {_DAY}(?:-?(?:го|е|ое))?\s{_RU_MONTH}(?:\s{_RU_YEAR})? | (?:{_RU_ORDINAL})\s{_RU_MONTH}(?:\s{_RU_YEAR})? |
  (?:(?:{_YEAR}|주체\s?\d{{2,3}})\s?년\s?)?\d{{1,2}}\s?월\s?\d{{1,2}}\s?일)"""
_MONTHS = rf"""(?:{_EN_MONTH},?\s(?:of\s)?{_YEAR} | {_RU_MONTH}\s{_RU_YEAR} | {_YEAR}\s?년\s?\d{{1,2}}\s?월(?!\s?\d)
  | (?<![\d./]){_YEAR}[./](?:0[1-9]|1[0-2])(?![\d./]) | (?<![\d./])(?:0[1-9]|1[0-2])[./]{_YEAR}(?!\d))"""
_ANY_DATE = rf"(?:{_NUMERIC}|{_WRITTEN}|{_MONTHS}|(?:19[3-9]\d|200\d)\s?(?:(?:года?|году|г\.?)(?![а-яё])|년)?)"
_BORN = r"""(?:\bborn|birth\s?day|date\s+of\s+birth|birth|d\.?\s?o\.?\s?b|родил(?:ся|ась|и)|рожд\w+|
  \bр(?:од)?\.|д\.\s?р\.|
  생년월일|생일|출생일?자?|태여난|태어난)"""

_DATES: tuple[Rule, ...] = (
    rule(
        Kind.BIRTH_DATE,
        rf"{_BORN}(?:(?!\d|\n|[.!?]\s+[A-ZА-Я가-힣]).){{0,40}}?(?P<found>(?<!\d){_ANY_DATE})",
        0.95,
        "a date after “born”",
    ),
    rule(
        Kind.BIRTH_DATE,
        rf"(?P<found>(?<!\d)(?:{_NUMERIC}|{_WRITTEN}|(?:19[3-9]\d|20[0-2]\d)))"
        r"(?:\s?г(?:ода)?\b\.?)?\s?(?:р(?:ожд\w+|\.|од\.)|г\.\s?р\.|생(?!산|활|각|일|존|명)|에?\s?(?:태[여어]났|"
        r"출생))",
        0.95,
        "a date before “born”",
    ),
    rule(
        Kind.BIRTH_DATE,
        rf"(?P<found>{_YEAR}\s?년(?:\s?\d{{1,2}}\s?월)?(?:\s?\d{{1,2}}\s?일)?)(?:에)?(?:(?![.!?\n]|\d)"
        r".){0,25}?(?:태[여어]나|태[여어]났|출생|에서\s?났)",
        0.95,
        "a date before “born”",
    ),
    rule(
        Kind.BIRTH_DATE,
        r"(?<!\d)(?:\d{2}|19\d{2}|20\d{2})\s?(?:년(?:\s?\d{1,2}\s?월(?:\s?\d{1,2}\s?일)?)?\s?생(?![산활각존명])|г\.?\s?р\.)",
        0.95,
        "a year of birth",
    ),
    rule(Kind.DATE, rf"(?<![\d.,+-]){_NUMERIC}", 0.9, "an exact date"),
    rule(Kind.DATE, rf"(?<![\w.,]){_WRITTEN}(?![\d])", 0.9, "an exact date"),
    rule(Kind.DATE, rf"(?<!\w){_MONTHS}", 0.8, "a month of a year"),
    rule(Kind.DATE, rf"(?<!\w){_EN_MONTH}[-\s](?:and|to|-)\s?{_EN_MONTH}\s{_YEAR}", 0.8, "months of a year"),
    rule(
        Kind.DATE,
        rf"\b(?:spring|summer|autumn|winter)(?:\sof|,)?\s{_YEAR}|(?<!\w)(?:весн|лет|осен|зим)\w{{1,2}}\s{_RU_YEAR}"
        rf"|{_YEAR}\s?년\s(?:봄|여름|가을|겨울)",
        0.7,
        "a season of a year",
    ),
    rule(
        Kind.DATE,
        rf"(?:new\syear'?s\s(?:eve|day)|christmas(?:\s(?:eve|day))?|easter|victory\sday)(?:\s(?:of|in))?,?\s{_YEAR}",
        0.8,
        "a holiday of a year",
    ),
    rule(
        Kind.DATE,
        rf"(?:on\s)(?P<found>the\s(?:{_DAY}(?:st|nd|rd|th)|{_EN_ORDINAL}))(?=[,.;!?]|\s(?:we|i|he|she|they|it)\b)",
        0.6,
        "a day of a month",
    ),
    rule(Kind.DATE, rf"(?<!\w){_DAY}(?:-го|-е)\s(?=числ)|(?<!\w)(?:{_RU_ORDINAL})\sчисла", 0.6, "a day of a month"),
    rule(
        Kind.DATE,
        rf"""(?:arriv\w+|escap\w+|defect\w+|resettl\w+|fled|crossed|прибыл\w*|приехал\w*|бежал\w*|сбежал\w*|
  переш[её]л\w*)
        (?:(?![.!?;]|\d).){{0,40}}?\b(?:in|в)\s(?P<found>{_YEAR})(?!\d|\s?[-–])""",
        0.6,
        "the year of an arrival or an escape",
    ),
    rule(
        Kind.DATE,
        rf"(?P<found>{_YEAR}\s?년)(?:에|도에)?\s(?:(?![.!?\d]).){{0,20}}?(?:한국|남한|서울|대한민국|남조선)"
        rf".{{0,12}}(?:왔|들어|입국|도착)|(?P<other>{_YEAR}년)\s?입국",
        0.6,
        "the year of an arrival or an escape",
    ),
)


def find(text: str) -> Iterator[Finding]:
    """Dates of birth and exact dates in `text`."""
    return apply(_DATES, text)
