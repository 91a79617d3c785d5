# Correlations of pairs of variables.

NO_SPREAD <- 1e-12

no_correlation <- function(n) {
  list(
    n = n, estimate = NA, conf_low = NA, conf_high = NA, statistic = NA, dof = NA,
    p_value = NA
  )
}

varies <- function(x) diff(range(x)) > NO_SPREAD * max(abs(x))

# Of complete pairs; the interval of ranks has the error of Bonett and Wright, for
# which R has no function of its own.
correlation_of <- function(x, y, ranks, level) {
  both <- complete.cases(x, y)
  x <- x[both]
  y <- y[both]
  n <- length(x)
  if (n < 4 || !varies(x) || !varies(y)) return(no_correlation(n))
  if (ranks) {
    test <- cor.test(x, y, method = "spearman", exact = FALSE)
  } else {
    test <- cor.test(x, y, conf.level = level)
  }
  r <- test$estimate[[1]]
  if (1 - abs(r) <= NO_SPREAD) {
    perfect <- no_correlation(n)
    perfect$estimate <- sign(r)
    return(perfect)
  }
  if (ranks) {
    error <- sqrt((1 + r^2 / 2) / (n - 3))
    z <- psych::fisherz(r) + c(-1, 1) * qnorm((1 + level) / 2) * error
    limits <- psych::fisherz2r(z)
    # cor.test gives S in place of t; a regression of the ranks has it
    t <- summary(lm(rank(y) ~ rank(x)))$coefficients[2, "t value"]
  } else {
    limits <- test$conf.int
    t <- test$statistic[[1]]
  }
  list(
    n = n, estimate = r, conf_low = limits[1], conf_high = limits[2], statistic = t,
    dof = n - 2, p_value = test$p.value
  )
}

method("correlations", function(record, frame) {
  names <- unlist(record$data$variables)
  ranks <- option(record, "method") == "spearman"
  level <- option(record, "conf_level")
  # each of the others against these, where the caller named some
  against <- strsplit(option(record, "against", ""), ", ", fixed = TRUE)[[1]]
  own <- setdiff(names, against)
  asked <- pairs_of_keys(own)
  if (length(against)) {
    asked <- unlist(lapply(own, function(one) lapply(against, c, one)), recursive = FALSE)
    asked <- lapply(asked, rev)
  }
  pairs <- lapply(asked, function(pair) {
    c(
      list(first = pair[1], second = pair[2], statistic_name = "t"),
      correlation_of(frame[[pair[1]]], frame[[pair[2]]], ranks, level)
    )
  })
  p_values <- vapply(pairs, function(pair) as.numeric(pair$p_value), 0)
  adjusted <- rep(NA_real_, length(p_values))
  there <- !is.na(p_values)
  adjusted[there] <- p.adjust(p_values[there], option(record, "correction"))
  list(
    method = if (ranks) {
      "Spearman rank correlation with the interval of Bonett and Wright"
    } else {
      "Pearson correlation with Fisher's interval"
    },
    correction = option(record, "correction"),
    n = max(vapply(pairs, function(pair) pair$n, 0)),
    n_missing = sum(!complete.cases(frame[names])),
    pairs = Map(function(pair, p) c(pair, p_adjusted = p), pairs, adjusted)
  )
})
