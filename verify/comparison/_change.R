# The same participants at two times.

paired <- function(record, frame, group) {
  level <- option(record, "conf_level")
  start <- frame[[record$data$variables[[1]]]]
  end <- frame[[record$data$variables[[2]]]]
  both <- !is.na(start) & !is.na(end)
  change <- end[both] - start[both]
  n <- length(change)
  about <- list(
    method = "Paired t test", alternative = "two-sided", statistic_name = "t",
    unit = unit_of(record, record$data$variables[[2]]), n = n, n_missing = sum(!both),
    before = c(group, described(start[both])), after = c(group, described(end[both])),
    estimate = if (n) mean(change) else NA
  )
  nearest <- 2^(floor(log2(max(abs(c(start, end)), 1e-300, na.rm = TRUE))) - 52)
  if (n < 2 || diff(range(change)) <= 4 * nearest) { # the same but for rounding
    return(c(about, list(effect = list(name = "hedges_g_z"))))
  }
  test <- t.test(end[both], start[both], paired = TRUE, conf.level = level)
  t <- test$statistic[[1]]
  c(about, list(
    std_error = test$stderr, statistic = t, dof = test$parameter[[1]],
    p_value = test$p.value, conf_low = test$conf.int[1], conf_high = test$conf.int[2],
    effect = standardised("hedges_g_z", t, n - 1, sqrt(1 / n), level),
    assumptions = list(normal_residuals(list(change), "normal changes"))
  ))
}

# A summary, also of nobody.
described <- function(values) {
  if (length(values)) summary_of(values) else list(n = 0, n_missing = 0)
}
