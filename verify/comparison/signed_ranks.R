# The same participants at two times, by the ranks of their changes.

method("signed_ranks", function(record, frame) {
  level <- option(record, "conf_level")
  start <- frame[[record$data$variables[[1]]]]
  end <- frame[[record$data$variables[[2]]]]
  both <- !is.na(start) & !is.na(end)
  change <- end[both] - start[both]
  # What differs by rounding alone is the same.
  least <- 4 * 2^(floor(log2(max(abs(c(start[both], end[both]))))) - 52)
  change[abs(change) <= least] <- 0
  sizes <- sort(abs(change))
  first <- sizes[c(TRUE, diff(sizes) > least)]
  change <- sign(change) * first[findInterval(abs(change) + least / 2, first)]
  moved <- change[change != 0]
  test <- suppressWarnings(wilcox.test(moved, exact = FALSE, correct = TRUE))
  v <- test$statistic[[1]]
  n <- length(moved)
  ranks <- n * (n + 1) / 2
  r <- 2 * v / ranks - 1
  error <- sqrt((2 * n^3 + 3 * n^2 + n) / 6) / ranks
  limits <- c(NA, NA)
  if (abs(r) < 1) limits <- tanh(atanh(r) + c(-1, 1) * qnorm((1 + level) / 2) * error)
  means <- outer(change, change, "+") / 2
  everybody <- list(group = "all", label = "All")
  list(
    method = "Wilcoxon signed-rank test", alternative = "two-sided",
    unit = unit_of(record, record$data$variables[[1]]),
    n = length(change), n_missing = sum(!both), n_higher = sum(change > 0),
    n_same = sum(change == 0), n_lower = sum(change < 0),
    before = c(everybody, summary_of(start[both])),
    after = c(everybody, summary_of(end[both])),
    estimate = median(means[upper.tri(means, diag = TRUE)]),
    statistic_name = "V", statistic = v, p_value = test$p.value,
    effect = effect_list("rank_biserial", r, limits)
  )
})
