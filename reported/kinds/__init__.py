"""What is known of each kind of result: a file for what belongs together.

A module here has the words of its records, what they are about, how their parts are
called, and their tables; `KINDS` at its end declares them. Sentences, cards and tables
look kinds up by the record, when they first need one, so that a new kind is one new
module here, and nothing else of `reported` is changed for it.
"""

from reported.kinds._kind import Kind, kind_of, register, table_functions

__all__ = ["Kind", "kind_of", "register", "table_functions"]
