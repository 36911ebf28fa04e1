"""What happened to somebody that few others can tell of: injuries and rare events."""

from collections.abc import Iterator

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.rules import apply, rule

_EN_PART = (
    r"(?:eyes?|fingers?|thumb|hand|arm|leg|foot|toes?|ribs?|back|spine|skull|jaw|nose|teeth|tooth|"
    r"hearing|sight|ear|knee|ankle|wrist|collarbone|shoulder|heels?|elbow|neck|lung|hip|pelvis|kidney)"
)
_RU_PART = (
    r"(?:глаз\w{0,2}|пал(?:ец|ьц\w{1,3})|рук\w{1,2}|ног\w{1,2}|ребр\w{0,2}|р[её]бер|"
    r"позвоночник\w?|череп\w?|челюст\w|нос\w?|зуб\w{0,2}|слух\w?|зрени\w|ух\w|колен\w{1,2}|"
    r"ключиц\w|плеч\w|таз\w?|кист\w{1,2}|ступн\w{1,2}|почк\w|мизин\w{1,3}|пят(?:к\w|ок)|селез[её]нк\w)"
)
_KO_PART = (
    r"(?:눈|손가락|엄지|손|팔|다리|발|발가락|갈비뼈|허리|척추|머리|턱|코|청력|"
    r"시력|귀|무릎|발목|손목|어깨|골반|쇄골|신장)"
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
        r"crushed|broken|fractured|severed|cut\soff|torn\soff|burn(?:t|ed)|paraly[sz]ed)\b|\b(?:have|has|had|with)\s(?:only\s)?"
        rf"(?:one|two|three|four)\s(?:fingers?|legs?|arms?|hands?|eyes?|toes)(?:\sleft)?\b|\b(?:blind|"
        r"deaf)\sin\s(?:one|my|his|her)\s\w+(?:\s\w+)?\b|\b(?:paraly[sz]ed|amputee|limp(?:s|ed|"
        r"ing)?\b|scar\s(?:on|across|over)\s(?:my|his|her)\s\w+(?:\s\w+)?)",
        0.75,
        "an injury",
    ),
    rule(
        Kind.INJURY,
        r"(?<!\w)(?:(?:мне|ему|ей|нам|им)\s)?(?:лишил\w+|потерял\w*|сломал\w*|слома[нл]\w*|разда[вб]\w+|ампутир\w+|оторва\w+|"
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
        r"глух)\w+\sна\s\w+\s\w+|(?<!\w)(?:без|нет)\s(?:ноги|руки|глаза|пальца|мизинца|кисти|почки|уха)(?!\w)|(?<!\w)(?:хромает|хромал|хромой|парализован\w*|шрам\sна\s\w+)",
        0.8,
        "an injury",
    ),
    rule(
        Kind.INJURY,
        rf"(?<![가-힣])(?:(?:왼쪽|오른쪽|왼|오른|한쪽|두)\s?)?(?:손\s)?{_KO_PART}(?:\s(?:한|두|세|네|다섯|여섯)"
        r"\s?(?:개|대|쪽|마디)?)?(?:가|이|을|를|은|"
        r"는|도)?\s?(?:(?:한|두|세|네|다섯)\s?(?:개|대|마디)(?:가|"
        r"를)?\s?)?(?:다\s)?(?:부러[지졌진뜨져]\w*|잘[리렸린려]\w*|"
        r"끊어[지졌진져]\w*|잃[었은고어]\w*|으스러\w+|절단\w*|마비\w*|멀[었어]\w*|없었\w*|"
        r"없는\s사람|없어\w*|화상\w*|데[었여]\w*|"
        r"깔[렸려]\w*|짓눌\w+|뭉개\w*|실명\w*|얼[궈구었어]\w*(?:\s잘\w+)?|잘[랐라]\w*|찍[혔혀]\w*|못\s쓰[게는]\w*|동상\w*)",
        0.75,
        "an injury",
    ),
    rule(
        Kind.INJURY,
        r"(?<![가-힣])(?:실명했|실명한|의족|의수|절름발이|다리를\s절|한쪽\s눈이\s안|흉터가)"
        r"\w*|(?:척추|두개골|갈비뼈)\s?골절",
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
        r"\b(?:explosion|fire|collapse|avalanche|shooting|accident)\s(?:killed|that\skilled|took)\s[\w\s-]{1,20}?(?=[,.;]|\sof|\sin|\sand|$)|"
        r"\bthe\s[\w-]+\s(?:fire|accident|explosion|collapse)\s(?:at|of|in)\s(?:the\s)?[\w-]+(?:\s[\w-]+)?",
        0.6,
        "a rare event",
    ),
    rule(
        Kind.EVENT,
        r"(?<!\w)(?:при|от|во\sвремя|в)\s(?:пожар\w|взрыв\w|обвал\w|авари\w|обрушени\w)\s(?:погиб\w+|сгоре\w+|умер\w*)|"
        r"(?<!\w)рухнул[аио]?\s(?:леса|кран|крыша|стена|перекрытие|опалубка)|(?<!\w)брат-близнец\w*",
        0.6,
        "a rare event",
    ),
    rule(
        Kind.EVENT,
        r"(?<![가-힣])[가-힣]{1,10}\s?(?:폭발|화재|붕괴|침몰|추락)(?=로\s|에서\s|때\s|가\s났|이\s일|사고|[,.])(?:\s?사고)?|"
        r"[가-힣]+[이가]\s(?:떨어진|무너진|내려앉은|넘어진|폭발한|터진)\s(?:사고|날|일)",
        0.6,
        "a rare event",
    ),
    rule(
        Kind.EVENT,
        r"(?<![가-힣])[가-힣]{1,12}\s?(?:단식\s?투쟁|폭발\s?사고|붕괴\s?사고|화재\s?사고|침몰\s?사고|"
        r"총격\s?사건|살인\s?사건|자살\s?사건|폭동|납치\s?사건)|"
        r"(?:신문|텔레비죤|텔레비전|방송|뉴스)(?:에|에까지|에도)\s(?:났|난|나온|나왔|실렸|"
        r"보도)\w*|유일한\s(?:녀자|여자|녀성|여성|조선사람|처녀)\w*",
        0.65,
        "a rare event",
    ),
)


def find(text: str) -> Iterator[Finding]:
    """Injuries and rare events in `text`."""
    return apply((*_INJURIES, *_EVENTS), text)
