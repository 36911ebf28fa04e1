"""How old somebody is or was."""

from collections.abc import Iterator

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.rules import Rule, apply, rule

_KO_TENS = r"(?:열|스물|스무|서른|마흔|쉰|예순|일흔|여든)"
_KO_ONES = r"(?:하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱|여덟|아홉)"
_EN_NUMBER = r"""(?:(?:twenty|thirty|forty|fifty|sixty|seventy)(?:[-\s](?:one|two|three|four|five|six|seven|
  eight|nine))?|
  eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"""
_RU_NUMBER = r"""(?:(?:двадцат[ьи]|тридцат[ьи]|сорока?|пятьдесят|пятидесяти|шестьдесят|шестидесяти|семьдесят)
  (?:\s(?:один|одного|одному|дв[ае]|двух|тр[иё]х?|четыр[еёх]{1,2}|пят[ьи]|шест[ьи]|сем[ьи]|вос[еь]м[ьи]|девят[ьи]))?|
  (?:один|две|три|четыр|пят|шест|сем|восем|девят)надцат[ьи])"""

_KIN = (
    r"(?:son|daughter|child|boy|girl|brother|sister|wife|husband|mother|father|grandson|granddaughter|"
    r"nephew|niece|baby)"
)

_AGES: tuple[Rule, ...] = (
    rule(
        Kind.AGE,
        rf"(?:aged?\s(?:of\s)?(?:about\s|around\s)?)?(?<![\w.])(?:\d{{1,2}}|{_EN_NUMBER})"
        r"[-\s]?years?[-\s]olds?(?!\w)",
        0.95,
        "an age",
    ),
    rule(
        Kind.AGE,
        rf"(?<!\w)(?:aged|age|at\sthe\sage\sof)[\s:](?:about\s|around\s)?(?:\d{{1,2}}|{_EN_NUMBER})"
        r"(?!\w)(?!\s(?:men|days|hours))",
        0.9,
        "an age",
    ),
    rule(
        Kind.AGE,
        rf"""\b(?:i|he|she|who|when|was|am|is|i'm|he's|she's)\s(?:am|was|is|were|turned|had\sturned|only|just|
  already|barely|about)\s?(?:then\s|only\s|just\s|already\s|barely\s|about\s|nearly\s|almost\s)?
        (?P<found>(?:[1-7]\d|{_EN_NUMBER}))(?=[,.;)!?]|\s(?:when|then|at\sthe\stime|that\syear|and\s(?:had|un|
  single|married)|now|years?\sof\sage)\b)""",
        0.75,
        "a number said of a person",
    ),
    rule(
        Kind.AGE,
        rf"(?:в\s)?возрасте?\s?:?\s?(?:\d{{1,2}}|{_RU_NUMBER})(?:\s?(?:лет|года?|л\.))?|(?<!\w)"
        rf"\d{{1,2}}-?летн\w+\b|(?<!\w)(?:{_RU_NUMBER})летн\w+",
        0.9,
        "an age",
    ),
    rule(
        Kind.AGE,
        r"\b(?:мне|ему|ей|[А-ЯЁ][а-яё]+[уюеи])\s(?:тогда\s|был[оа]?\s|сейчас\s|уже\s|только\s|всего\s|"
        rf"едва\s|исполнил\w+\s|почти\s|около\s){{0,3}}(?P<found>(?:\d{{1,2}}|{_RU_NUMBER})(?:\s(?:лет|"
        r"год[а]?)\b)?)(?=\s(?:лет|год)|[,.;)!?]|\s(?:и|а|когда|тогда)\b)",
        0.85,
        "a number of years said of a person",
    ),
    rule(
        Kind.AGE,
        rf"(?<=[,(]\s)(?P<found>(?:[1-7]\d|{_RU_NUMBER})\s(?:лет|года?))(?=\s?[,).;])|(?<=\()"
        rf"(?P<other>(?:[1-7]\d)\s?(?:лет|года?|л\.))(?=\))|\b(?P<third>(?:[2-7]\d|{_RU_NUMBER})"
        r"\s(?:лет|года?)\sот\sроду)",
        0.85,
        "a number of years beside a name",
    ),
    rule(
        Kind.AGE,
        r"(?<![\d.])\d{1,2}\s?(?:세(?![기대계상월트])|살(?![았던])(?=이|의|[은에때,.)!? 짜쯤무먹도부인밖]|$))",
        0.95,
        "an age",
    ),
    rule(
        Kind.AGE,
        rf"(?<![가-힣])(?:{_KO_TENS}\s?{_KO_ONES}?|{_KO_TENS}|(?:이|삼|사|오|육|칠)?십[일이삼사오육칠팔구]?)"
        r"\s?(?:살(?![았던])|세(?=[의에때였이,. ]))",
        0.9,
        "an age",
    ),
    rule(Kind.AGE, rf"(?<![가-힣]){_KO_TENS}{_KO_ONES}(?=에\s|이[였었던]|[이]?\s?나이)", 0.6, "a number as of an age"),
    rule(
        Kind.AGE,
        r"(?<=[\w가-힣][(,])\s?(?P<found>[1-7]\d)(?=[),])|(?<=[\w],\s)(?P<other>[1-7]\d)(?=,\s[a-zа-я])",
        0.8,
        "a number beside a name",
    ),
    rule(
        Kind.AGE,
        rf"\b(?:i\sam|i'm|i\swas|(?:he|she)\s(?:was|is)|{_KIN}\s(?:was|is))\s(?:only\s|just\s|barely\s|about\s|now\s|then\s)?"
        rf"(?P<found>(?:[1-7]\d|{_EN_NUMBER}))(?=\sand\s|\sor\s|\sbut\s|$)|\b{_KIN}\s(?:was|is|turned)\s(?:only\s|just\s)?"
        rf"(?P<other>\d{{1,2}}|one|two|three|four|five|six|seven|eight|nine|ten|{_EN_NUMBER})(?=[,.;)!?]|\s(?:when|then|and)\b)",
        0.75,
        "a number said of a person",
    ),
    rule(
        Kind.AGE,
        r"(?<!\w)(?:about|around|over|under|nearly|almost)\s(?P<found>(?:[3-7]0|thirty|forty|fifty|sixty|seventy))(?=[,.;)]\s|\s(?:with|and|from)\b)"
        r"|(?<!\w)лет\s(?P<other>(?:двадцати|тридцати|сорока|пятидесяти|шестидесяти|семидесяти)(?:\s[а-яё]{3,6}и)?)(?!\w)",
        0.6,
        "about how old somebody is",
    ),
    rule(
        Kind.AGE,
        r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten)[-\s]years?[-\s]olds?(?!\w)",
        0.9,
        "an age",
    ),
    rule(
        Kind.AGE,
        rf"\b(?:youngest|oldest|eldest|student|girl|boy|man|woman|lad|widow|bachelor)(?:,|\sof|\sof\sabout)\s(?P<found>(?:[1-7]\d|{_EN_NUMBER}))"
        r"(?=[,.;)!?])",
        0.75,
        "a number said of a person",
    ),
    rule(
        Kind.AGE,
        r"(?<!\w)(?:доче?р?[ьиюе]|дочке|сыну|сын[ау]?|реб[её]нку|брату|сестре|жене|мужу|матери|отцу|внуку|внучке)\s(?:тогда\s|было\s|"
        r"сейчас\s|уже\s|только\s|всего\s|исполнил\w+\s){0,2}(?P<found>(?:\d{1,2}|один|два|три|четыре|пять|шесть|семь|восемь|"
        r"девять|десять|полтора)\s(?:лет|года?))(?!\w)",
        0.85,
        "a number of years said of a person",
    ),
    rule(
        Kind.AGE,
        r"(?:ш[её]л|пош[её]л)\s(?:ему\s|ей\s|мне\s)?(?P<found>(?:(?:двадцать|тридцать|сорок|пятьдесят|шестьдесят)\s)?[а-яё]+(?:ый|ой|ий)\s"
        r"год)(?!\w)",
        0.85,
        "a year of life",
    ),
    rule(
        Kind.AGE,
        rf"(?:나이(?:가|는|를|도)?|올해|그때|당시)\s(?:벌써\s|겨우\s|이제\s)?(?P<found>{_KO_TENS}{_KO_ONES}?)(?![가-힣]{{3}})",
        0.8,
        "a number as of an age",
    ),
    rule(
        Kind.AGE,
        rf"(?<![가-힣])(?P<found>{_KO_TENS}{_KO_ONES})(?=인가|쯤|이고|이였|이었|였|,\s)",
        0.6,
        "a number as of an age",
    ),
    rule(
        Kind.AGE,
        r"(?<![가-힣])(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?살(?=짜리|이|에|때|\s때|[,.]|박이|배기|\s(?:난|된))",
        0.85,
        "an age",
    ),
)


def find(text: str) -> Iterator[Finding]:
    """Ages in `text`."""
    return apply(_AGES, text)
