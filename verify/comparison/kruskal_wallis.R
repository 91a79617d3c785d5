# Ranks of several groups.

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
