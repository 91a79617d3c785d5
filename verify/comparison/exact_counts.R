# Categories compared between groups.

exact_p <- function(counts) {
  counts <- counts[, colSums(counts) > 0, drop = FALSE]
  if (ncol(counts) < 2) return(1)
  fisher.test(counts, workspace = 2e7)$p.value
}

cramers_v <- function(counts, level) {
  test <- chisq.test(counts, correct = FALSE)
  most <- sum(counts) * (min(dim(counts)) - 1)
  x <- test$statistic[[1]]
  df <- test$parameter[[1]]
  ncp <- positive_limits(function(value) pchisq(x, df, ncp = value), level)
  effect_list("cramers_v", min(1, sqrt(x / most)), pmin(1, sqrt(ncp / most)))
}

# Yang and Dalton's distance between two sets of shares; the wanted level comes first.
standardised_difference <- function(a, b, level) {
  signed <- length(a) == 2
  n <- c(sum(a), sum(b))
  kept <- a + b > 0
  name <- "standardised_difference"
  if (sum(kept) < 2 || !any(a > 0 & b > 0)) return(effect_list(name, NA, c(NA, NA)))
  p <- (a / n[1])[kept]
  q <- (b / n[2])[kept]
  p <- p[-length(p)]
  q <- q[-length(q)]
  spread <- (diag(p, length(p)) - p %o% p + diag(q, length(q)) - q %o% q) / 2
  d <- sqrt(mahalanobis(p, q, spread))
  estimate <- if (signed && p[1] < q[1]) -d else d
  error <- sqrt(sum(n) / prod(n) + d^2 / (2 * sum(n)))
  limits <- estimate + c(-1, 1) * qnorm((1 + level) / 2) * error
  if (!signed) limits[1] <- max(0, limits[1])
  effect_list(name, estimate, limits)
}

method("exact_counts", function(record, frame) {
  wanted <- option(record, "level")
  level <- option(record, "conf_level")
  by <- record$data$variables[[1]]
  group <- code_text(frame[[by]])
  values <- frame[[record$data$variables[[2]]]]
  groups <- groups_of(record, frame, by)
  keys <- vapply(groups, function(part) part$group, "")
  kinds <- unique(c(wanted, sort(values[!is.na(group)])))
  counts <- t(sapply(keys, function(key) {
    vapply(kinds, function(kind) sum(values == kind & group %in% key, na.rm = TRUE), 1)
  }))
  kept <- colSums(counts) > 0
  shown <- kept
  shown[1] <- TRUE # the wanted level, also if nobody has it: then there is no sign
  shares <- lapply(keys, function(key) proportion_with(values[group %in% key], wanted, level))
  contrasts <- lapply(pairs_of_keys(seq_along(keys)), function(pair) {
    i <- pair[1]
    j <- pair[2]
    jointly <- joint_level(level, choose(length(keys), 2))
    one <- proportion_with(values[group %in% keys[i]], wanted, jointly)
    other <- proportion_with(values[group %in% keys[j]], wanted, jointly)
    down <- (one$proportion - one$conf_low)^2 + (other$conf_high - other$proportion)^2
    up <- (one$conf_high - one$proportion)^2 + (other$proportion - other$conf_low)^2
    gap <- one$proportion - other$proportion
    list(
      first = keys[i], second = keys[j], correction = "Holm",
      interval_correction = "Bonferroni",
      estimate = gap, conf_low = gap - sqrt(down), conf_high = gap + sqrt(up),
      p_value = exact_p(cbind(counts[, 1], rowSums(counts[, -1, drop = FALSE]))[c(i, j), ]),
      effect = standardised_difference(counts[i, shown], counts[j, shown], level)
    )
  })
  adjusted <- p.adjust(vapply(contrasts, function(pair) pair$p_value, 1), "holm")
  for (i in seq_along(contrasts)) contrasts[[i]]$p_adjusted <- adjusted[i]
  two <- length(keys) == 2 && sum(kept) <= 2
  list(
    method = if (two) "Fisher's exact test" else "Fisher-Freeman-Halton exact test",
    n = sum(counts), n_missing = nrow(frame) - sum(counts),
    p_value = exact_p(counts), effect = cramers_v(counts[, kept], level),
    groups = unname(Map(c, groups, shares)), contrasts = contrasts
  )
})
