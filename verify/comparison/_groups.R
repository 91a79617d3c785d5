# A numeric outcome compared between groups.

# Observed values of every group, with what is missing.
split_by <- function(record, frame) {
  by <- record$data$variables[[1]]
  group <- code_text(frame[[by]])
  outcome <- frame[[record$data$variables[[2]]]]
  groups <- groups_of(record, frame, by)
  keys <- vapply(groups, function(part) part$group, "")
  inside <- lapply(keys, function(key) outcome[group %in% key])
  list(
    keys = keys,
    values = lapply(inside, function(values) values[!is.na(values)]),
    summaries = Map(c, groups, lapply(inside, summary_of)),
    n_missing = sum(is.na(outcome) | is.na(group)),
    unit = unit_of(record, record$data$variables[[2]])
  )
}

# Each pair of groups, by a function of the places of both.
contrasts_of <- function(found, correction, interval, compute) {
  lapply(pairs_of_keys(seq_along(found$keys)), function(pair) {
    c(
      list(
        first = found$keys[pair[1]], second = found$keys[pair[2]],
        correction = correction, interval_correction = interval
      ),
      compute(pair[1], pair[2])
    )
  })
}

common <- function(found, method, correction) {
  list(
    method = method, correction = correction, alternative = "two-sided",
    unit = found$unit, n = sum(lengths(found$values)), n_missing = found$n_missing,
    groups = unname(found$summaries)
  )
}

looked_at <- function(found) {
  list(normal_residuals(found$values), equal_variances(found$values))
}
