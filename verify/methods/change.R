# The same participants at two times.

paired <- function(record, frame) {
  level <- option(record, "conf_level")
  start <- frame[[record$data$variables[[1]]]]
  end <- frame[[record$data$variables[[2]]]]
  both <- !is.na(start) & !is.na(end)
  change <- end[both] - start[both]
  test <- t.test(end[both], start[both], paired = TRUE, conf.level = level)
  n <- length(change)
  t <- test$statistic[[1]]
  list(
    n = n, n_missing = sum(!both), before = summary_of(start[both]),
    after = summary_of(end[both]), estimate = mean(change), std_error = test$stderr,
    statistic = t, dof = test$parameter[[1]], p_value = test$p.value,
    conf_low = test$conf.int[1], conf_high = test$conf.int[2],
    effect = standardised(t, n - 1, sqrt(1 / n), level),
    assumptions = list(normal_residuals(list(change)))
  )
}

method("analysis.change.paired_change", paired)
method("analysis.change.change_by_group", paired)
