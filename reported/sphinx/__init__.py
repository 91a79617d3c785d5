"""Results as objects of a Sphinx book: three extensions, named in ``_config.yml``.

`results` collects what chapters publish and claim, and puts `{stat}` and `{claim}` into
words; `register` lists all of it on a page, in cards and as data; `verification` shows
what R found. What they have to know of the data they ask of the book's own extension,
which answers the event `domain.PROJECT` with a `reported.project.Project`.
"""
