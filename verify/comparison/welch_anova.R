# Means of several groups whose variances may differ.

# Quantile of the studentized range; qtukey stops at a step of 1e-4, so its answer only
# starts the search.
range_quantile <- function(level, groups, dof) {
  start <- qtukey(level, groups, dof)
  gap <- function(range) ptukey(range, groups, dof) - level
  uniroot(gap, start * c(0.99, 1.01), tol = 1e-13)$root
}

method("welch_anova", function(record, frame) {
  found <- split_by(record, frame)
  level <- option(record, "conf_level")
  k <- length(found$keys)
  g <- factor(rep(seq_len(k), lengths(found$values)))
  test <- oneway.test(unlist(found$values) ~ g)
  f <- test$statistic[[1]]
  df <- test$parameter[["num df"]]
  df_error <- test$parameter[["denom df"]]
  contrasts <- contrasts_of(found, "Games-Howell", "Games-Howell", function(i, j) {
    a <- found$values[[i]]
    b <- found$values[[j]]
    one <- t.test(a, b)
    gap <- mean(a) - mean(b)
    margin <- range_quantile(level, k, one$parameter[[1]]) * one$stderr / sqrt(2)
    close <- function(value) near(value, "studentized range")
    t <- one$statistic[[1]]
    list(
      estimate = gap, std_error = one$stderr, statistic_name = "t", statistic = t,
      dof = one$parameter[[1]],
      p_value = one$p.value,
      p_adjusted = close(
        ptukey(abs(t) * sqrt(2), k, one$parameter[[1]], lower.tail = FALSE)
      ),
      conf_low = close(gap - margin), conf_high = close(gap + margin),
      effect = hedges_g(a, b, level)
    )
  })
  c(common(found, "Welch analysis of variance", "Games-Howell"), list(
    statistic_name = "F", statistic = f, dof = df, dof_resid = df_error,
    p_value = test$p.value,
    effect = omega_squared(f, df, df_error, sum(lengths(found$values)), level),
    contrasts = contrasts,
    assumptions = looked_at(found)
  ))
})
