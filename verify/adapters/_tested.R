# What tests of pingouin and scipy have in common.

# Numbers of a test, of which those that are not given are undefined.
tested <- function(record, frame, method, name, ...) {
  n <- sum(complete.cases(frame[unlist(record$data$variables)]))
  none <- list(
    statistic = NA, dof = NA, dof_resid = NA, p_value = NA, p_adjusted = NA,
    conf_low = NA, conf_high = NA, correction = "none", effects = list(),
    groups = list(), tests = list(), n = n, n_missing = nrow(frame) - n,
    alternative = alternative_of(record)
  )
  given <- list(...)
  c(list(method = method, statistic_name = name), given,
    none[setdiff(names(none), names(given))])
}

alternative_of <- function(record) option(record, "alternative", "two-sided")

side_of <- function(record) sub("-", ".", alternative_of(record), fixed = TRUE)

by_pingouin <- function(record) startsWith(record$data[["function"]], "pingouin")

sized <- function(name, estimate) effect_list(name, estimate, c(NA, NA))

# Limits without those that lie at the end of the scale; pingouin's have two decimals.
limits_of <- function(record, limits) {
  limits[!is.finite(limits)] <- NA
  if (by_pingouin(record)) round(limits, 2) else limits
}

# Complete values of both columns.
both_columns <- function(record, frame) {
  found <- frame[unlist(record$data$variables)]
  setNames(found[complete.cases(found), ], c("x", "y"))
}

# Observed values of each group, the first that the caller put first, and summaries.
of_groups <- function(record, frame) {
  by <- record$data$variables[[1]]
  outcome <- frame[[record$data$variables[[2]]]]
  words <- groups_of(record, frame, by)
  keys <- vapply(words, function(part) part$group, "")
  inside <- lapply(keys, function(key) outcome[code_text(frame[[by]]) %in% key])
  values <- lapply(inside, function(one) one[!is.na(one)])
  first <- option(record, "first", keys[1])
  list(
    values = values[order(keys != first)],
    words = unname(Map(c, words, lapply(inside, summary_of)))
  )
}
