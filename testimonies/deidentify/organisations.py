"""Employers and sites."""

from collections.abc import Iterator

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.rules import apply, rule

_CAPITALS = r"(?:[A-ZА-ЯЁ0-9][\w.'&-]*)(?:\s(?:of\s(?:the\s)?|and\s|&\s|for\s|the\s)?[A-ZА-ЯЁ0-9][\w.'&-]*){0,5}"
_QUOTED = r"[«\"'][^«»\"'\n]{2,60}[»\"']"
_QUOTED_RU = r"[«\"][^«»\"\n]{2,60}[»\"]"

_FORM = r"(?:ООО|ОАО|ЗАО|ПАО|АО|НПО|ТОО|ФГУП|ГУП|МУП|НКО|ЧОП|СК|ГК|ТПК|ДСК|СМУ|ПМК|ОсОО)"
_EMPLOYERS = (
    rule(
        Kind.EMPLOYER,
        rf"(?<!\w){_FORM}(?:\s?{_QUOTED_RU}|[-\s]?№?\s?\d+|\s[А-ЯЁA-Z][\w-]+(?:[\s-][А-ЯЁA-Z][\w-]+)*)",
        0.97,
        "a company",
        exact=True,
    ),
    rule(Kind.EMPLOYER, r"(?<!\w)ИП\s[А-ЯЁ][\w-]+(?:\s[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?)?", 0.97, "a company", exact=True),
    rule(
        Kind.EMPLOYER,
        r"(?<!\w)(?:(?:строительн|торгов|управляющ|рыболовн|швейн|лесозаготовительн|совместн|"
        r"генподрядн)\w+\s)?(?:фирм|компани|корпораци|предприяти|завод|комбинат|фабрик|трест|холдинг|"
        r"кооператив|артел|колхоз|совхоз|банк|центр|фонд|организаци|агентств|леспромхоз|лесокомбинат|"
        r"рыбокомбинат|концерн|подрядчик)"
        rf"\w{{0,3}}(?:\s[а-яё]+){{0,2}}?\s(?:под\sназванием\s)?{_QUOTED_RU}",
        0.92,
        "a company",
    ),
    rule(
        Kind.EMPLOYER,
        r"(?:фирм|компани|корпораци|предприяти|завод|холдинг)"
        r"\w{0,3}\s(?P<found>(?-i:[А-ЯЁA-Z][\w-]+(?:\s[А-ЯЁA-Z][\w-]+)*))",
        0.8,
        "a company",
    ),
    rule(Kind.EMPLOYER, rf"\b(?:OOO|ZAO|OAO|PAO|LLC|JSC)\s[\"«']?{_CAPITALS}[\"»']?", 0.97, "a company", exact=True),
    rule(
        Kind.EMPLOYER,
        rf"\b(?:the\s)?{_CAPITALS},?\s(?:LLC|Ltd\.?|Inc\.?|Co\.(?:,?\sLtd\.?)?|JSC|GmbH|Corp\.?|"
        r"Limited|Corporation|Trading|Company|Group|Holding|Enterprise|Agency|Foundation|Mining|"
        r"Fisheries|Shipping)(?!\w)(?:\s(?:Company|Corporation|Ltd\.?|LLC|Co\.?))?",
        0.9,
        "a company",
        exact=True,
    ),
    rule(
        Kind.EMPLOYER,
        r"(?i:\b(?:company|firm|employer|corporation|contractor|factory|plant|mill|agency|enterprise|"
        r"subcontractor|cooperative)(?:\swas)?(?:\s(?:called|named|by\sthe\sname\sof))\s)"
        rf"(?P<found>[\"«']?{_CAPITALS}[\"»']?)",
        0.9,
        "a company",
        exact=True,
    ),
    rule(
        Kind.EMPLOYER,
        r"\b(?:[Tt]he\s)?(?:[A-Z][\w'-]+\s){1,4}(?:Aid\sCent(?:re|er)|Legal\sCent(?:re|er)|"
        r"Cent(?:re|er)|Factory|Plant|Combine|Mill|Bureau|Institute)\b",
        0.75,
        "an organisation",
        exact=True,
    ),
    rule(
        Kind.EMPLOYER,
        r"(?:\(주\)|㈜|주식회사)\s?[가-힣A-Za-z]+|(?<![가-힣A-Za-z])[가-힣A-Za-z]{2,24}\s?(?:주식회사|유한회사|유한책임회사|\(주\))",
        0.95,
        "a company",
    ),
    rule(
        Kind.EMPLOYER,
        r"(?<![가-힣])(?!우리|이|그|저|어느|같은|다른|큰|작은|러시아|로씨야|외국|한국|중국|건설회사|무역회사|수산회사)"
        r"[가-힣A-Za-z]{1,8}(?:무역총회사|무역회사|총회사|건설회사|수산회사|합작회사|"
        r"련합기업소|연합기업소|림업련합|림업대표부|건설사업소|림산사업소|대외건설|무역|"
        r"쎈터|센터|기업소|총국)(?![가-힣]{3}|도|들)",
        0.8,
        "a company",
    ),
    rule(
        Kind.EMPLOYER,
        r"(?:회사|기업소|공장|업체|사업소)\s?['\"«]\s?(?P<found>[가-힣\w -]{2,30})['\"»]|"
        r"['\"«](?P<other>[가-힣\w -]{2,30})['\"»]\s?(?:라는\s|이라는\s)?(?:회사|기업소|공장|업체|사업소|그루빠)",
        0.85,
        "a company",
    ),
)
_SITES = (
    rule(Kind.SITE, r"(?:ЖК|ТЦ|ТРЦ|ТРК|БЦ|стадион\w{0,2}|гостиниц\w{1,2}|отел\w{1,2}|санатори\w{1,2}|"
        r"ресторан\w{0,2}|кафе|рын(?:ок|ка|ке|ку)|аэропорт\w{0,2}|порт\w{0,2}|лагер\w{1,2}|"
        r"объект\w{0,2}|стройк\w{1,2}|стройплощадк\w{1,2}|общежити\w{1,2}|дач\w{1,2}|"
        r"жил\w+\sкомплекс\w{0,2}|торгов\w+\sцентр\w{0,2}|шахт\w{1,2}|рудник\w{0,2}|"
        r"космодром\w{0,2}|верф\w{1,2}|лесопилк\w{1,2}|карьер\w{0,2}|терминал\w{0,2}|арен\w{1,2}|ферм\w{1,2}|теплиц\w{1,2}|участ(?:ок|ка|"
        rf"ке)|больниц\w{{1,2}}|клиник\w{{1,2}}|школ\w{{1,2}}|детск\w+\sсад\w{{0,2}})\s(?:{_QUOTED_RU}|"
        r"№\s?\d+|(?-i:[А-ЯЁA-Z][\w-]+\s[Аа]рен\w+))", 0.92, "a site"),
    rule(Kind.SITE, r"\b(?:the\s)?[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)*\s(?:Arena|Stadium|Hotel|Restaurant|Hospital|"
        r"Airport|Cosmodrome|Shipyard|Dormitory|Residence|Residences|Towers?|Plaza|Mall|Bridge|Mine|"
        r"Camp|Farm|Market|Shopping\sCent(?:re|er)|Business\sCent(?:re|er)|University|School|Church|"
        r"Port)\b", 0.85, "a site", exact=True),
    rule(Kind.SITE, r"\b(?:[Tt]he\s)?[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)*\s(?:sawmill|quarry|cement\sworks|brickworks|"
        r"shopping\scent(?:re|er)|housing\sestate|shipyard|mine|dormitory|cannery|"
        r"fish\splant)\b", 0.8, "a site", exact=True),
    rule(Kind.SITE, r"\b(?i:stadium|hotel|restaurant|dormitory|camp|school|hospital|mine|shipyard|site|port|"
        r"container|barracks|market|café|cafe|cosmodrome)\s(?:(?i:called|named)"
        r"\s)?(?:[\"«'][^\"»'\n]{2,40}[\"»']|(?i:no\.?|number)\s?\d+|"
        r"[A-Z][\w-]+(?:\s[A-Z][\w-]+)*)", 0.8, "a site", exact=True),
    rule(Kind.SITE, r"(?<![가-힣])(?:[가-힣A-Za-z]{2,8}\s?(?:아레나|스타디움)|(?!우리|축구|대형|외국|국제|"
        r"시립|중앙|종합)"
        r"[가-힣A-Za-z]{2,8}(?:경기장|체육관|호텔|조선소|쇼핑몰|쇼핑센터|비행장|우주기지|려관)"
        r")(?:(?=에|은|는|이|가|을|를|의)|\s(?:건설장?|현장|공사장|공사))", 0.6, "a site"),
    rule(Kind.SITE, r"['\"«](?P<found>[가-힣\w -]{2,20})['\"»]\s?(?:이라는\s|라는\s)?(?:호텔|식당|아파트|"
        r"상점|현장|단지|경기장|공사장)|"
        r"(?<!\d)제?\d{1,4}호?\s?(?:기숙사|합숙|학교|중학교|소학교|사업소|작업소|현장)(?![가-힣]{3})", 0.8, "a site"),
)  # fmt: skip


def find(text: str) -> Iterator[Finding]:
    """Employers and sites in `text`."""
    return apply((*_EMPLOYERS, *_SITES), text)
