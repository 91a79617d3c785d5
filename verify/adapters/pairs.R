# Two measurements, two variables, and one variable.

# p of all ways to turn the signs of a few changes round, as scipy has it with ties.
by_turning <- function(change, alternative) {
  ranks <- rank(abs(change[change != 0]))
  signs <- as.matrix(expand.grid(rep(list(c(0, 1)), length(ranks))))
  sums <- drop(signs %*% ranks)
  found <- sum(ranks[change[change != 0] > 0])
  less <- mean(sums <= found + 1e-9)
  more <- mean(sums >= found - 1e-9)
  switch(alternative, less = less, greater = more, min(1, 2 * min(less, more)))
}

for (name in c("scipy.stats.wilcoxon", "pingouin.wilcoxon")) {
  method(name, function(record, frame) {
    pairs <- both_columns(record, frame)
    change <- pairs$x - pairs$y
    moved <- change[change != 0]
    tied <- length(moved) < length(change) || anyDuplicated(abs(moved)) > 0
    exact <- length(change) <= 50 && !tied
    side <- alternative_of(record)
    test <- wilcox.test(moved,
      exact = exact, correct = by_pingouin(record), alternative = side_of(record)
    )
    p <- test$p.value
    if (tied && length(change) <= 13) p <- by_turning(change, side)
    v <- test$statistic[[1]]
    total <- length(moved) * (length(moved) + 1) / 2
    r <- 2 * v / total - 1
    wins <- outer(pairs$x, pairs$y, function(x, y) (x > y) + (x == y) / 2)
    sizes <- list(
      sized("rank_biserial", if (side == "less") -r else r),
      sized("common_language", if (side == "less") 1 - mean(wins) else mean(wins))
    )
    tested(record, frame, "Wilcoxon signed-rank test", "W",
      statistic = if (side == "two-sided") min(v, total - v) else v, p_value = p,
      effects = if (by_pingouin(record)) sizes else list()
    )
  })
}

# Limits by Fisher's transformation, whichever correlation it is.
fisher_limits <- function(record, r, n) {
  level <- option(record, "conf_level")
  side <- alternative_of(record)
  width <- qnorm(if (side == "two-sided") (1 + level) / 2 else level) / sqrt(n - 3)
  limits <- tanh(atanh(r) + c(-1, 1) * width)
  if (side == "greater") limits[2] <- 1
  if (side == "less") limits[1] <- -1
  limits_of(record, limits)
}

correlation_answer <- function(record, frame, kind) {
  pairs <- both_columns(record, frame)
  n <- nrow(pairs)
  side <- alternative_of(record)
  r <- cor(pairs$x, pairs$y, method = kind)
  t <- r * sqrt((n - 2) / (1 - r^2))
  p <- switch(side, less = pt(t, n - 2), greater = pt(-t, n - 2), 2 * pt(-abs(t), n - 2))
  if (kind == "kendall") {
    tied <- anyDuplicated(pairs$x) > 0 || anyDuplicated(pairs$y) > 0
    p <- cor.test(pairs$x, pairs$y,
      method = kind, exact = !tied && n <= 33, alternative = side_of(record)
    )$p.value
  }
  limits <- c(NA, NA)
  if (kind == "pearson" || by_pingouin(record)) limits <- fisher_limits(record, r, n)
  words <- list(
    pearson = c("Pearson correlation", "r"),
    spearman = c("Spearman rank correlation", "rs"),
    kendall = c("Kendall rank correlation", "\u03c4")
  )[[kind]]
  tested(record, frame, words[1], words[2],
    statistic = r, dof = if (kind == "kendall") NA else n - 2, p_value = p,
    conf_low = limits[1], conf_high = limits[2]
  )
}

method("pingouin.corr", function(record, frame) {
  correlation_answer(record, frame, option(record, "method"))
})
method("scipy.stats.pearsonr", function(record, frame) {
  correlation_answer(record, frame, "pearson")
})
method("scipy.stats.spearmanr", function(record, frame) {
  correlation_answer(record, frame, "spearman")
})
method("scipy.stats.kendalltau", function(record, frame) {
  correlation_answer(record, frame, "kendall")
})

method("scipy.stats.shapiro", function(record, frame) {
  values <- frame[[record$data$variables[[1]]]]
  test <- shapiro.test(values[!is.na(values)])
  tested(record, frame, "Shapiro-Wilk test", "W",
    statistic = test$statistic[[1]], p_value = test$p.value
  )
})
