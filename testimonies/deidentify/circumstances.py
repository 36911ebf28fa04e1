"""What points at somebody without naming them: rank, family, injuries, rare events, nicknames."""

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
_EN_PART = (
    r"(?:eyes?|fingers?|thumb|hand|arm|leg|foot|toes?|ribs?|back|spine|skull|jaw|nose|teeth|tooth|"
    r"hearing|sight|ear|knee|ankle|wrist|collarbone|shoulder|hip|pelvis|kidney)"
)
_RU_PART = (
    r"(?:глаз\w{0,2}|пал(?:ец|ьц\w{1,3})|рук\w{1,2}|ног\w{1,2}|ребр\w{0,2}|р[её]бер|"
    r"позвоночник\w?|череп\w?|челюст\w|нос\w?|зуб\w{0,2}|слух\w?|зрени\w|ух\w|колен\w{1,2}|"
    r"ключиц\w|плеч\w|таз\w?|кист\w{1,2}|ступн\w{1,2}|почк\w)"
)
_KO_PART = r"(?<![가-힣])(?:눈|손가락|엄지|손|팔|다리|발|발가락|갈비뼈|허리|척추|머리|턱|코|청력|시력|귀|무릎|발목|손목|어깨|골반|쇄골|신장)"

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
        r"(?<![가-힣])(?:(?:인민군|륙군|해군|보위부|안전부|군대)\s?)?(?:대좌|상좌|중좌|소좌|대위|상위|중위|소위|특무상사|중사|하사관|하사|대령|중령|"
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
        r"daughters|brothers|sisters))?|only\s(?:son|daughter|child)|twin\s(?:sons?|brothers?|"
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
        rf"(?<![가-힣]){_KO_KIN}(?:만|이|은|도)?\s?{_KO_COUNT}(?![가-힣]{{4}})|(?<![가-힣])(?:한|두|세|네|다섯)\s(?:아들|"
        r"딸|남매|자매|형제|자식)(?![가-힣]{3})|외(?:아들|딸|동딸|동아들)|(?:이|삼|사|오|육|칠)(?:남매|형제|자매)|\d남\s?\d녀|쌍둥이|"
        r"\d\s?(?:남매|형제|자매)|(?:맏아들|맏딸|막내딸|막내아들)(?![가-힣]{4})",
        0.75,
        "who is in a family",
    ),
)
_INJURIES = (
    rule(
        Kind.INJURY,
        r"\b(?:lost|losing|broke|broken|crushed|severed|fractured|burn(?:t|ed)|amputated|shattered|"
        r"smashed|cut\soff|tore\soff|injured|mangled|missing)\s(?:(?:my|his|her|the|their|an?|both|"
        r"one|two|three|four|five|several|some|left|right|of|most|all|index|middle|little|big)"
        rf"\s){{0,4}}{_EN_PART}\b(?:\s(?:off|in|of\s(?:my|his|her)\s\w+))?",
        0.8,
        "an injury",
    ),
    rule(
        Kind.INJURY,
        rf"\b(?:\w+\s)?{_EN_PART}\s(?:was|were|had\sbeen|is|are|got)?\s?(?:missing|gone|amputated|"
        r"crushed|broken|fractured|severed|cut\soff|torn\soff|burn(?:t|ed)|paraly[sz]ed)\b|\b(?:blind|"
        r"deaf)\sin\s(?:one|my|his|her)\s\w+(?:\s\w+)?\b|\b(?:paraly[sz]ed|amputee|limp(?:s|ed|"
        r"ing)?\b|scar\s(?:on|across|over)\s(?:my|his|her)\s\w+(?:\s\w+)?)",
        0.75,
        "an injury",
    ),
    rule(
        Kind.INJURY,
        r"(?<!\w)(?:лишил\w+|потерял\w*|сломал\w*|слома[нл]\w*|разда[вб]\w+|ампутир\w+|оторва\w+|"
        r"отреза\w+|отруб\w+|отморо\w+|обж[её]г\w*|обожж?[её]?[гн]?\w*|разб[ии]л\w*|раздроб\w+|"
        r"повред\w+|вывих\w+|прищем\w+)\s(?:(?:мне|ему|ей|себе|был[аои]?|лев\w+|прав\w+|об[ае]\w?|"
        rf"дв[аеу]\w?|тр[иё]\w?|один|одного|четыре|пять|несколько|фаланг\w*)\s){{0,3}}{_RU_PART}(?!\w)",
        0.8,
        "an injury",
    ),
    rule(
        Kind.INJURY,
        r"(?<!\w)без\s(?:(?:дву\w|тр[её]\w|одного|одной|лев\w+|прав\w+|об\w+)"
        rf"\s){{1,2}}{_RU_PART}(?!\w)|(?<!\w){_RU_PART}\s(?:оторвало|отрезало|раздавило|ампутировали|"
        r"перебило|отрубило|отдавило|отняли|парализовало)|(?:ослеп|оглох)\w*\sна\s\w+\s\w+|(?:слеп|"
        r"глух)\w+\sна\s\w+\s\w+|(?<!\w)(?:хромает|хромал|хромой|парализован\w*|шрам\sна\s\w+)",
        0.8,
        "an injury",
    ),
    rule(
        Kind.INJURY,
        rf"(?:(?:왼쪽|오른쪽|왼|오른|한쪽|두)\s?)?{_KO_PART}(?:\s(?:한|두|세|네|다섯|여섯)\s?(?:개|대|쪽|마디)?)?(?:가|이|을|를|은|"
        r"는|도)?\s?(?:(?:한|두|세|네|다섯)\s?(?:개|대|마디)(?:가|를)?\s?)?(?:다\s)?(?:부러[지졌진뜨져]\w*|잘[리렸린려]\w*|"
        r"끊어[지졌진져]\w*|잃[었은고어]\w*|으스러\w+|절단\w*|마비\w*|멀[었어]\w*|없었\w*|없는\s사람|없어\w*|화상\w*|데[었여]\w*|"
        r"깔[렸려]\w*|짓눌\w+|뭉개\w*|실명\w*)",
        0.75,
        "an injury",
    ),
    rule(
        Kind.INJURY,
        r"(?<![가-힣])(?:실명했|실명한|의족|의수|절름발이|다리를\s절|한쪽\s눈이\s안|흉터가)\w*|(?:척추|두개골|갈비뼈)\s?골절",
        0.75,
        "an injury",
    ),
)
_EVENTS = (
    rule(
        Kind.EVENT,
        r"\b(?:the\s)?(?:hunger\sstrike|explosion|collapse|fire|shooting|stabbing|murder|suicide|"
        r"mutiny|riot|crash|sinking|shipwreck|avalanche|kidnapping|hijacking|wildcat\sstrike)"
        r"\s(?:(?:on|at|in|of|aboard)\s(?:the|our|a)\s[\w-]+(?:\s(?!which|that|and|was|were|when|had|"
        r"we|i\b)[\w-]+)?)",
        0.65,
        "a rare event",
    ),
    rule(
        Kind.EVENT,
        r"\b(?:the\s(?:only|first|last)\s(?:woman|man|north\skorean|korean|girl|clergyman|one|person|"
        r"worker|student|doctor)\s(?:ever\s|there\s|who\s|to\s|in\s)[\w-]+(?:\s[\w-]+){0,3})",
        0.6,
        "the only or the first",
    ),
    rule(
        Kind.EVENT,
        r"\b(?:in\sthe\s(?:newspapers?|news)|on\s(?:the\s)?(?:television|tv|news))\b",
        0.6,
        "what was in the news",
    ),
    rule(
        Kind.EVENT,
        r"(?<!\w)(?:голодовк\w|взрыв\w?|обрушени\w|пожар\w?|перестрелк\w|убийств\w|самоубийств\w|"
        r"мятеж\w?|бунт\w?|крушени\w|лавин\w|похищени\w|поножовщин\w)\s(?:на|в|во)"
        r"\s[\w-]+(?:\s[\w-]+)?",
        0.65,
        "a rare event",
    ),
    rule(
        Kind.EVENT,
        r"(?<!\w)(?:единственн\w+\s(?:женщин\w|мужчин\w|кореец|кореянк\w|девушк\w)(?:\s(?:на|в|из|"
        r"среди|кто)\s[\w-]+)?|перв\w+\s(?:из\s(?:северокорейц\w+|корейц\w+)|кто)\s\w+)|(?:писали|"
        r"показ\w+|сообщ\w+)\s(?:в|по)\s(?:газетах?|телевизор\w|новостях)|(?:в\sгазетах|"
        r"по\sтелевизору)\s(?:писали|показ\w+)",
        0.6,
        "a rare event",
    ),
    rule(
        Kind.EVENT,
        r"[가-힣]+\s?(?:단식\s?투쟁|폭발\s?사고|붕괴\s?사고|화재\s?사고|침몰\s?사고|총격\s?사건|살인\s?사건|자살\s?사건|폭동|납치\s?사건)|"
        r"(?:신문|텔레비죤|텔레비전|방송|뉴스)(?:에|에까지|에도)\s(?:났|난|나온|나왔|실렸|보도)\w*|유일한\s(?:녀자|여자|녀성|여성|조선사람|처녀)\w*",
        0.65,
        "a rare event",
    ),
)
_NICKNAMES = (
    rule(Kind.NICKNAME, r"\b(?:nick-?named|nickname\s(?:was|is)|known\sas|called\s(?:him|her|me|us|them)|went\sby|"
        r"everyone\scalled\s\w+)\s(?:the\s)?(?P<found>[\"'«][^\"'«»\n]{2,30}[\"'»])", 0.9, "a nickname"),
    rule(Kind.NICKNAME, r"\b(?:nick-?named|nickname\s(?:was|is)|whom\swe\scalled|we\scalled\s(?:him|her)|"
        r"they\scalled\s(?:him|her|me))\s(?P<found>(?-i:(?:the\s)?[A-Z][\w-]+(?:\s[A-Z][\w-]+)?))", 0.8, "a nickname"),
    rule(Kind.NICKNAME, r"(?:прозвищ\w+|кличк\w+|прозва\w+|звали|называл[аи]?|окрестил\w*)\s(?:(?:его|её|ее|меня|"
        r"у\sнего|был[оа]?|мы|все|просто)\s){0,3}[-:]?\s?(?P<found>[«\"'][^«»\"'\n]{2,30}[»\"'])", 0.9, "a nickname"),
    rule(Kind.NICKNAME, r"(?:по\s(?:прозвищу|кличке)|прозвище|кличка)\s(?P<found>(?-i:[А-ЯЁ][а-яё]+))", 0.9, "a nickname"),
    rule(Kind.NICKNAME, r"(?:별명|별호|호칭)(?:이|은|을|으로)?\s?(?:그냥\s)?['\"«]?(?P<found>[가-힣]{2,8}?)['\"»]?(?=이?[였라었다]|이고|인|"
        r"으로|로)", 0.85, "a nickname"),
    rule(Kind.NICKNAME, r"(?P<found>['\"«][가-힣 ]{2,12}['\"»])\s?(?:이?라고|이란|이라는|라는)\s?(?:별명|불렀|불리|불러|부르|놀렸|놀려)", 0.9, "a nickname"),
)  # fmt: skip


def find(text: str) -> Iterator[Finding]:
    """Indirect identifiers in `text`."""
    return apply((*_RANKS, *_FAMILY, *_INJURIES, *_EVENTS, *_NICKNAMES), text)
