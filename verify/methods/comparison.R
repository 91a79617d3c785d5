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

# Quantile of the studentized range; qtukey stops at a step of 1e-4, so its answer only
# starts the search.
range_quantile <- function(level, groups, dof) {
  start <- qtukey(level, groups, dof)
  gap <- function(range) ptukey(range, groups, dof) - level
  uniroot(gap, start * c(0.99, 1.01), tol = 1e-13)$root
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

# Share of the pairs in which the first is larger, less that in which it is smaller.
rank_biserial <- function(a, b, level) {
  u <- suppressWarnings(wilcox.test(a, b, exact = FALSE)$statistic[[1]])
  r <- 2 * u / (length(a) * length(b)) - 1
  n <- length(a) + length(b)
  error <- sqrt((n + 1) / (3 * length(a) * length(b)))
  limits <- c(NA, NA)
  if (abs(r) < 1) limits <- tanh(atanh(r) + c(-1, 1) * qnorm((1 + level) / 2) * error)
  effect_list("rank_biserial", r, limits)
}

# The share of the ranks' variation that lies between groups, with the limits of the
# noncentrality of H.
rank_epsilon_squared <- function(values, test, level) {
  h <- test$statistic[[1]]
  df <- test$parameter[[1]]
  g <- factor(rep(seq_along(values), lengths(values)))
  r <- rank(unlist(values))
  most <- length(r) - 1
  between <- sum(lengths(values) * (tapply(r, g, mean) - mean(r))^2)
  ncp <- positive_limits(function(x) pchisq(h, df, ncp = x), level)
  share <- between / sum((r - mean(r))^2)
  effect_list("rank_epsilon_squared", share, pmin(1, ncp / most))
}

method("kruskal_wallis", function(record, frame) {
  found <- split_by(record, frame)
  level <- option(record, "conf_level")
  test <- kruskal.test(found$values)
  pooled <- rank(unlist(found$values))
  g <- rep(seq_along(found$keys), lengths(found$values))
  means <- tapply(pooled, g, mean)
  contrasts <- contrasts_of(found, "Dunn, Holm adjusted", "Bonferroni", function(i, j) {
    gap <- means[[i]] - means[[j]]
    sizes <- lengths(found$values)
    error <- sqrt(var(pooled) * (1 / sizes[i] + 1 / sizes[j]))
    jointly <- joint_level(level, choose(length(found$keys), 2))
    limits <- gap + c(-1, 1) * qnorm((1 + jointly) / 2) * error
    list(
      unit = "ranks", estimate = gap, std_error = error,
      statistic_name = "z", statistic = gap / error,
      dof = NA,
      p_value = 2 * pnorm(-abs(gap / error)), conf_low = limits[1],
      conf_high = limits[2],
      effect = rank_biserial(found$values[[i]], found$values[[j]], level)
    )
  })
  adjusted <- p.adjust(vapply(contrasts, function(pair) pair$p_value, 1), "holm")
  for (i in seq_along(contrasts)) contrasts[[i]]$p_adjusted <- adjusted[i]
  c(common(found, "Kruskal-Wallis test", "Dunn, Holm adjusted"), list(
    statistic_name = "H", statistic = test$statistic[[1]], dof = test$parameter[[1]],
    dof_resid = NA,
    p_value = test$p.value,
    effect = rank_epsilon_squared(found$values, test, level),
    contrasts = contrasts, assumptions = list()
  ))
})
