# Proportions after multiple imputation: the imputed data sets pooled by Rubin's rules,
# and what was imputed held against what mice imputes.

FEWEST_SETS <- 100 # of mice
MOST_SETS <- 300

# The share of the data sets in which each of those lost has the outcome, and how much
# the groups' shares vary between data sets, in ours and in those of mice.
look_at_imputed <- function(ours, theirs, shares, by_mice) {
  many <- nrow(ours)
  more <- nrow(theirs)
  both <- 1 / many + 1 / more
  for (i in seq_len(ncol(ours))) {
    p <- (sum(ours[, i], theirs[, i]) + 1) / (many + more + 2)
    look(sprintf("share of imputations of lost person %d", i), mean(ours[, i]),
      mean(theirs[, i]), sqrt(p * (1 - p) * both))
  }
  varies <- which(apply(by_mice, 2, var) > 0)
  for (i in varies) {
    values <- by_mice[, i]
    tails <- mean((values - mean(values))^4) / mean((values - mean(values))^2)^2
    look(sprintf("share in group %d", i), mean(shares[, i]), mean(values),
      sd(values) * sqrt(both))
    look(sprintf("deviation between imputations in group %d", i), sd(shares[, i]),
      sd(values), sd(values) * sqrt((tails - 1) * both) / 2)
  }
}

# Data sets of mice: whether each of those lost has the outcome, a row for each set.
imputed_by_mice <- function(rows, names, keys, level, sets, rounds) {
  given <- data.frame(success = factor(rows[[names[1]]] == level))
  if (length(keys) > 1) given$group <- factor(rows[[names[2]]], keys)
  for (name in names[-(1:2)]) {
    values <- rows[[name]]
    given[[name]] <- if (is.character(values)) factor(values) else values
  }
  methods <- vapply(given, function(values) {
    if (!anyNA(values)) "" else if (is.factor(values)) "logreg" else "norm"
  }, "")
  # eps = 0: no predictor is dropped for being alike another
  imputed <- mice::mice(
    given, m = sets, maxit = rounds, method = methods,
    predictorMatrix = mice::make.predictorMatrix(given), printFlag = FALSE, eps = 0
  )
  unname(t(as.matrix(imputed$imp$success) == "TRUE")) * 1
}

# One number of every data set, pooled.
pooled <- function(q, u, dof_complete) {
  found <- mice::pool.scalar(q, u, n = dof_complete + 1, k = 1)
  share <- if (found$t > 0) (1 + 1 / found$m) * found$b / found$t else 0
  list(
    estimate = found$qbar, std_error = sqrt(found$t), dof = found$df,
    information = share + (1 - share) * 2 / (found$df + 3),
    spread = sqrt(found$b / found$m)
  )
}

method("imputed_proportions", function(record, frame) {
  names <- unlist(record$data$variables)
  outcome <- names[1]
  level <- option(record, "conf_level")
  sets <- option(record, "imputations")
  rows <- frame[!is.na(frame[[names[2]]]), names]
  named <- groups_of(record, rows, names[2])
  keys <- vapply(named, function(group) group$group, "")
  inside <- lapply(keys, function(key) code_text(rows[[names[2]]]) == key)
  names(inside) <- keys
  sizes <- vapply(inside, sum, 0)
  lost <- is.na(rows[[outcome]])

  ours <- drawn(parts_of(record)[[1]], "imputed")
  possible(dim(ours) == c(sets, sum(lost)), "not one for each of those lost")
  possible(ours %in% 0:1, "neither 0 nor 1")
  theirs <- imputed_by_mice(rows, names, keys, option(record, "level"),
    min(max(sets, FEWEST_SETS), MOST_SETS), option(record, "iterations"))
  shares_in <- function(imputed) {
    success <- matrix(rows[[outcome]] == option(record, "level"), nrow(imputed),
      nrow(rows), byrow = TRUE)
    success[, lost] <- imputed == 1
    found <- vapply(inside, function(here) rowMeans(success[, here, drop = FALSE]),
      numeric(nrow(imputed)))
    matrix(found, nrow(imputed), dimnames = list(NULL, keys))
  }
  shares <- shares_in(ours)
  look_at_imputed(ours, theirs, shares, shares_in(theirs))
  variances <- sweep(shares * (1 - shares), 2, sizes, "/")

  groups <- lapply(named, function(group) {
    key <- group$group
    part <- pooled(shares[, key], variances[, key], sizes[[key]] - 1)
    p <- part$estimate
    if (p %in% 0:1) part[c("std_error", "information")] <- NA
    if (part$dof < 1) part$dof <- NA
    margin <- qt((1 + level) / 2, part$dof) * part$std_error / (p * (1 - p))
    list(
      group = key, label = group$label, n = sizes[[key]],
      n_observed = sum(inside[[key]] & !lost), proportion = p,
      std_error = part$std_error, conf_low = plogis(qlogis(p) - margin),
      conf_high = plogis(qlogis(p) + margin), missing_information = part$information,
      monte_carlo_error = part$spread
    )
  })
  compared <- function(one, other) {
    pooled(shares[, one] - shares[, other], variances[, one] + variances[, other],
      sizes[[one]] + sizes[[other]] - 2)
  }
  pairs <- lapply(pairs_of_keys(keys), function(pair) {
    part <- compared(pair[1], pair[2])
    t <- part$estimate / part$std_error
    list(
      first = pair[1], second = pair[2], correction = "Holm",
      interval_correction = "Bonferroni", statistic_name = "t",
      estimate = part$estimate, std_error = part$std_error, statistic = t,
      dof = part$dof, p_value = 2 * pt(-abs(t), part$dof)
    )
  })
  pairs <- together(pairs, level)
  spreads <- lapply(pairs_of_keys(keys), function(pair) {
    name <- paste0("monte_carlo_error-", pair[1], "-", pair[2])
    list(name = name, value = compared(pair[1], pair[2])$spread)
  })
  gaps <- colSums(is.na(rows[names[-2]]))
  list(
    method = "Multiple imputation by chained equations",
    n = nrow(rows), n_observed = sum(!lost), groups = groups, contrasts = pairs,
    fit = c(
      lapply(names(gaps)[gaps > 0], function(name) {
        list(name = paste0("imputed-", name), value = gaps[[name]])
      }),
      spreads, list(list(name = "n_missing", value = nrow(frame) - nrow(rows)))
    ),
    data = list(rows = nrow(rows))
  )
})
