"""Numbers of passports, residence permits and other papers."""

from collections.abc import Iterator

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.rules import apply, rule

# The words for papers; what stands between them and the number is anything short that holds no other number.
_PAPER = r"""(?:passports?|residence\s+(?:permit|card)|work\s+permit|permit|(?:labou?r|work)\s+(?:card|book)|
  visa|migration\s+card|
  identity\s+card|id\s+card|
  alien\s+registration|registration\s+(?:card|number)|certificate|seaman'?s?\s+book|licen[cs]e|id\s+(?:no|
  number)|patent|
  invitation|contract\s+(?:no|number)|
  загранпаспорт\w*|паспорт\w*|вид\w{0,2}\s+на\s+жительство|внж|рвп|патент\w*|миграционн\w+\s+карт\w+|
  мигрант\w+\s+карт\w+|
  виз[аыуеой]{1,2}|удостоверени\w+|трудов\w+\s+книжк\w|снилс|инн|полис\w*|свидетельств\w+|разрешени\w+|приглашени\w+|регистраци\w+|
  водительск\w+|справк\w+|договор\w*|уведомлени\w+|
  여권|려권|사증|비자|거주증|거주\s?허가증?|체류증|체류\s?허가증?|영주권|공민증|신분증|등록증|등록번호|주민번호|
  이주\s?카드|이민\s?카드|
  로동\s?허가증?|[로노]동\s?수첩|노동\s?허가증?|선원\s?수첩|면허증|증명서|허가증|초청장|계약서)"""
_DIGITS = r"(?:[A-ZА-Я]{1,3}[\s-]?)?(?:№|no\.?|n°|nr\.?|\#)?\s?\d(?:[\s-]?(?:№|no\.?|N)?\s?\d){4,13}(?!\d)"

# Up to the number of the paper: no other number, no new sentence, no word about calling.
_NEAR = r"(?:(?!\d{4,}|\n\n|[.!?]\s+(?:\S{3}|[가-힣]{2})|전화|연락처|련락처|phone|\btel\b|телефон|звон).)"

_RULES = (
    rule(
        Kind.PASSPORT,
        r"(?<!\w)(?:РВП|ВНЖ)\s\d{2}\s?№?\s?\d{6,7}(?!\d)",
        0.98,
        "a residence permit",
    ),
    rule(
        Kind.PASSPORT,
        rf"(?<![^\W\d_]){_PAPER}{_NEAR}{{0,60}}?(?P<found>(?<![\w+]){_DIGITS})",
        0.97,
        "a number after the name of a paper",
    ),
    rule(
        Kind.PASSPORT,
        rf"(?<![^\W\d_]){_PAPER}{_NEAR}{{0,30}}?(?P<found>(?<!\w)"
        r"[A-ZА-Я]{1,3}[\s-]?(?:№\s?)?\d[\dA-Z]{4,11}(?![A-Za-zА-я\d]))",
        0.95,
        "a number after the name of a paper",
    ),
    rule(
        Kind.PASSPORT,
        rf"(?<![^\W\d_]){_PAPER}[^\n]{{0,70}}?(?:№|номер\w{{0,2}}|number|no\.|번호)"
        r"[가-힣]{0,2}[:\s]*(?P<found>\d(?:[\s/-]?\d){4,13})",
        0.97,
        "a number after the name of a paper",
    ),
    rule(
        Kind.PASSPORT,
        r"(?:серия|сер\.|series)\s*(?P<found>[\w-]{2,6}[\s,]*(?:номер|number|no\.?|№|N)?[\s:]*\d{5,9})",
        0.97,
        "a series and a number",
    ),
    rule(
        Kind.PASSPORT,
        r"(?<!\w)[A-Z]{2}\s?\d{3}\s\d{3}\s\d{3}(?!\d)",
        0.95,
        "letters and digits as on a passport",
        exact=True,
    ),
    rule(
        Kind.PASSPORT,
        r"(?<!\w)(?:contract|case|order|file|verdict|договор\w*|контракт\w*|дел[оаеу]|приказ\w*|протокол\w*|решени\w+|"
        r"계약서?|사건|판결)[가-힣]{0,2}[^\n.!?]{0,20}?(?:(?=№|no\.)|no|n°|number|номер\w{0,2}|번호[가-힣]{0,2}|:|\s)\s?"
        r"(?P<found>(?:No\.\s|№\s)?(?=[\w/-]*\d)[\w]{1,6}[/-][\w/-]{1,14}(?<![/-]))(?!\w)",
        0.85,
        "the number of a case or a contract",
    ),
    rule(
        Kind.PASSPORT,
        r"\b(?:number|no\.|№)\s(?:was\s|is\s)?(?P<found>[A-Z]{1,2}-?\d{3,6}(?:-\d{1,4})?)(?!\w)",
        0.85,
        "a number with letters after “number”",
        exact=True,
    ),
    rule(
        Kind.PASSPORT,
        r"(?<![\w+.,/-])(?<!\d\s)(?:[A-ZА-Я]{2}\s?)?\d{3}[\s-]\d{3}[\s-]\d{3}(?![\w%/-]|\s\d|[.,]\d|\s?(?:rubles?|roubles?|won|dollars?|yuan|руб|вон|доллар|юан|루블|원|딸라|달러))",
        0.75,
        "nine digits as on a North Korean passport",
    ),
    rule(
        Kind.PASSPORT,
        r"(?:№|\bno\.|\bnumber|번호[가-힣]{0,2})\s?(?P<found>\d{3,6}(?:[-/]\d{2,6}){1,3})(?![\d-])",
        0.8,
        "groups of digits after a number sign",
    ),
    rule(Kind.PASSPORT, r"(?<![\w+-])\d{6}-?[1-8]\d{6}(?!-?\d)", 0.97, "a Korean resident or alien number"),
    rule(Kind.PASSPORT, r"(?<![\w-])\d{3}-\d{3}-\d{3}[\s-]\d{2}(?!\d)", 0.97, "a Russian insurance number"),
    rule(Kind.PASSPORT, r"(?<![\w+-])\d{2}\s?\d{2}\s?(?:№|N)?\s?\d{6}(?![\d-]|\s\d)", 0.9, "a Russian passport number"),
    rule(Kind.PASSPORT, r"(?<![\w+-])\d{2}\s?(?:№|N|No\.?)\s?\d{7}(?!\d)", 0.95, "a series and a number"),
    rule(Kind.PASSPORT, r"(?<![\w+-])\d{2}\s\d{7}(?![\d-]|\s\d)", 0.9, "a Russian travel passport number"),
    rule(
        Kind.PASSPORT,
        r"(?<!\w)[A-ZА-Я]{1,2}[\s-]?(?:№\s?)?\d{6,9}(?![A-Za-zА-я\d])",
        0.9,
        "letters and digits as on a passport",
        exact=True,
    ),
    rule(
        Kind.PASSPORT,
        r"(?<!\w)[A-Z]\d{3}[A-Z]\d{4}(?![A-Za-zА-я\d])",
        0.9,
        "a South Korean passport number",
        exact=True,
    ),
    rule(Kind.PASSPORT, r"(?:№|\#|(?<!\w)No\.)\s?(?P<found>\d{6,})", 0.85, "a long number after №"),
    rule(Kind.PASSPORT, r"(?<![\w.,+-])\d{8,14}(?![\dA-Za-zА-я%]|[.,-]\d)", 0.7, "a long number"),
)


def find(text: str) -> Iterator[Finding]:
    """Numbers of papers in `text`."""
    return apply(_RULES, text)
