"""JSON Lines: one testimony a line, as `record.schema.json` beside this file describes it."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from jsonschema import Draft202012Validator, ValidationError

LONGEST_LINE = 4_000_000
# Of one line. Whoever made a thousand mistakes in it made one of them a thousand times, or means harm.
MOST_PROBLEMS = 100


@dataclass(frozen=True)
class Problem:
    """What is wrong with a line, at which key. It never quotes the value: a line holds what could name a person."""

    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.key}: {self.message}" if self.key else f"line {self.line}: {self.message}"


@dataclass(frozen=True)
class Line:
    """One line read: a `record` of the right shape, or the `problems` that keep it from being one."""

    number: int
    record: dict[str, Any]
    problems: tuple[Problem, ...] = ()


def read(file: BinaryIO) -> Iterator[Line]:
    """Every line that is not blank, counted from 1. Never raises for what is in the file."""
    number = found = 0
    while raw := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(raw) > LONGEST_LINE:
            yield _bad(number, f"longer than {LONGEST_LINE:,} bytes.")
            return
        if raw.removeprefix(BOM_UTF8 if number == 1 else b"").strip():
            found += 1
            yield _parsed(number, raw)
    if not found:
        yield _bad(max(number, 1), "the file holds no record.")


def _parsed(number: int, raw: bytes) -> Line:
    try:
        words = raw.decode("utf-8-sig" if number == 1 else "utf-8")
        record = json.loads(words, object_pairs_hook=_each_key_once, parse_float=_number)
        found = islice(_validator().iter_errors(record), MOST_PROBLEMS)
        errors = sorted(found, key=lambda error: [str(part) for part in error.path])
    except UnicodeDecodeError:
        return _bad(number, "not UTF-8.")
    except _TwiceError as error:
        return Line(number, {}, (Problem(number, str(error), "appears twice."),))
    except (ValueError, RecursionError):
        return _bad(number, "not a JSON object.")
    # Every missing key is reported once for each that is missing, all of them named together.
    problems = dict.fromkeys(Problem(number, _key(error), _sentence(error)) for error in errors)
    return Line(number, record if isinstance(record, dict) else {}, tuple(problems))


class _TwiceError(Exception):
    pass


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """JSON readers keep the last of two equal keys; which of two consents was meant is not ours to guess."""
    record: dict[str, Any] = {}
    for key, value in pairs:
        if key in record:
            raise _TwiceError(key)
        record[key] = value
    return record


def _number(digits: str) -> int | float:
    """JSON Schema calls 2.0 an integer, so whoever counts with it must be given one."""
    number = float(digits)
    return int(number) if number.is_integer() else number


def _bad(number: int, message: str) -> Line:
    return Line(number, {}, (Problem(number, "", message),))


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads(Path(__file__).with_name("record.schema.json").read_text())
    return Draft202012Validator(schema)


def _key(error: ValidationError) -> str:
    """The path to the key, as `texts[0].language`."""
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path)
    return ", ".join(f"{path}.{name}".lstrip(".") for name in _named(error)) or path.lstrip(".")


def _named(error: ValidationError) -> list[str]:
    """The keys an error is about, where it is about the keys of an object and not about the object."""
    present: Any = error.instance
    rule: Any = error.validator_value
    if error.validator == "required":
        return [name for name in rule if name not in present]
    if error.validator == "additionalProperties":
        schema: Any = error.schema
        return sorted(set(present) - set(schema["properties"]))[:MOST_PROBLEMS]
    return []


_SENTENCES = {
    "additionalProperties": "unknown key.",
    "required": "is missing.",
    "type": "must be of type {}.",
    "minItems": "must have at least {} items.",
    "maxItems": "must have at most {} items.",
    "minimum": "must be at least {}.",
    "maximum": "must be at most {}.",
    "maxLength": "must have at most {} characters.",
    "uniqueItems": "names something twice.",
}


def _sentence(error: ValidationError) -> str:
    rule: Any = error.validator_value
    if error.validator == "enum":
        return f"must be one of {', '.join(rule)}."
    sentence = _SENTENCES.get(str(error.validator), "is empty, or has characters or a form that are not allowed.")
    return sentence.format(rule)
