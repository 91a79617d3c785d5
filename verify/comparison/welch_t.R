# Means of two groups whose variances may differ.

method("welch_t", function(record, frame) {
  found <- split_by(record, frame)
  level <- option(record, "conf_level")
  if (length(found$keys) != 2) stop("R finds ", length(found$keys), " groups")
  a <- found$values[[1]]
  b <- found$values[[2]]
  test <- t.test(a, b, conf.level = level)
  numbers <- list(
    statistic_name = "t", statistic = test$statistic[[1]], dof = test$parameter[[1]],
    p_value = test$p.value,
    effect = hedges_g(a, b, level)
  )
  pair <- c(numbers, list(
    first = found$keys[1], second = found$keys[2], correction = "none",
    interval_correction = "none", p_adjusted = test$p.value,
    estimate = mean(a) - mean(b), std_error = test$stderr,
    conf_low = test$conf.int[1], conf_high = test$conf.int[2]
  ))
  c(common(found, "Welch t test", "none"), numbers, list(
    dof_resid = NA, contrasts = list(pair), assumptions = looked_at(found)
  ))
})
