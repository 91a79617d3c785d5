"""What is asked of R: the question behind a result, never the answer."""

from typing import Any

#: Numbers that were chosen, not found: they are not compared.
GIVEN = frozenset({"alpha", "conf_level", "n_replications", "version"})


def question(record: dict[str, Any]) -> dict[str, Any]:
    """Return what was asked, and nothing that was found.

    Parameters
    ----------
    record : dict
        A record as JSON.

    Returns
    -------
    dict
        ``record``, the kind of answer, and ``data``: source, variables, filter,
        function and options, without the number of rows. Groups, their order and
        labels, pairs, terms and what they are held against are for R to find. A family
        also has its ``members``, by id, since an author chooses them.

    Examples
    --------
    >>> data = {"record": "DataUsed", "variables": ["age"], "rows": 72}
    >>> question({"record": "Count", "label": "men", "count": 72, "data": data})
    {'record': 'Count', 'data': {'record': 'DataUsed', 'variables': ['age']}}
    """
    data = {key: part for key, part in record["data"].items() if key != "rows"}
    asked = {"record": record["record"], "data": data}
    if record["record"] == "Family":
        asked["members"] = [{"name": member["name"]} for member in record["members"]]
    return asked
