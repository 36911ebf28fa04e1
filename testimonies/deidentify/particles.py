"""What may follow a name in a Korean sentence: particles, forms of address, the copula."""

import re

ADDRESS = (
    "씨|님|동무|동지|선생님?|아저씨|아주머니|아주마니|아바이|아지미|어머니|아버지|할머니|할아버지|이모|삼촌|형님?|누나|누이|언니|오빠|"
    "사장님?|반장님?|조장님?|소장님?|지배인님?|비서님?|과장님?|부장님?|팀장님?|대표님?|회장님?|국장님?|목사님?|선교사님?|전도사님?|"
    "집사님?|장로님?|신부님?|교수님?|박사님?|의사|간호사|변호사님?|기사님?|감독님?|선장님?|기관장|대장|대위|중위|소위|상위|소좌|중좌|대좌|상좌|"
    "하사|중사|상사|소령|중령|대령|병장|상병|일병|군관|보위원|보위지도원|지도원|안전원|책임자|관리원|통역|통역원|기자|양|군|여사|영감|노인|로인|주임|실장님?|총장|원장님?|당비서|부기|회계원|취사원|운전수|운전사|간호원|용접공|미장공|재봉공|로동자|벽돌공|참사|영사|대사|서기"
)
# Longest first within a family, and several in a row: 철수씨한테서는.
PARTICLE = (
    "이라는|라는|이라고|라고|이라던|라던|이라도|라도|이라며|라며|이라면|라면|이란|란|이였\\w*|이었\\w*|였\\w*|입니다|이며|이고|이다|이죠|이지\\w*|이에요|예요|이여|이시여|이야|"
    "에게서|한테서|께서|에게|한테|께|더러|보고|으로|로|에서|부터|까지|보다|처럼|같이|같은|만큼|마저|조차|뿐|밖에|이나|나|이랑|랑|하고|와|과|"
    "이네|네|들|은|는|이|가|을|를|의|도|만|아|야|여|요|에"
)
TAIL = re.compile(rf"(?:{ADDRESS})?(?:{PARTICLE}){{0,4}}(?![가-힣])")
# After a given name that ends in a consonant Korean puts 이, and only after names: 철민이가, 영남이한테.
NAME_TAIL = re.compile(
    r"이(?:가|를|는|도|한테서?|에게서?|와|네|랑|더러|보고|만|의|하고|처럼|보다|까지|부터|라는)+(?![가-힣])"
)


def has_final(syllable: str) -> bool:
    """Whether a hangul syllable ends in a consonant, which decides between 은 and 는, 이 and 가, 을 and 를."""
    return "가" <= syllable <= "힣" and (ord(syllable) - 0xAC00) % 28 > 0
