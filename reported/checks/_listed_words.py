"""Words that a check looks for, and the phrases in which they are meant otherwise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pydantic import field_validator

from reported.findings import Finding
from results.strict_yaml import Entry, read_yaml


class _Exempt(Entry):
    """A phrase that holds such a word and is not meant, and why."""

    phrase: str  # holds the word; as it is spelt, without markup, on one line
    reason: str


class _Rules(Entry):
    words: list[str]  # regular expressions, for whole words, whatever the capitals
    exceptions: list[_Exempt]

    @field_validator("words")
    @classmethod
    def _are_patterns(cls, words: list[str]) -> list[str]:
        for word in words:
            try:
                re.compile(word)
            except re.error as error:
                raise ValueError(f"{word!r} is no pattern: {error}") from None
        return words


@dataclass
class ListedWords:
    """The words of a list, and which of its exceptions were needed so far."""

    words: list[str]
    exceptions: list[str]
    used: set[str] = field(default_factory=set)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return what finds every word."""
        return re.compile(rf"\b(?:{'|'.join(self.words)})\b", re.IGNORECASE)

    def outside_exceptions(self, text: str) -> Iterator[str]:
        """Yield the words that no exception covers; remember the exceptions that do."""
        covers = [
            (phrase, at.start(), at.end())
            for phrase in self.exceptions
            for at in re.finditer(re.escape(phrase), text, re.IGNORECASE)
        ]
        for word in self.pattern.finditer(text):
            low, high = word.span()
            by = {phrase for phrase, start, end in covers if start <= low < high <= end}
            self.used |= by
            if not by:
                yield word[0].lower()

    def idle(self, path: str, what: str) -> Iterator[Finding]:
        """Yield the exceptions that no text has needed."""
        for phrase in self.exceptions:
            if phrase not in self.used:
                yield Finding(
                    place=f"{path}: exceptions",
                    rule=f"no {what} needs this exception any more",
                    value=phrase,
                    hint="take it out",
                )


def listed_words(path: Path) -> ListedWords:
    """Read a list of words and exceptions.

    Raises
    ------
    DataError
        If the list is not there or has another shape.
    """
    hint = "it needs words, and exceptions with phrase and reason"
    rules = read_yaml(path, _Rules, hint=hint)
    return ListedWords(rules.words, [each.phrase for each in rules.exceptions])
