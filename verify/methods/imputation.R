# Proportions after multiple imputation, by mice.
#
# Every number depends on draws. R makes as many data sets as the record names, but at
# most MOST_SETS; the error of a number is that of a jackknife over R's data sets, scaled
# to the difference between R's run and the record's.

MOST_SETS <- 300

method("analysis.imputation.imputed_proportions", function(record, frame) {
  names <- unlist(record$data$variables)
  outcome <- names[1]
  level <- option(record, "conf_level")
  wanted <- option(record, "imputations")
  sets <- min(wanted, MOST_SETS)
  rows <- frame[!is.na(frame[[names[2]]]), names]
  named <- groups_of(record, rows, names[2])
  keys <- vapply(named, function(group) group$group, "")
  inside <- lapply(keys, function(key) code_text(rows[[names[2]]]) == key)
  names(inside) <- keys
  sizes <- vapply(inside, sum, 0)

  given <- data.frame(success = factor(rows[[outcome]] == option(record, "level")))
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
    given, m = sets, maxit = option(record, "iterations"), method = methods,
    predictorMatrix = mice::make.predictorMatrix(given), printFlag = FALSE, eps = 0
  )
  shares <- t(vapply(seq_len(sets), function(i) {
    success <- given$success == "TRUE"
    success[is.na(success)] <- imputed$imp$success[[i]] == "TRUE"
    vapply(inside, function(here) mean(success[here]), 0)
  }, numeric(length(keys))))
  if (length(keys) == 1) shares <- t(shares)
  colnames(shares) <- keys
  variances <- sweep(shares * (1 - shares), 2, sizes, "/")

  # The pooled numbers, with the factor (1 + 1 / m) of as many sets as the record has.
  pooled <- function(q, u, dof_complete) {
    found <- mice::pool.scalar(q, u, n = dof_complete + 1, k = 1)
    total <- found$ubar + (1 + 1 / wanted) * found$b
    dof <- mice:::barnard.rubin(wanted, found$b, total, dof_complete)
    share <- (1 + 1 / wanted) * found$b / total
    c(
      estimate = found$qbar, std_error = sqrt(total), dof = dof,
      information = share + (1 - share) * 2 / (dof + 3), spread = sqrt(found$b / wanted)
    )
  }
  # All numbers as one vector, from the data sets `kept`; a p value is not cut at 1 here,
  # so that its error is that of a number which can still move.
  numbers <- function(kept) {
    groups <- lapply(keys, function(key) {
      part <- pooled(shares[kept, key], variances[kept, key], sizes[[key]] - 1)
      p <- part[["estimate"]]
      if (p %in% 0:1) part[c("std_error", "information")] <- NA
      if (part[["dof"]] < 1) part[["dof"]] <- NA
      margin <- qt((1 + level) / 2, part[["dof"]]) * part[["std_error"]] / (p * (1 - p))
      c(
        proportion = p, std_error = part[["std_error"]],
        conf_low = plogis(qlogis(p) - margin), conf_high = plogis(qlogis(p) + margin),
        missing_information = part[["information"]], monte_carlo_error = part[["spread"]]
      )
    })
    pairs <- lapply(pairs_of_keys(keys), function(pair) {
      one <- pair[1]
      other <- pair[2]
      part <- pooled(
        shares[kept, one] - shares[kept, other],
        variances[kept, one] + variances[kept, other], sizes[[one]] + sizes[[other]] - 2
      )
      t <- part[["estimate"]] / part[["std_error"]]
      margin <- qt((1 + level) / 2, part[["dof"]]) * part[["std_error"]]
      c(
        estimate = part[["estimate"]], std_error = part[["std_error"]], statistic = t,
        dof = part[["dof"]], p_value = 2 * pt(-abs(t), part[["dof"]]),
        conf_low = part[["estimate"]] - margin, conf_high = part[["estimate"]] + margin
      )
    })
    p_values <- vapply(pairs, function(pair) pair[["p_value"]], 0)
    order <- order(p_values)
    steps <- rev(seq_along(p_values)) * p_values[order]
    for (i in seq_along(pairs)) {
      pairs[[i]][["p_value"]] <- cummax(steps)[order == i]
    }
    spreads <- combn(keys, min(2, length(keys)), function(pair) {
      if (length(pair) < 2) return(NA)
      sqrt(var(shares[kept, pair[1]] - shares[kept, pair[2]]) / wanted)
    })
    c(unlist(groups), unlist(pairs), if (length(keys) > 1) spreads)
  }
  all <- numbers(seq_len(sets))
  without <- vapply(seq_len(sets), function(i) numbers(-i), all)
  jackknife <- sqrt((sets - 1) / sets * rowSums((without - rowMeans(without))^2))
  error <- jackknife * sqrt(1 + sets / wanted)
  # Where nothing was imputed, nothing varies but the last binary digit.
  varying <- function(value, error) {
    if (is.na(value) || error <= 1e-9 * abs(value)) value else mc(value, error)
  }
  taken <- 0
  following <- function(names) {
    at <- taken + seq_along(names)
    taken <<- taken + length(names)
    found <- Map(varying, all[at], error[at])
    setNames(found, names)
  }
  groups <- lapply(named, function(group) {
    key <- group$group
    part <- following(c(
      "proportion", "std_error", "conf_low", "conf_high", "missing_information",
      "monte_carlo_error"
    ))
    seen <- sum(!is.na(rows[[outcome]][inside[[key]]]))
    c(group, list(n = sizes[[key]], n_observed = seen), part)
  })
  pairs <- lapply(pairs_of_keys(keys), function(pair) {
    part <- following(c(
      "estimate", "std_error", "statistic", "dof", "p_value", "conf_low", "conf_high"
    ))
    part$p_value$value <- min(1, part$p_value$value)
    words <- list(
      first = pair[1], second = pair[2], correction = "Holm", statistic_name = "t"
    )
    c(words, part)
  })
  spreads <- following(seq_len(choose(length(keys), 2)))
  lost <- colSums(is.na(rows[names[-2]]))
  between <- vapply(pairs_of_keys(keys), paste, "", collapse = "-")
  list(
    method = "Multiple imputation by chained equations",
    n = nrow(rows), n_observed = sum(!is.na(rows[[outcome]])), groups = groups,
    contrasts = pairs,
    fit = c(
      lapply(names(lost)[lost > 0], function(name) {
        list(name = paste0("imputed-", name), value = lost[[name]])
      }),
      unname(Map(function(pair, spread) {
        list(name = paste0("monte_carlo_error-", pair), value = spread)
      }, between, spreads)),
      list(list(name = "n_missing", value = nrow(frame) - nrow(rows)))
    ),
    data = list(rows = nrow(rows))
  )
})
