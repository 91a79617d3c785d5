"""Faults that somebody could put into the code, and the test that notices each.

None of them stops a program: every one gives another number, or leaves something out.
"""

from dataclasses import dataclass

__all__ = ["MUTATIONS", "Mutation"]


@dataclass(frozen=True, slots=True)
class Mutation:
    """A part of a file that is put otherwise, and the test that has to fail then."""

    what: str  # in a few words
    file: str
    old: str  # stands in the file once
    new: str
    test: str  # file of tests, and name of the test


#: Numbers: statistics, scores and how they are printed.
SCIENCE = (
    Mutation(
        "a second filter that forgets the first",
        "analysis/estimates/sample.py",
        'filter if self.filter == ALL_ROWS else f"{self.filter} and {filter}"',
        "filter",
        "analysis/estimates/test_sample.py::test_filters_are_joined_and_rows_kept_at_once",
    ),
    Mutation(
        "groups in the order of the alphabet, whatever is declared",
        "analysis/estimates/sample.py",
        "place = {code: i for i, code in enumerate(self._texts(name))}",
        "place = dict.fromkeys(self._texts(name), 0)",
        "analysis/estimates/test_sample.py::test_codes_can_be_put_in_another_order",
    ),
    Mutation(
        "every p is multiplied by the number of tests",
        "analysis/estimates/adjusted_p.py",
        "np.arange(len(raw), 0, -1)",
        "np.full(len(raw), len(raw))",
        "analysis/estimates/test_adjusted_p.py::test_holm_agrees_with_r",
    ),
    Mutation(
        "a group too many in the studentized range",
        "analysis/comparison/_studentized_range.py",
        "others = n_groups - 1",
        "others = n_groups",
        "analysis/comparison/test_studentized_range.py::test_two_groups_are_a_t_test",
    ),
    Mutation(
        "a variance over n",
        "analysis/comparison/groups.py",
        "one.var(ddof=1) / len(one)",
        "one.var(ddof=0) / len(one)",
        "analysis/comparison/test_groups.py::test_welch_t_agrees_with_r",
    ),
    Mutation(
        "contrasts that are not adjusted for all pairs",
        "analysis/comparison/groups.py",
        "range_tail(q, n_groups, dof)",
        "range_tail(q, 2, dof)",
        "analysis/comparison/test_groups.py::test_games_howell_contrasts_agree_with_r",
    ),
    Mutation(
        "one tail of a rank contrast",
        "analysis/comparison/ranks.py",
        "raw = 2 * stats.norm.sf(",
        "raw = stats.norm.sf(",
        "analysis/comparison/test_ranks.py::test_dunn_contrasts_agree_with_r",
    ),
    Mutation(
        "the quantile of .965 in the place of .975",
        "analysis/estimates/coverage.py",
        "return (1 - conf_level) / 2",
        "return 0.7 * (1 - conf_level)",
        "analysis/estimates/test_proportions.py::test_wilson_interval_agrees_with_r",
    ),
    Mutation(
        "a change with its sign turned round",
        "analysis/comparison/change.py",
        "change = end - start",
        "change = start - end",
        "analysis/comparison/test_change.py::test_paired_change_agrees_with_r",
    ),
    Mutation(
        "an effect without its correction for small samples",
        "analysis/estimates/effect_sizes.py",
        "t * factor, limits",
        "t * scale, inside",
        "analysis/comparison/test_change.py::test_paired_change_agrees_with_r",
    ),
    Mutation(
        "degrees of freedom of an item too many",
        "analysis/scales/internal_consistency.py",
        "dof * (values.shape[1] - 1)",
        "dof * values.shape[1]",
        "analysis/scales/test_internal_consistency.py::test_alpha_agrees_with_r",
    ),
    Mutation(
        "an answer more than the key asks for",
        "analysis/scales/scoring.py",
        "enough = answered >= _needed",
        "enough = answered > _needed",
        "analysis/scales/test_scoring.py::test_mean_rule_reverses_and_divides_by_the_items_answered",
    ),
    Mutation(
        "an item that is turned round from 0",
        "analysis/scales/scoring.py",
        "low + high - keyed",
        "high - keyed",
        "analysis/scales/test_scoring.py::test_mean_rule_reverses_and_divides_by_the_items_answered",
    ),
    Mutation(
        "ties by another method in the model without predictors",
        "analysis/models/_partial_likelihood.py",
        'PHReg(times, matrix, status=happened, ties="efron")',
        'PHReg(times, matrix, status=happened, ties="breslow")',
        "analysis/models/test_cox.py::test_likelihood_ratio_tests_agree_with_r",
    ),
    Mutation(
        "an error of a curve that forgets those who had the event",
        "analysis/models/_survival_curves.py",
        "product = at_risk * (at_risk - events)",
        "product = at_risk * at_risk",
        "analysis/models/test_survival.py::test_medians_and_restricted_means_agree_with_r",
    ),
    Mutation(
        "half of the penalty",
        "analysis/models/firth.py",
        "height += float(np.log(diagonal).sum())",
        "height += float(np.log(diagonal).sum()) / 2",
        "analysis/models/test_firth.py::test_a_saturated_model_adds_a_half_to_every_count",
    ),
    Mutation(
        "maximum likelihood in the place of the restricted one",
        "analysis/models/_restricted_likelihood.py",
        "dof = len(y) - len(estimates)",
        "dof = len(y)",
        "analysis/models/test_mixed.py::test_mixed_model_agrees_with_lme4",
    ),
    Mutation(
        "a degree of freedom too many in a pair",
        "analysis/attrition/weighting.py",
        "other.n_observed - 2",
        "other.n_observed - 1",
        "analysis/attrition/test_weighting.py::test_differences_of_weighted_proportions_agree_with_r",
    ),
    Mutation(
        "pooling as if there were no end of data sets",
        "analysis/attrition/_pooling.py",
        "total = within + (1 + 1 / m) * between",
        "total = within + between",
        "analysis/attrition/test_pooling.py::test_pooling_agrees_with_r",
    ),
    Mutation(
        "imputation with coefficients that are not drawn",
        "analysis/attrition/_chained_equations.py",
        "drawn = _around(estimate, covariance, random)",
        "drawn = estimate",
        "analysis/attrition/test_imputation.py::test_imputed_proportions_agree_with_mice",
    ),
    Mutation(
        "alpha without its correction for few values",
        "analysis/themes/agreement_coefficients.py",
        "(values - 1) * apart",
        "values * disagreements",
        "analysis/themes/test_agreement_coefficients.py::test_alpha_gives_krippendorffs_published_value",
    ),
    Mutation(
        "an interval of a correlation that is too narrow",
        "analysis/comparison/associations.py",
        "(1 + more) / (n - 3)",
        "(1 + more) / (n - 2)",
        "analysis/comparison/test_associations.py::test_every_pair_agrees_with_r",
    ),
    Mutation(
        "p of exactly alpha taken for one below it",
        "analysis/attrition/bounds.py",
        "cell.p_value < alpha",
        "cell.p_value <= alpha",
        "analysis/attrition/test_bounds.py::test_a_cell_with_a_p_of_exactly_alpha_does_not_remain",
    ),
    Mutation(
        "halves that go to the even digit",
        "reported/words/rounding.py",
        "quantize(unit, ROUND_HALF_UP)",
        "quantize(unit)",
        "reported/words/test_rounding.py::test_halves_of_a_percentage_go_up",
    ),
)

