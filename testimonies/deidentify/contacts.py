"""Ways to reach somebody: e-mail, messenger handles, phone numbers, addresses on the net, coordinates."""

import re
from collections.abc import Iterator

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.rules import apply, rule

_MESSENGER = r"""(?:telegram|tg|whats\s?app|kakao\s?talk|kakao|wechat|weixin|viber|signal|skype|line|instagram|facebook|
  vk|vkontakte|wickr|threema|imo|zalo|odnoklassniki|messenger|телеграмм?\w{0,2}|телег[аеуи]|ватс?ап\w{0,2}|
  вотсап\w{0,2}|
  вайбер\w{0,2}|скайп\w{0,2}|вконтакте|инстаграмм?\w{0,2}|каката?лк\w{0,2}|как[ао]о(?:ток\w{0,2})?|вичат\w{0,2}|
  텔레그[램람]|텔레|카카오톡|카카오|카톡|위챗|웨이신|왓츠앱|와츠앱|라인|바이버|스카이프|시그널|인스타(?:그램)?|
  페이스북)"""
_ACCOUNT = r"""(?:id|username|user\s?name|user|handle|nick(?:name)?|login|account|contact|name|айди|ид|
  ник\w{0,3}|логин\w{0,2}|
  аккаунт\w{0,2}|имя\s+пользователя|아이디|계정|닉네임|대화명)"""

