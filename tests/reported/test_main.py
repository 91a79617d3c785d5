"""The command that checks any book says what is amiss, and where there is no book."""

import pytest

from reported.__main__ import main


@pytest.mark.parametrize(
    ("config", "message"),
    [
        (None, "_config.yml"),
        ("title: [", "_config.yml"),
        ("title: A\n", "book/_build/html/statistics.json: there is no such file"),
        (
            "sphinx: {config: {reported_project: 'nowhere:Book'}}\n",
            "reported_project: 'nowhere:Book' cannot be read as module:object",
        ),
    ],
)
def test_a_folder_without_a_built_book_is_told_from_one_with_faults(
    tmp_path, capsys, config, message
):
    """The exit code is 2, and nothing is printed as if it had been checked."""
    (tmp_path / "book").mkdir()
    if config is not None:
        (tmp_path / "book" / "_config.yml").write_text(config, "utf-8")
    assert main(["check", str(tmp_path / "book")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert message in said.err
