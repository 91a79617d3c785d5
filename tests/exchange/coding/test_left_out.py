"""Which documents are left out, and what is said of them."""

from exchange.coding._left_out import NOTHING, LeftOut


def test_named_documents_or_all_others_are_left_out():
    """Accents may be stored in another way; a document without a name stays a fault."""
    left_out = LeftOut(names=["Siân", "Diary"], interviews=["I1"])
    assert left_out.takes("Sia\u0302n")
    assert not left_out.takes("I2")
    assert LeftOut(others=True, interviews=["Siân"]).takes("I2")
    assert not LeftOut(others=True, interviews=["Siân"]).takes("Sia\u0302n")
    assert not LeftOut(others=True, interviews=["I1"]).takes(" ")


def test_codings_of_all_files_are_counted_together():
    """Each document with its own number, those that nobody coded too."""
    left_out = LeftOut(others=True, interviews=["I1"])
    assert left_out.among({1: "I1", 2: "Law", 3: "Diary"}, [1, 2, 2]) == {2, 3}
    assert left_out.among({"Law": "Law"}, ["Law"]) == {"Law"}
    assert left_out.remarks() == [
        "2 documents were left out, as leave_out says, with 3 codings: Diary (0), "
        "Law (3)."
    ]


def test_memos_are_counted_with_the_codings():
    """Where there are any; those of interviews are not."""
    left_out = LeftOut(names=["Law"])
    left_out.among({1: "I1", 2: "Law"}, [2], [1, 2, 2])
    assert left_out.remarks() == [
        "1 documents were left out, as leave_out says, with 1 codings and 2 memos: Law "
        "(1)."
    ]


def test_names_of_no_document_are_known():
    """Whoever misspells a name is told."""
    left_out = LeftOut(names=["Law", "Dairy"])
    left_out.among({1: "Law"}, [])
    assert left_out.unknown() == ["Dairy"]


def test_nothing_is_left_out_and_counted_by_itself():
    """All readers share it."""
    assert NOTHING.among({1: "I1"}, [1]) == set()
    assert NOTHING.remarks() == []