#: What is looked for in the thesis, in names and in what R answers.
CHECKS = (
    Mutation(
        "two words between a number and what it counts",
        "reported/checks/_numbers_in_prose.py",
        "MOST_BETWEEN = 3",
        "MOST_BETWEEN = 2",
        "reported/checks/test_numbers_in_prose.py::"
        "test_every_form_of_a_number_is_found",
    ),
    Mutation(
        "constants of the design that may be larger than they are",
        "reported/checks/prose.py",
        "if stand.values != values:",
        "if stand.values < values:",
        "reported/checks/test_prose.py::test_a_constant_is_held_against_the_data",
    ),
    Mutation(
        "a citation that excuses numbers of this study's own",
        "reported/checks/_clauses.py",
        "return not own and any(",
        "return any(",
        "reported/checks/test_numbers_in_prose.py::"
        "test_every_form_of_a_number_is_found",
    ),
    Mutation(
        "rows that a file lacks",
        "reported/checks/_filed_tables.py",
        "for n in range(start + both, stop):",
        "for n in range(start + both, start):",
        "reported/checks/test_tables.py::test_a_last_row_too_few_or_too_many_is_found",
    ),
    Mutation(
        "tables that only paper has",
        "reported/checks/tables.py",
        "        findings += unknown(built.printed, numbered)\n",
        "",
        "reported/checks/test_tables.py::test_a_table_only_on_the_web_or_only_on_paper_is_found",
    ),
    Mutation(
        "entries of the word list that nothing needs",
        "reported/checks/language.py",
        'findings += _idle(built, meant - used, "repeated")',
        '_idle(meant - used, "repeated")',
        "reported/checks/test_language.py::test_a_doubled_word_is_found_within_a_block_only",
    ),
    Mutation(
        "the second sentence of a claim",
        "reported/checks/interpretations.py",
        "claimed = inside or BEGIN in part",
        "claimed = BEGIN in part",
        "reported/checks/test_interpretations.py::test_which_sentences_speak_of_results",
    ),
    Mutation(
        "a claim that fails and stands nowhere",
        "reported/checks/register.py",
        'if not claim["holds"]:',
        'if not claim["holds"] and claim["shown"]:',
        "reported/checks/test_register.py::"
        "test_check_finds_a_claim_that_does_not_hold_and_stands_nowhere",
    ),
    Mutation(
        "p values that are off by a few millionths",
        "reported/checks/p_values.py",
        '"rel_tol": 1e-6',
        '"rel_tol": 1e-5',
        "reported/checks/test_p_values.py::"
        "test_check_finds_a_p_value_that_does_not_follow",
    ),
    Mutation(
        "printed numbers that are off by a whole last digit",
        "reported/checks/consistency.py",
        "half = 0.5 * 10 **",
        "half = 1.0 * 10 **",
        "reported/checks/test_consistency.py::test_agrees_allows_for_rounding_and_for_no_more",
    ),
    Mutation(
        "confidential files that git holds, beside others",
        "thesis/confidential.py",
        "    if found.tracked:\n",
        "    if found.tracked and not found.not_ignored:\n",
        "thesis/test_confidential.py::test_data_that_git_holds_or_would_commit_are_refused",
    ),
    Mutation(
        "a rule with ! that takes back another",
        "thesis/working_copies.py",
        'if not rule or rule.startswith(b"!")',
        "if not rule",
        "thesis/test_confidential.py::test_data_that_git_holds_or_would_commit_are_refused",
    ),
    Mutation(
        "a name that is escaped twice",
        "disclosure/_decoding.py",
        "ROUNDS = 3 ",
        "ROUNDS = 1 ",
        "disclosure/test_searching.py::test_a_name_is_found_however_it_is_written",
    ),
    Mutation(
        "bookmarks below the first level",
        "thesis/published.py",
        "yield from _bookmarks(entry)",
        "continue",
        "thesis/test_published.py::test_the_check_reads_bookmarks_of_every_level",
    ),
    Mutation(
        "what follows the last name of a text",
        "disclosure/redaction.py",
        "    yield from _places(text, done, end, names)\n",
        "",
        "disclosure/test_redaction.py::test_what_lies_between_two_finds_is_searched_by_itself",
    ),
    Mutation(
        "a link among the files of a build",
        "thesis/whole.py",
        "if path.is_file() or path.is_symlink())",
        "if path.is_file())",
        "thesis/test_whole.py::test_whatever_is_not_as_it_was_built_is_seen",
    ),
    Mutation(
        "simulated numbers six errors apart",
        "reported/recomputing/closeness.py",
        "MOST_ERRORS = 5.0",
        "MOST_ERRORS = 6.0",
        "reported/recomputing/test_agreement.py::"
        "test_numbers_agree_or_are_named_with_their_place",
    ),
    Mutation(
        "scoring keys in what the report on R rests on",
        "thesis/project.py",
        'if p.suffix in (".R", ".py", ".yaml")',
        'if p.suffix in (".R", ".py")',
        "thesis/test_project.py::test_every_file_that_the_report_rests_on_counts",
    ),
    Mutation(
        "our own numbers told to R",
        "reported/recomputing/questions.py",
        'if key != "rows"}',
        "}",
        "reported/recomputing/test_questions.py::"
        "test_no_number_that_was_found_is_told_to_r",
    ),
    Mutation(
        "a disagreement that is no failure of the command",
        "thesis/cli.py",
        'return (UNNAMED if unnamed(report) else 0) if report["ok"] else 1',
        "return 0",
        "reported/recomputing/test_verifying.py::test_a_disagreement_fails_and_says_where",
    ),
    Mutation(
        "p of exactly .05 taken for one below it",
        "reported/differences/comparing.py",
        "(before[what] < LEVEL) != (p < LEVEL)",
        "(before[what] <= LEVEL) != (p <= LEVEL)",
        "reported/differences/test_comparing.py::"
        "test_compare_does_not_call_a_p_value_of_exactly_the_level_small",
    ),
)