_RULES = (
    rule(Kind.EMAIL, r"(?<![\w.+%'-])[\w.+%'-]{1,64}\s?@\s?(?:[\w-]+\.)+[a-zа-яё]{2,}", 0.99, "an e-mail address"),
    rule(
        Kind.EMAIL,
        r"""(?<!\w)[a-z0-9][\w.+%-]{0,63}\s?(?:[\[({<]\s?(?:at|собака|골뱅이|앳)\s?[\])}>]|(?<=\s)(?:собака|골뱅이|
  앳)(?=\s))\s?
        [a-z0-9][\w-]{0,63}(?:\s?(?:\.|[\[({<]\s?(?:dot|точка|점|닷)\s?[\])}>]|\s(?:dot|точка|점|닷)\s)\s?[a-z]{2,})+
        |(?<!\w)[a-z0-9][\w.+%-]{0,63}\sat\s[a-z0-9][\w-]{0,63}(?:(?:\sdot\s|\.)(?:com|ru|org|net|kr|cn|su|me|info|uz|kp|
  ua)(?![a-z]))+""",
        0.95,
        "an e-mail address written so that machines miss it",
    ),
    rule(Kind.HANDLE, r"(?<![a-z0-9_.@/])@[a-zа-я0-9][a-zа-я0-9_.]{1,31}(?<!\.)", 0.95, "a handle after @"),
    rule(Kind.HANDLE, r"(?:https?://)?(?:t\.me|wa\.me|vk\.com|ok\.ru|telegram\.me)/[\w+./-]*[\w+]", 0.97, "a profile"),
    rule(Kind.HANDLE, r"(?<!\w)wxid_\w+|(?<!\w)live:[\w.]+", 0.97, "a messenger account"),
    rule(
        Kind.HANDLE,
        rf"""(?:{_MESSENGER}[\w가-힣]{{0,2}}[^\w\n@]{{0,4}}(?:[^\W\d_]+\s){{0,3}}?{_ACCOUNT}[가-힣]{{0,2}}
        (?:\s(?:is|was|:|-|это|был)?)?[\s:=\-"'«(]*)
        (?P<found>[a-z0-9_][\w.\-]{{2,31}})(?<![.\-])""",
        0.9,
        "an account of a messenger",
    ),
    rule(
        Kind.HANDLE,
        rf"(?<!\w){_MESSENGER}[가-힣]{{0,2}}[\s:=\-\"'«(]*(?P<found>(?=[\w.]*[\d_])[a-z_][a-z0-9_.]{{3,31}})(?<!\.)",
        0.9,
        "a word with digits or underscores after the name of a messenger",
    ),
    rule(
        Kind.HANDLE,
        rf"(?:(?<!\w)(?:my|his|her|their|our)\s{_MESSENGER}\s(?:is|was)\s|(?<!\w)(?:мой|его|е[её]|наш|их)\s{_MESSENGER}\s?(?:[-–:]\s?|был\s)|"
        rf"{_MESSENGER}(?:은|는|:)\s?)[\"'«]?(?P<found>[a-z][a-z0-9_.]{{2,31}})(?<!\.)(?!\s(?:used|not|gone|dead|off|how|where))",
        0.8,
        "a word said to be an account of a messenger",
    ),
    rule(
        Kind.HANDLE,
        rf"(?<!\w){_ACCOUNT}[가-힣]{{0,2}}(?:\s(?:is|was))?[\s:=\-\"'«(]+(?P<found>(?=[\w.]*[\d_])"
        r"[a-z_][a-z0-9_.]{3,31})(?<!\.)",
        0.8,
        "a word with digits or underscores after “account”",
    ),
    rule(
        Kind.HANDLE,
        r"(?<![\w@./:-])(?=[a-z_.]*\d|[a-z\d.]*_)[a-z]{3,}[_.]?[a-z0-9_]*(?:_[a-z][a-z0-9_]+|\d{2,4})(?![a-z0-9_@])",
        0.6,
        "letters and digits as in an account name",
    ),
    rule(
        Kind.URL, r"(?:(?:https?|ftp|tg)://|www\.)[^\s<>«»\"'()\[\]⟨⟩가-힣]*[a-zа-я0-9/]", 0.99, "an address on the net"
    ),
    rule(
        Kind.URL,
        r"""(?<![\w@.-])(?:[a-z0-9а-я][a-z0-9а-я-]*\.)+(?:com|org|net|info|ru|рф|su|kr|kp|cn|uz|kz|me|io|onion|
  biz|site|eu|
        uk|de|online|app|tv)(?![\w.]\w)(?:/[^\s<>«»\"'()가-힣]*[a-zа-я0-9/])?(?![a-zа-я0-9_@])""",
        0.9,
        "the name of a site",
    ),
    rule(Kind.URL, r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)", 0.8, "a network address"),
    rule(
        Kind.COORDINATES,
        r"(?<![\w.])"
        r"[-+]?\d{1,3}[.,]\d{3,8}(?:\s?°)?(?:\s?[NSСЮ])?[,;/\s]+[-+]?\d{1,3}[.,]\d{3,8}(?:\s?°)?(?:\s?[EWВЗ](?!\w)"
        r")?(?![.,]?\d)",
        0.95,
        "a latitude with a longitude",
    ),
    rule(
        Kind.COORDINATES,
        r"""(?:[NSEWСЮВЗ]\s?)?\d{1,3}(?:[.,]\d+)?\s?(?:°|º|градус\w*|degrees|
  도)\s?(?:\d{1,2}(?:[.,]\d+)?\s?(?:'|분|мин\w*))
        \s?(?:\d{1,2}(?:[.,]\d+)?\s?(?:"|''|초|сек\w*))?\s?(?:[сю]\.\s?ш\.|[вз]\.\s?д\.|[NSEWСЮВЗ](?!\w))?""",
        0.95,
        "degrees and minutes",
    ),
    rule(
        Kind.COORDINATES,
        r"(?:북위|남위|동경|서경)\s?\d{1,3}도(?:\s?\d{1,2}분)?(?:\s?\d{1,2}초)?"
        r"(?:[,\s]{0,2}(?:북위|남위|동경|서경)\s?\d{1,3}도(?:\s?\d{1,2}분)?(?:\s?\d{1,2}초)?)?",
        0.97,
        "degrees and minutes",
    ),
    rule(
        Kind.COORDINATES,
        r"(?:latitude|longitude|lat|lon|широта|долгота|위도|경도|북위|동경)[\s:=]*(?P<found>\d{1,3}(?:[.,]\d+)?°?)",
        0.9,
        "a latitude or a longitude",
    ),
)

