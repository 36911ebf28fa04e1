"""Words that a question is full of and an account is not found by. They need not match, and count little when they do."""

from __future__ import annotations

from testimonies.edition.search.analysis import ENGLISH

# As typed; compared by their terms, so that every form of a verb or a particle is covered.
_WORDS = """
    a an the of in on at to for from by with and or as into about than then that this these those it its there here
    is are was were be been being am do does did doing done has have had having will would shall should can could may
    might must what when where who whom whose which why how many much not no nor so if but because
    i you he she we they me him her us them my your his our their
    и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по ее мне было вот от меня о об из ему
    когда даже ну ли если или ни быть был была были него до вас опять уж вам ведь там потом себя ей они тут где есть
    надо ней для мы тебя их чем сам чтоб чтобы будто чего раз тоже себе под будет кто этот эта это эти того потому этого
    какой какая какое какие каков каком каких какого какую каким совсем ним здесь этом один почти мой тем сейчас
    зачем сказать при который которая которое которые которого которой всего сколько является являются называется
    называются почему откуда куда чей такое такой такая находится происходит можно свой
    무엇 무엇인가요 무엇입니까 뭐 무슨 언제 언제인가요 어디 어디서 어디인가요 누구 누가 누구인가요 어느 어떤 어떻게 왜 몇 얼마 얼마나 것 수
    등 및 그 이 저 있다 없다 하다 되다 이다 대해 대하여 대한 위해 위한 관해 관한 통해 의해 가장 때문 그리고 그러나 또는 또한 하지만
    있나요 되나요 하나요 했나요 인가요 있는 있었나요 된 한 할 더 매우
"""
WEAK_WEIGHT = 0.3

WEAK_TERMS = frozenset(term for word in _WORDS.split() for term in ENGLISH.terms(word) if len(ENGLISH.terms(word)) == 1)


_ASKING = """
    what when where who whom whose which why how кто что когда где какой какая какое какие каков каком каких какого какую
    каким сколько зачем почему откуда куда чей 무엇 무엇인가요 뭐 무슨 언제 언제인가요 어디 어디서 어디인가요 누구 누가 어느 어떤 어떻게 왜 몇 얼마
"""
ASKING_TERMS = frozenset(term for word in _ASKING.split() for term in ENGLISH.terms(word))


def is_question_word(text: str) -> bool:
    terms = ENGLISH.terms(text)
    return len(terms) == 1 and terms[0] in ASKING_TERMS


def is_weak(text: str) -> bool:
    """Whether every term of a word is one of these."""
    return set(ENGLISH.terms(text)) <= WEAK_TERMS
