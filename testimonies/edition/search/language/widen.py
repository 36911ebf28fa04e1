"""Adds to a question what counts like its words: spellings of names, other words for the same, labels."""

from __future__ import annotations

from testimonies.edition.search.analysis import weak
from testimonies.edition.search.analysis.words import WORD, fold
from testimonies.edition.search.language import limits, patterns
from testimonies.edition.search.language.nodes import Addition, All, Any, Node, Pattern, Widened, Word
from testimonies.edition.search.names import spellings_of, spellings_of_pair
from testimonies.edition.search.names.inventory import ORDINARY, STILL_NAMES
from testimonies.edition.search.synonyms import Thesaurus, thesaurus

NAME_WEIGHT = 0.5
SYNONYM_WEIGHT = 0.4
# Words of a question that are looked up together, as "letter of loyalty to the state" would be.
LONGEST_RUN = 6


class _Widening:
    def __init__(self, words: Thesaurus) -> None:
        self.words = words
        self.left = limits.ADDED
        self.additions: list[Addition] = []

    def of(self, node: Node) -> Node:
        if isinstance(node, All):
            return _all(self.run(node.parts))
        if isinstance(node, Any):
            return Any(tuple(self.of(part) for part in node.parts))
        if isinstance(node, Word) and not node.field:
            return self.run((node,))[0]
        return node

    def run(self, parts: tuple[Node, ...]) -> list[Node]:
        """The parts, with runs of plain words that the thesaurus knows put together."""
        done: list[Node] = []
        at = 0
        while at < len(parts):
            taken = self.longest(parts[at : at + LONGEST_RUN])
            if taken:
                run = parts[at : at + taken]
                done.append(self.synonyms(tuple(part for part in run if isinstance(part, Word))))
                at += taken
                continue
            name = self.pair(parts[at], parts[at + 1]) if at + 1 < len(parts) else None
            if name is not None:
                done.append(name)
                at += 2
            else:
                part = parts[at]
                done.append(self.name(part) if isinstance(part, Word) and not part.field else self.of(part))
                at += 1
        return done

    def longest(self, parts: tuple[Node, ...]) -> int:
        """How many of the leading words the thesaurus knows as one entry."""
        terms: list[str] = []
        known = 0
        for count, part in enumerate(parts, 1):
            if not isinstance(part, Word) or part.field:
                break
            terms.extend(patterns.terms(part.text))
            if self.words.find(tuple(terms)):
                known = count
        return known

    def synonyms(self, run: tuple[Word, ...]) -> Node:
        terms = tuple(term for word in run for term in patterns.terms(word.text))
        whole: Node = run[0] if len(run) == 1 else All(tuple(self.run((word,))[0] for word in run))
        entry = self.words.find(terms)
        if entry is None:
            return whole
        others = {Pattern(other.terms): other.text for other in reversed(entry.others) if other.terms != terms}
        return self.widened(whole, " ".join(word.text for word in run), entry.kind, others, SYNONYM_WEIGHT)

    def name(self, word: Word) -> Node:
        """A word, or two joined by a hyphen, with the other spellings of the name it can be."""
        folded = WORD.findall(fold(word.text))
        if weak.is_weak(word.text) or len(folded) > 2:
            return word
        if len(folded) == 2:
            return self.named(word, word.text, spellings_of_pair(*folded))
        return self.named(word, word.text, spellings_of(folded[0]) or spellings_of(patterns.terms(folded[0])[0]))

    def pair(self, left: Node, right: Node) -> Node | None:
        """Two words side by side that are one given name, Chol Su; None where they are not."""
        if not (isinstance(left, Word) and isinstance(right, Word)) or left.field or right.field:
            return None
        words = WORD.findall(fold(left.text)), WORD.findall(fold(right.text))
        if len(words[0]) != 1 or len(words[1]) != 1:
            return None
        spellings = spellings_of_pair(words[0][0], words[1][0])
        return self.named(All((left, right)), f"{left.text} {right.text}", spellings) if spellings else None

    def named(self, node: Node, typed: str, spellings: tuple[str, ...]) -> Node:
        others = {Pattern(tuple(patterns.terms(spelling))): spelling for spelling in reversed(spellings)}
        for pattern in list(others):
            if len(pattern.terms) == 1 and pattern.terms[0] in weak.WEAK_TERMS | (ORDINARY - STILL_NAMES):
                del others[pattern]
        others.pop(Pattern(tuple(patterns.terms(typed))), None)
        return self.widened(node, typed, "name", others, NAME_WEIGHT)

    def widened(self, whole: Node, typed: str, kind: str, others: dict[Pattern, str], weight: float) -> Node:
        """The node with the others beside it, as far as the question's allowance goes; they come last first."""
        kept = dict(list(reversed(others.items()))[: self.left])
        if not kept:
            return whole
        self.left -= len(kept)
        self.additions.append(Addition(typed, kind, tuple(kept.values())))
        return Widened(whole, tuple(kept), weight, kind)


def _all(parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def widen(tree: Node) -> tuple[Node, tuple[Addition, ...]]:
    """The tree with what was added, and what that is. Quoted phrases, exclusions and fielded words stay as typed."""
    widening = _Widening(thesaurus())
    return widening.of(tree), tuple(widening.additions)
