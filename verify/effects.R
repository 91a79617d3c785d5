# Effect sizes, summaries and looks at assumptions that several methods share.

# The distribution of the observed values of a group.
summary_of <- function(values) {
  known <- values[!is.na(values)]
  quartiles <- quantile(known, c(0.25, 0.5, 0.75), type = 7, names = FALSE)
  list(
    n = length(known), n_missing = sum(is.na(values)), mean = mean(known),
    sd = if (length(known) > 1) sd(known) else NA, median = quartiles[2],
    q1 = quartiles[1], q3 = quartiles[3], minimum = min(known), maximum = max(known)
  )
}

# The noncentrality at which a distribution function has a probability; NA if none.
noncentrality <- function(cdf, probability, start, low = -Inf) {
  width <- 1
  for (i in 1:50) {
    left <- max(low, start - width)
    right <- start + width
    if (isTRUE(cdf(left) >= probability && probability >= cdf(right))) break
    width <- 2 * width
  }
  tryCatch(
    uniroot(function(x) cdf(x) - probability, c(left, right), tol = 1e-13)$root,
    error = function(e) NA
  )
}

# Both limits of a noncentrality that cannot be negative; NA where they would be 0.
positive_limits <- function(cdf, level) {
  tail <- (1 - level) / 2
  at_zero <- cdf(0)
  if (at_zero <= tail) return(c(NA, NA))
  low <- if (at_zero <= 1 - tail) 0 else noncentrality(cdf, 1 - tail, 0, 0)
  c(low, noncentrality(cdf, tail, 0, 0))
}

# The level of each of `n` intervals for all of them to hold together, by Bonferroni.
joint_level <- function(level, n) 1 - (1 - level) / max(1, n)

# Differences that have an error: p adjusted by Holm's method, and limits by t that hold
# together.
together <- function(pairs, level) {
  pairs <- Filter(function(pair) isTRUE(pair$std_error > 0), pairs)
  adjusted <- p.adjust(vapply(pairs, function(pair) pair$p_value, 0), "holm")
  each <- joint_level(level, length(pairs))
  Map(function(pair, p) {
    margin <- qt((1 + each) / 2, pair$dof) * pair$std_error
    pair$p_adjusted <- p
    pair$conf_low <- pair$estimate - margin
    pair$conf_high <- pair$estimate + margin
    pair
  }, pairs, adjusted)
}

effect_list <- function(name, estimate, limits) {
  if (anyNA(limits)) limits <- c(NA, NA)
  list(name = name, estimate = estimate, conf_low = limits[1], conf_high = limits[2])
}

# Omega squared of an F statistic from n observations; the limits are those of the
# noncentrality of F.
omega_squared <- function(f, df, df_error, n, level, name = "omega_squared") {
  estimate <- max(0, (f - 1) * df / ((f - 1) * df + n))
  ncp <- positive_limits(function(x) pf(f, df, df_error, ncp = x), level)
  effect_list(name, estimate, ncp / (ncp + n))
}

# A standardised mean from t, corrected for small samples.
standardised <- function(name, t, df, scale, level) {
  if (df < 2) return(effect_list(name, NA, c(NA, NA)))
  correction <- exp(lgamma(df / 2) - log(sqrt(df / 2)) - lgamma((df - 1) / 2))
  tail <- (1 - level) / 2
  # pt() cannot be asked for noncentralities beyond 37.62
  cdf <- function(x) suppressWarnings(pt(t, df, ncp = x))
  limits <- c(noncentrality(cdf, 1 - tail, t), noncentrality(cdf, tail, t))
  effect_list(name, t * scale * correction, limits * scale * correction)
}

# Hedges' g over the root of the mean variance; the limits belong to Welch's t.
hedges_g <- function(a, b, level) {
  test <- t.test(a, b)
  scale <- test$stderr / sqrt((var(a) + var(b)) / 2)
  standardised("hedges_g", test$statistic[[1]], test$parameter[[1]], scale, level)
}

# Shapiro-Wilk test of what is left after each group's mean was taken off.
normal_residuals <- function(groups, name = "normal residuals") {
  left <- unlist(lapply(groups, function(values) values - mean(values)))
  words <- list(name = name, method = "Shapiro-Wilk test", statistic_name = "W")
  undefined <- c(words, list(statistic = NA, dof = NA, dof_resid = NA, p_value = NA))
  if (length(left) < 3 || length(left) > 5000) return(undefined)
  if (diff(range(left)) <= 1e-12 * max(abs(unlist(groups)))) return(undefined)
  test <- shapiro.test(left)
  c(words, list(
    statistic = test$statistic[[1]], dof = NA, dof_resid = NA, p_value = test$p.value
  ))
}

# Brown-Forsythe test: an analysis of variance of distances from the median.
equal_variances <- function(groups) {
  words <- list(
    name = "equal variances", method = "Brown-Forsythe test", statistic_name = "F"
  )
  undefined <- c(words, list(statistic = NA, dof = NA, dof_resid = NA, p_value = NA))
  away <- lapply(groups, function(values) abs(values - median(values)))
  spread <- max(vapply(away, function(values) diff(range(values)), 1))
  if (spread <= 1e-12 * max(abs(unlist(groups)))) return(undefined)
  g <- factor(rep(seq_along(groups), lengths(groups)))
  table <- anova(lm(unlist(away) ~ g))
  c(words, list(
    statistic = table$`F value`[1], dof = table$Df[1], dof_resid = table$Df[2],
    p_value = table$`Pr(>F)`[1]
  ))
}

# --- proportions --------------------------------------------------------------------

# Wilson's interval; prop.test has it for one group without the continuity correction.
wilson <- function(hits, n, level) {
  as.numeric(prop.test(hits, n, conf.level = level, correct = FALSE)$conf.int)
}

proportion_with <- function(values, wanted, level) {
  n <- sum(!is.na(values))
  hits <- sum(values == wanted, na.rm = TRUE)
  limits <- wilson(hits, n, level)
  list(
    method = "Wilson interval", count = hits, n = n, n_missing = sum(is.na(values)),
    proportion = hits / n,
    conf_low = limits[1], conf_high = limits[2]
  )
}
