"""Documents of a coding program that are no interviews, and are to be left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from exchange.coding._several import composed

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What to leave out, and what was: it grows while files are read."""

    names: Collection[str] = ()  # of documents
    others: bool = False  # whether all are left out that are no interview
    interviews: Collection[str] = ()
    codings: Counter[str] = field(default_factory=Counter)  # by name, of what was
    memos: Counter[str] = field(default_factory=Counter)

    def takes(self, document: str) -> bool:
        """Tell whether a document is to be left out; one without a name is not.

        Examples
        --------
        >>> left_out = LeftOut(others=True, interviews=["I1"])
        >>> left_out.takes("I1"), left_out.takes("Diary"), left_out.takes("")
        (False, True, False)
        """
        name = composed(document)
        return name in self.names or (
            self.others and bool(name.strip()) and name not in self.interviews
        )

    def among(
        self,
        documents: Mapping[Key, str],
        coded: Iterable[Key],
        described: Iterable[Key] = (),
    ) -> set[Key]:
        """Choose the documents of a file that are left out, and count what goes along.

        Parameters
        ----------
        documents : mapping of str
            Name of each document, by whatever a file knows it by.
        coded, described : iterable
            The key of its document, for each coding and for each memo.

        Returns
        -------
        set
            Keys of the documents that are left out.

        Examples
        --------
        >>> left_out = LeftOut(names=["Diary"])
        >>> left_out.among({1: "I1", 2: "Diary"}, [1, 2, 2])
        {2}
        >>> left_out.remarks()
        ['1 documents were left out, as leave_out says, with 2 codings: Diary (2).']
        """
        left = {key for key, name in documents.items() if self.takes(name)}
        self.codings.update({composed(documents[key]): 0 for key in left})
        self.codings.update(composed(documents[key]) for key in coded if key in left)
        self.memos.update(composed(documents[key]) for key in described if key in left)
        return left

    def unknown(self) -> list[str]:
        """List the names of documents that were in no file."""
        return [name for name in self.names if name not in self.codings]

    def remarks(self) -> list[str]:
        """Say which documents were left out, with numbers of codings and memos."""
        counted = [
            f"{name} ({number})" for name, number in sorted(self.codings.items())
        ]
        what = f"{len(counted)} documents were left out, as leave_out says"
        what += f", with {self.codings.total()} codings"
        if self.memos:
            what += f" and {self.memos.total()} memos"
        return [f"{what}: {', '.join(counted)}."] if counted else []


#: Leaves out nothing.
NOTHING = LeftOut()