#: What builds the book, and what is in it.
BUILDS = (
    Mutation(
        "scoring keys in the fingerprint",
        "book/_ext/thesis_freshness.py",
        'for ending in ("*.py", "*.yaml"):',
        'for ending in ("*.py",):',
        "book/test_freshness.py::test_every_file_that_a_number_rests_on_is_watched",
    ),
    Mutation(
        "codebook in the fingerprint",
        "book/_ext/thesis_freshness.py",
        '    yield from sorted(p for p in (root / "data").glob("*.yaml"))\n',
        "",
        "book/test_freshness.py::test_every_file_that_a_number_rests_on_is_watched",
    ),
    Mutation(
        "a build without TeX that ends as if it had a PDF",
        "thesis/building.py",
        "return MISSING_TEX\n",
        "return 0\n",
        "thesis/test_building.py::test_without_tex_the_command_says_what_to_install",
    ),
    Mutation(
        "pages carried over from a build that is not whole",
        "thesis/replacing.py",
        "if last.is_dir() and not amiss(last):",
        "if last.is_dir():",
        "thesis/test_replacing.py::test_only_whole_pages_are_carried_over",
    ),
    Mutation(
        "half a build put in the place of a whole one",
        "thesis/replacing.py",
        '!= read_mark(web).get("pdf") and not amiss(pages):',
        '!= read_mark(web).get("pdf"):',
        "thesis/test_replacing.py::test_pages_that_are_not_whole_take_no_place",
    ),
    Mutation(
        "pages that do not say which PDF is theirs",
        "thesis/replacing.py",
        "made_with = digest(paper / PDF.name)",
        "made_with = None",
        "thesis/test_replacing.py::test_new_pages_say_which_pdf_is_theirs",
    ),
    Mutation(
        "a claim on a result that is not published",
        "reported/publishing.py",
        "if not all(condition.targets):",
        "if not any(condition.targets):",
        "reported/test_publishing.py::test_a_claim_over_a_result_that_is_not_published_is_refused",
    ),
    Mutation(
        "an id with something behind it",
        "reported/publishing.py",
        "if not ID.fullmatch(name):",
        "if not ID.match(name):",
        "reported/test_publishing.py::test_an_id_is_of_one_form",
    ),
    Mutation(
        "a hidden file given away with the data",
        "book/_ext/thesis_editions.py",
        "if hidden or path.resolve()",
        "if path.resolve()",
        "book/test_editions.py::test_a_named_file_that_is_hidden_is_not_published",
    ),
    Mutation(
        "three authors cut to one",
        "book/_ext/thesis_harvard.py",
        "len(names) > NAMED_IN_TEXT",
        "len(names) >= NAMED_IN_TEXT",
        "book/test_citations.py::test_a_citation_names_up_to_three_authors",
    ),
    Mutation(
        "the book's statement on a page with its own data",
        "reported/sphinx/statement.py",
        "return own or str(app.config.reported_statement)",
        "return str(app.config.reported_statement)",
        "reported/sphinx/test_statement.py::"
        "test_on_the_web_a_page_shows_its_own_statement",
    ),
    Mutation(
        "a file of numbers with the statement of other data",
        "reported/sphinx/downloads.py",
        "statement = statement_of(app, docname)",
        "statement = app.config.reported_statement",
        "reported/sphinx/test_downloads.py::"
        "test_a_file_of_numbers_says_on_every_row_what_its_data_are",
    ),
)

