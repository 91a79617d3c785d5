# The same participants at two times.

paired <- function(record, frame, group) {
  level <- option(record, "conf_level")
  start <- frame[[record$data$variables[[1]]]]
  end <- frame[[record$data$variables[[2]]]]
  both <- !is.na(start) & !is.na(end)
  change <- end[both] - start[both]
  nearest <- 2^(floor(log2(max(abs(c(start, end)), 1e-300, na.rm = TRUE))) - 52)
  if (length(change) < 2 || diff(range(change)) <= 4 * nearest) { # but for rounding
    none <- list(n = 0, n_missing = 0)
    described <- function(values) if (length(values)) summary_of(values) else none
    return(list(
      n = length(change), n_missing = sum(!both), before = described(start[both]),
      after = described(end[both]), estimate = if (length(change)) mean(change) else NA
    ))
  }
  test <- t.test(end[both], start[both], paired = TRUE, conf.level = level)
  n <- length(change)
  t <- test$statistic[[1]]
  list(
    method = "Paired t test", alternative = "two-sided", statistic_name = "t",
    unit = unit_of(record, record$data$variables[[2]]),
    n = n, n_missing = sum(!both), before = c(group, summary_of(start[both])),
    after = c(group, summary_of(end[both])), estimate = mean(change), std_error = test$stderr,
    statistic = t, dof = test$parameter[[1]], p_value = test$p.value,
    conf_low = test$conf.int[1], conf_high = test$conf.int[2],
    effect = standardised("hedges_g_z", t, n - 1, sqrt(1 / n), level),
    assumptions = list(normal_residuals(list(change), "normal changes"))
  )
}

method("analysis.change.paired_change", function(record, frame) {
  paired(record, frame, list(group = "all", label = "All"))
})

# The group is the one that the last condition of the filter names.
method("analysis.change.change_by_group", function(record, frame) {
  last <- tail(strsplit(record$data$filter, " and ", fixed = TRUE)[[1]], 1)
  named <- strsplit(last, " is ", fixed = TRUE)[[1]]
  group <- list(group = named[2], label = label_of(record, named[1], named[2]))
  paired(record, frame, group)
})
