# A property that the same participants have or have not at two times.

method("mcnemar", function(record, frame) {
  wanted <- option(record, "level")
  level <- option(record, "conf_level")
  start <- frame[[record$data$variables[[1]]]]
  end <- frame[[record$data$variables[[2]]]]
  known <- !is.na(start) & !is.na(end)
  counts <- table(
    factor(start[known] == wanted, c(TRUE, FALSE)),
    factor(end[known] == wanted, c(TRUE, FALSE))
  )
  n <- sum(counts)
  lost <- counts[1, 2]
  gained <- counts[2, 1]
  before <- sum(counts[1, ]) / n
  after <- sum(counts[, 1]) / n
  wilson <- function(hits) {
    as.numeric(prop.test(hits, n, conf.level = level, correct = FALSE)$conf.int)
  }
  first <- wilson(sum(counts[1, ]))
  second <- wilson(sum(counts[, 1]))
  cross <- counts[1, 1] * counts[2, 2] - lost * gained
  if (cross > 0) cross <- max(0, cross - n / 2)
  margins <- prod(c(rowSums(counts), colSums(counts)))
  phi <- if (margins > 0) cross / sqrt(margins) else 0
  width <- function(a, b) sqrt(max(0, a^2 - 2 * phi * a * b + b^2))
  odds <- list(name = "odds_ratio", estimate = NA, conf_low = NA, conf_high = NA)
  p <- 1
  if (lost + gained > 0) {
    test <- binom.test(gained, lost + gained, conf.level = level)
    p <- test$p.value
    limits <- test$conf.int / (1 - test$conf.int)
    odds$conf_low <- limits[1]
    if (lost > 0) {
      odds$estimate <- gained / lost
      odds$conf_high <- limits[2]
    }
  }
  list(
    method = "McNemar exact test",
    n = n, n_missing = sum(!known), both = counts[1, 1], before_only = lost,
    after_only = gained, neither = counts[2, 2], before = before, after = after,
    estimate = after - before,
    conf_low = after - before - width(after - second[1], first[2] - before),
    conf_high = after - before + width(second[2] - after, before - first[1]),
    p_value = p, effect = odds
  )
})
