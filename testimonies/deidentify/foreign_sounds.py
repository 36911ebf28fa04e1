"""Hangul that writes no Korean word: syllables, endings and whole names that only foreign words have."""

import re
from functools import cache

from testimonies.deidentify.plain_words import is_plain
from testimonies.deidentify.rules import words

_FIRST, _VOWEL = 588, 28


def _open(*vowels: int) -> str:
    """All syllables with one of the vowels and no consonant at the end."""
    return "".join(chr(0xAC00 + initial * _FIRST + vowel * _VOWEL) for initial in range(19) for vowel in vowels)


# -ов, -ев, -ова, -ева with whatever stands before them: Кузнецов is 꾸즈네쪼브, Шалаева is 샬라예바.
_BEFORE_V = _open(8, 12, 5, 7, 4, 6)
_EN = "".join(chr(ord(syllable) + 4) for syllable in _open(5, 7))
ENDING = (
    rf"[{_BEFORE_V}](?:브|프|바|비치|위치|비츠|브나|브스키|프스키|브쓰끼)|이치나|이니치나|(?:스|쓰|츠|쯔)(?:키|끼|카야|까야)|[{_EN}](?:코|꼬)|(?:추|츄|슈)(?:크|끄)|"
    "슈빌리|시빌리|제예브|둘린|꾸진|쉬낀|슈킨|쉬킨|또프|노비치|예위치|오위치|오글리|오글루|울리|자데|바예브|바예프"
)
ENDED = re.compile(rf"(?<![가-힣])[가-힣]{{1,6}}(?:{ENDING})")
# Syllables that foreign names have and Korean words have not.
_STRANGE = frozenset(
    "쨔쟈쟝쟌죠쥬쥰쥔쫘쫌쩨쩬쩰쩐쯔쯘쮸쮼쮜쎄쎈쎌쎔쑨쑹샤샨샬샴섀셰셴셸숀슈슌슐쉐쉔뻬뻰뻴뼤뾰쀼볘벤벨므먀묜묠뮤랴랸럄랼뤼뤄롄뤠뤡륀켄켈쿤퀀퀘탸탼톈튬틴펑펠퓨햐횬훙휸츄츙챠챤쳄첸첼쳰췬"
    "옌옐옙웨웬웰왈댜댝됴듀딜갸궈귄꼐꾜뀨냔녜녠눠뇰뚜뜌띠띤텐톄쉬샹샹썅씬씽쓩쪼찐쭝쮠푸핑핀후팡팅칭췌쿵쿠캉커쩌저우우옌응끼꼴꼬뚤똘쏘쌰쌴쎠쑈쒸뽀뾔쁘뿌삐빠뻐볼브블츠즈드릴흐므"
) - frozenset("우저후빠뿌쏘꼬드블볼커쉬끼쪼웨저띠삐푸팅췌릴뽀뚜브흐즈쿠캉핀칭응흐므")
_LIKELY = frozenset(
    "브흐즈드블볼르스트크프쿠레라리로루랄란람렌렐론룬릭린티디미니마키치카타파파포토코꼬쏘싸까따빠뽀띠삐끼쉬쪼왜위윈바비세쿠자잔하딘딤샛살산일올울알엘"
)
_INSIDE = re.compile(r"(?:흐|브|즈|츠)[가-힣]|[요료]르|므(?!로)")
_NEITHER = re.compile(r"하[니라더]|[가-힣]*(?:습니다|니까|었|았|였|겠|는데|네요|세요|어요|아요)")


def is_foreign(word: str) -> bool:
    """Whether the word, without particles, sounds like no Korean word at all."""
    if len(word) < 2 or is_plain(word) or _borrowed(word) or _NEITHER.match(word):
        return False
    strange, likely = sum(each in _STRANGE for each in word), sum(each in _LIKELY for each in word)
    inside = len(word) > 3 and _INSIDE.search(word[1:]) is not None
    return strange > 0 or inside or (len(word) > 2 and likely == len(word))


def is_half_foreign(word: str) -> bool:
    """Whether the word could stand behind a foreign first name."""
    return len(word) > 1 and not is_plain(word) and any(each in _STRANGE or each in _LIKELY for each in word)


@cache
def _loans() -> frozenset[str]:
    return words("korean_loanwords") | words("places")


def _borrowed(word: str) -> bool:
    """Whether a borrowed word or a place stands at the beginning: 텔레비죤방, 블라디보스토크시."""
    return any(word[:size] in _loans() for size in range(1, len(word) + 1) if size > 1 or len(word) == 1)