_NUMBER = re.compile(r"(?<![\w.,/№#])(?:\+\s?)?\(?\d(?:[\s().\-/]{0,3}\d){4,16}(?![\d%])")
_CALLING = r"""phone|tel|mobile|cell|call|rang|ring|dial|whatsapp|viber|text|fax|sms|hotline|
    тел|телефон|звон|моб|сот|факс|связь|набра|набер|трубк|ватсап|вайбер|вотсап|전화|연락|휴대|핸드폰|손전화|폰|팩스|문자"""
_CUE = re.compile(rf"(?:{_CALLING}|number|номер|번호)[^\n]{{0,40}}$", re.IGNORECASE | re.VERBOSE)
_CALL = re.compile(rf"(?:{_CALLING})[^\n]{{0,40}}$", re.IGNORECASE | re.VERBOSE)
# The number of a paper: No. 0548-77, ВУ 0041827.
_SERIES = re.compile(r"(?:(?i:\bno\.|№)|(?<!\w)[A-ZА-Я]{1,2})\s?$")
_SHAPE = re.compile(
    r"""\+\d{7,15} | 8[3-9]\d{9} | 7[3-9]\d{9} | 01[016789]\d{7,8} | 0(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|50)\d{7,8} |
    00\d{8,13} | (?:810|\#)?(?:7[3-9]\d{9}|82\d{8,11}|850\d{7,10}|861[3-9]\d{9}|86\d{9,11}) | 1[3-9]\d{9} |
  19[0-9]\d{7} | 9\d{9}""",
    re.VERBOSE,
)
_DATE = re.compile(
    r"(?:1[5-9]|20)\d\d-(?:1[5-9]|20)\d\d|(?:19|20)\d\d[-./](?:0?\d|1[0-2])[-./][0-3]?\d|"
    r"[0-3]?\d[-./](?:0?\d|1[0-2])[-./](?:(?:19|20)?\d\d)"
)
_LOCAL = re.compile(r"\d{2,3}-\d{2}-\d{2}|\(\d{3,5}\)\s?\d{1,3}[\s-]?\d{2}[\s-]?\d{2,4}|\d{3,4}-\d{4}")


def find(text: str) -> Iterator[Finding]:
    """Everything in `text` by which somebody can be reached or a place be stood on."""
    yield from apply(_RULES, text)
    for match in _NUMBER.finditer(text):
        if reason := _phone(text, match):
            start = match.start() + (match[0].startswith("(") and ")" not in match[0])
            yield Finding(start, match.end(), Kind.PHONE, *reason)


def _phone(text: str, match: re.Match[str]) -> tuple[float, str] | None:
    digits = re.sub(r"[^\d+]", "", match[0])
    if match[0].startswith("+") and len(digits) >= 8:
        return 0.99, "a number with a country code"
    if _DATE.fullmatch(match[0]):
        return None
    if _SERIES.search(text, max(0, match.start() - 5), match.start()):
        return None
    # Nine digits are a North Korean passport's, and a stroke divides the number of a file, where nothing speaks of
    # calling but the word “number”.
    if (re.fullmatch(r"[1-9]\d{8}", digits) or "/" in match[0]) and not _CALL.search(
        text, max(0, match.start() - 60), match.start()
    ):
        return None
    if (
        _CUE.search(text, max(0, match.start() - 60), match.start())
        and 6 - (not match[0].isdigit()) <= len(digits) <= 15
    ):
        return 0.95, "a number after a word about calling"
    if _SHAPE.fullmatch(digits):
        return 0.9, "digits as in a phone number"
    if _LOCAL.fullmatch(match[0]):
        return 0.8, "digits grouped as in a local phone number"
    return None
