"""What points at somebody without naming them: rank, family, nicknames."""

from collections.abc import Iterator

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.rules import apply, rule

_EN_KIN = r"(?:sons?|daughters?|children|child|kids|brothers?|sisters?|siblings|wife|husband|twins?|grandchildren)"
_EN_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|\d|an?\s(?:only|single)|a|one)"
_RU_KIN = (
    r"(?:сын(?:а|ов|овей)?|доч(?:ь|ери|ерей|ка|ки|ек)|дет(?:ей|и)|реб[её]нок|реб[её]нка|брат(?:а|"
    r"ьев)?|сест[её]?р[аы]?|сест[её]р|близнец\w{0,3}|внук\w{0,2})"
)
_RU_COUNT = (
    r"(?:дв[аеоу]\w{0,2}|тро?[иёе]\w{0,2}|четы?в?[её]?р\w{1,3}|пят[ьие]\w{0,3}|шест[ьие]\w{0,3}|"
    r"сем[ьие]\w{0,3}|восемь|восьмеро|\d|един\w+|одн[аи]\w?|один)"
)
_KO_KIN = r"(?:아들|딸|자식|자녀|아이|애|형제|자매|남매|동생|누이|누나|오빠|언니|형|쌍둥이)"
_KO_COUNT = r"(?:하나|둘|셋|넷|다섯|여섯|한\s?명|두\s?명|세\s?명|네\s?명|다섯\s?명)"
_RANKS = (
    rule(
        Kind.RANK,
        r"\b(?:an?\s|the\s)?(?:retired\s|former\s|junior\s|senior\s)*(?:major(?:\s|-)general|"
        r"lieutenant(?:\s|-)(?:colonel|general)|colonel|lieutenant|sergeant(?:\s|-)major|sergeant|"
        r"corporal|warrant\sofficer|(?<!a\s)(?<!the\s)captain\sin\sthe\s(?:army|navy|police)|"
        r"major\sin\sthe\s(?:army|police|navy)|general\sin\sthe\sarmy)\b",
        0.7,
        "a rank",
    ),
    rule(
        Kind.RANK,
        r"\b(?:rank\sof|been|was|as)\s(?P<found>(?:an?\s)?(?:major|captain|colonel|lieutenant|"
        r"sergeant|corporal|private|general)(?=\s(?:in|of)\s(?:the|our)|[.,;]))",
        0.75,
        "a rank",
    ),
    rule(
        Kind.RANK,
        r"(?<!\w)(?:(?:старш|младш|бывш)\w+\s)?(?:(?:генерал-)?(?:майор|лейтенант|полковник)|"
        r"подполковник|сержант|ефрейтор|прапорщик|старшин)(?:а|у|ом|е|ой|ы)?(?!\w)|(?<!\w)"
        r"(?:в\sзвании|звание)\s\w+|(?<!\w)(?P<found>капитан\w{0,2})\s(?:полиции|милиции|армии|"
        r"госбезопасности)",
        0.7,
        "a rank",
    ),
    rule(
        Kind.RANK,
        r"(?<![가-힣])(?:(?:인민군|륙군|해군|보위부|안전부|군대)\s?)?(?:대좌|상좌|중좌|소좌|"
        r"대위|상위|중위|소위|특무상사|중사|하사관|하사|대령|중령|"
        r"소령|준위|상등병|군관)(?=였|이[였었던다며고]|로\s|까지|출신|의|가|는|은|\s|[,.])",
        0.7,
        "a rank",
    ),
)
_FAMILY = (
    rule(
        Kind.FAMILY,
        r"\b(?:my\s|his\s|her\s|a\s)?(?:wife|husband|mother|father|parents?)\s(?:and|with)\s(?:my\s|"
        rf"his\s|her\s|our\s)?(?:{_EN_COUNT}\s)?(?:small\s|little\s|young\s|grown\s)?{_EN_KIN}\b",
        0.8,
        "who is in a family",
    ),
    rule(
        Kind.FAMILY,
        r"\b(?:have|has|had|left|with|raised|raising|are|were|of)"
        rf"\s(?:behind\s)?(?P<found>{_EN_COUNT}\s(?:small\s|little\s|young\s|grown\s|older\s|"
        r"younger\s)*(?:sons?|daughters?|children|kids|brothers?|sisters?|siblings|twins))"
        rf"\b(?:\s(?:and)\s(?:{_EN_COUNT}\s)?{_EN_KIN})?",
        0.75,
        "who is in a family",
    ),
    rule(
        Kind.FAMILY,
        r"\b(?:the\s(?:youngest|eldest|oldest|second|third|middle)\sof\s\w+(?:\s(?:children|sons|"
        r"daughters|brothers|sisters))?|only\s(?:son|daughter|child)|(?:have|had|has)\sa\stwin|twin\s(?:sons?|brothers?|"
        r"sisters?|daughters?)|(?:two|three|four|five|six|seven)\schildren,\sI\s\w+\sthe\s\w+|"
        r"I\s(?:am|was)\sthe\s(?:youngest|eldest))\b",
        0.8,
        "who is in a family",
    ),
    rule(
        Kind.FAMILY,
        rf"(?<!\w)(?:жена|муж|мать|отец|родители)\s(?:и|с)\s(?:{_RU_COUNT}\s)?(?:(?:мал|взросл|маленьк|"
        rf"несовершеннолетн)\w+\s)?{_RU_KIN}(?!\w)",
        0.8,
        "who is in a family",
    ),
    rule(
        Kind.FAMILY,
        r"(?<!\w)(?:дво|тро|четв[её]р|пятер|шестер|семер)\w{0,3}\s(?:(?:мал|взросл)"
        rf"\w+\s)?{_RU_KIN}(?!\w)|(?:у\s(?:меня|него|не[её])|было|есть|осталис\w|остал\w+)\s(?:дома\s|"
        rf"там\s)?(?P<found>{_RU_COUNT}\s(?:(?:мал|старш|младш|взросл)\w+\s)?{_RU_KIN})(?!\w)|"
        r"(?P<other>единственн\w+\s(?:сын|доч|реб)\w*|(?:младш|старш|средн)\w+\sиз\s\w+\s(?:детей|"
        r"братьев|сест[её]р))",
        0.75,
        "who is in a family",
    ),
    rule(
        Kind.FAMILY,
        r"(?<![가-힣])(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|\d+)\s?살(?:짜리|박이|배기)?\s(?:난\s|된\s)?(?:아들|딸|아이|애|손자|손녀)(?![가-힣]{3})|"
        rf"(?<![가-힣]){_KO_KIN}(?:만|이|은|도)?\s?{_KO_COUNT}(?![가-힣]{{4}})|(?<![가-힣])"
        r"(?:한|두|세|네|다섯)\s(?:아들|"
        r"딸|남매|자매|형제|자식)(?![가-힣]{3})|외(?:아들|딸|동딸|동아들)|(?:이|삼|사|오|육|"
        r"칠)(?:남매|형제|자매)|\d남\s?\d녀|쌍둥이|"
        r"\d\s?(?:남매|형제|자매)|(?:맏아들|맏딸|막내딸|막내아들)(?![가-힣]{4})",
        0.75,
        "who is in a family",
    ),
)
_NICKNAMES = (
    rule(Kind.NICKNAME, r"\b(?:nick-?named|nickname\s(?:was|is)|known\sas|called\s(?:him|her|me|us|them)|went\sby|"
        r"everyone\scalled\s\w+)\s(?:the\s)?(?P<found>[\"'«][^\"'«»\n]{2,30}[\"'»])", 0.9, "a nickname"),
    rule(Kind.NICKNAME, r"\b(?:whom\s(?:\w+\s){1,3}called|(?:we|they|people|everybody|all)\scalled\s\w+)\s"
        r"(?P<found>[\"'«][^\"'«»\n]{2,30}[\"'»]|(?-i:the\s[A-Z][a-z]+))", 0.85, "a nickname"),
    rule(Kind.NICKNAME, r"(?P<found>[\"'«][^\"'«»\n.!?]{2,24}[\"'»])[.,]?\s(?:that'?s\s(?:what|how)|(?:is|was)\swhat)\s"
        r"(?:they|we|everybody|"
        r"everyone|people|all)\s(?:all\s)?call", 0.85, "a nickname"),
    rule(Kind.NICKNAME, r"\b(?:nick-?named|nickname\s(?:was|is)|whom\swe\scalled|we\scalled\s(?:him|her)|"
        r"they\scalled\s(?:him|her|me))\s(?P<found>(?-i:(?:the\s)?[A-Z][\w-]+(?:\s[A-Z][\w-]+)?))", 0.8, "a nickname"),
    rule(Kind.NICKNAME, r"(?:прозвищ\w+|кличк\w+|прозва\w+|зва(?:л|ла|ли)|называл[аи]?|окрестил\w*)\s"
        r"(?:(?:его|её|ее|меня|у\sнего|был[оа]?|мы|все|просто)\s){0,3}[-:]?\s?"
        r"(?P<found>[«\"'][^«»\"'\n]{2,30}[»\"'])", 0.9, "a nickname"),
    rule(Kind.NICKNAME, r"(?:по\s(?:прозвищу|кличке)|прозвище|кличка)\s(?P<found>(?-i:[А-ЯЁ][а-яё]+))",
        0.9, "a nickname"),
    rule(Kind.NICKNAME, r"(?:별명|별호|호칭)(?:이|은|을|으로)?\s?(?:그냥\s)?['\"«]?(?P<found>[가-힣]{2,8}?)"
        r"['\"»]?(?=이?[였라었다]|이고|인|"
        r"으로|로)", 0.85, "a nickname"),
    rule(Kind.NICKNAME, r"(?P<found>['\"«][가-힣 ]{1,12}['\"»])\s?(?:이?라고|이란|이라는|라는)\s?(?:별명|불렀|"
        r"불리|불러|부르|놀렸|놀려)", 0.9, "a nickname"),
    rule(Kind.NICKNAME, r"(?<![가-힣])(?P<found>[가-힣]{1,8}?)이?라고(?:들)?\s(?:뒤에서\s|다들\s|모두\s)?"
        r"(?:불렀|불리|불러|부르|부른|놀림|놀렸|놀려)|"
        r"(?:우리끼리는?|다들|모두|뒤에서|사람들은|별명으로)\s(?P<other>[가-힣]{1,8}?)이?라고(?:들)?\s?"
        r"(?:불렀|불리|불러|부르|했[지다어는]|놀)",
        0.8, "a nickname"),
)  # fmt: skip


def find(text: str) -> Iterator[Finding]:
    """Ranks, families and nicknames in `text`."""
    return apply((*_RANKS, *_FAMILY, *_NICKNAMES), text)