#: The same, seen in a small book that is built for it.
BOOKS = (
    Mutation(
        "warnings that do not end the build",
        "book/_ext/thesis_gate.py",
        "super().__init__(standard_logging.WARNING)",
        "super().__init__(standard_logging.ERROR)",
        "book/test_gate.py::test_a_fault_that_shows_only_in_writing_ends_the_build_every_time",
    ),
    Mutation(
        "a chapter that failed kept as if it had run",
        "book/_ext/thesis_failures.py",
        "            cache.remove_cache(record.pk)\n",
        "            pass\n",
        "book/test_failures.py::"
        "test_one_build_finds_every_fault_and_keeps_what_it_read",
    ),
    Mutation(
        "results of cells kept whatever they rest on",
        "book/_ext/thesis_heads.py",
        '"fingerprint": fingerprint}',
        '"fingerprint": "always"}',
        "book/test_freshness.py::test_an_edited_function_changes_the_number",
    ),
    Mutation(
        "a banner with the title of the data",
        "book/_ext/thesis_declaration.py",
        "statement = declared.statement",
        "statement = declared.title",
        "book/test_freshness.py::test_another_data_folder_is_one_setting",
    ),
    Mutation(
        "a claim that fails and is not marked",
        "reported/sphinx/domain.py",
        "verdict=words)",
        "verdict='holds')",
        "book/test_register.py::test_a_claim_that_no_longer_holds_is_marked",
    ),
    Mutation(
        "cards of an older build",
        "reported/sphinx/_changes.py",
        ' or behind != domain.data["behind"].get(docname)',
        "",
        "book/test_register.py::"
        "test_a_page_is_written_again_when_only_what_its_cards_say_changed",
    ),
    Mutation(
        "words of a page that is gone, in the search",
        "book/_ext/thesis_output.py",
        "del terms[term]",
        "terms.get(term)",
        "book/test_output.py::test_a_page_that_is_gone_leaves_no_trace[plain]",
    ),
)

MUTATIONS = (*SCIENCE, *CHECKS, *BUILDS, *BOOKS)
