# Proportions weighted by the inverse chance of being observed.

method("weighted_proportions", function(record, frame) {
  names <- unlist(record$data$variables)
  level <- option(record, "conf_level")
  rows <- frame[complete.cases(frame[names[-1]]), ]
  groups <- groups_of(record, rows, names[2])
  keys <- vapply(groups, function(group) group$group, "")
  labels <- vapply(groups, function(group) group$label, "")
  used <- data.frame(observed = !is.na(rows[[names[1]]]))
  used$group <- factor(code_text(rows[[names[2]]]), keys)
  # Of a group without loss everybody's chance is 1; the others have a model.
  apart <- isTRUE(option(record, "group_predicts"))
  lossless <- if (apart) setdiff(keys, unique(used$group[!used$observed]))
  inside <- !used$group %in% lossless
  modelled <- data.frame(
    observed = used$observed[inside], group = droplevels(used$group[inside])
  )
  predictors <- if (apart && nlevels(modelled$group) > 1) "group"
  words <- list(list(name = "intercept"))
  if (length(predictors)) {
    for (key in levels(modelled$group)[-1]) {
      name <- paste0(names[2], "-", key)
      label <- says(paste0(": ", label_of(record, names[2], key)))
      words <- c(words, list(list(name = name, label = label)))
    }
  }
  for (name in names[-(1:2)]) {
    values <- rows[[name]][inside]
    words <- c(words, lapply(terms_of(record, rows[inside, ], name), function(term) {
      # unlike elsewhere, not against which level it is held
      if (length(term$level)) {
        term$label <- says(paste0(": ", label_of(record, name, term$level)))
      }
      named(term)
    }))
    if (!is.numeric(values)) {
      values <- factor(code_text(values), keys_of(record, rows[inside, ], name))
    }
    modelled[[name]] <- values
    predictors <- c(predictors, name)
  }
  model <- glm(
    reformulate(if (length(predictors)) predictors else "1", "observed"), binomial,
    modelled, epsilon = 1e-20, maxit = 50
  )
  weight <- rep(1, nrow(rows))
  weight[inside] <- 1 / fitted(model)
  quantile <- function(dof) qt((1 + level) / 2, dof)
  success <- as.numeric(rows[[names[1]]] == option(record, "level"))
  effective <- function(w) sum(w)^2 / sum(w^2)
  parts <- Map(function(key, label) {
    inside <- used$group == key & used$observed
    w <- weight[inside]
    y <- success[inside]
    share <- weighted.mean(y, w)
    n <- length(y)
    defined <- n > 1 && min(y) < max(y)
    # the linearised values of the ratio, as survey::svymean takes them
    error <- if (defined) sqrt(n * var(w * (y - share) / sum(w))) else NA
    margin <- if (defined) quantile(n - 1) * error / (share * (1 - share)) else NA
    limits <- plogis(qlogis(share) + c(-1, 1) * margin)
    list(
      values = list(
        group = key, label = label, n = sum(used$group == key), n_observed = n,
        proportion = share,
        std_error = error, conf_low = if (defined) limits[1] else NA,
        conf_high = if (defined) limits[2] else NA
      ),
      effective = effective(w), largest = max(w) / sum(w)
    )
  }, keys, labels)
  names(parts) <- keys
  pairs <- lapply(pairs_of_keys(keys), function(pair) {
    one <- parts[[pair[1]]]$values
    other <- parts[[pair[2]]]$values
    estimate <- one$proportion - other$proportion
    error <- sqrt(one$std_error^2 + other$std_error^2)
    dof <- one$n_observed + other$n_observed - 2
    list(
      first = pair[1], second = pair[2], correction = "Holm",
      interval_correction = "Bonferroni", statistic_name = "t",
      estimate = estimate, std_error = error, statistic = estimate / error, dof = dof,
      p_value = 2 * pt(-abs(estimate / error), dof)
    )
  })
  pairs <- together(pairs, level)
  table <- summary(model)$coefficients
  limits <- confint.default(model, level = level)
  seen <- weight[used$observed]
  if (nrow(table) != length(words)) stop("R finds ", nrow(table), " terms")
  fit <- list(
    weight_smallest = min(seen), weight_mean = mean(seen), weight_largest = max(seen),
    effective_n = effective(seen)
  )
  for (key in keys) fit[[paste0("effective_n-", key)]] <- parts[[key]]$effective
  for (key in keys) fit[[paste0("largest_share-", key)]] <- parts[[key]]$largest
  fit$n_missing <- nrow(frame) - nrow(rows)
  list(
    method = "Proportions weighted by the inverse chance of being observed",
    n = nrow(rows), n_observed = sum(used$observed),
    groups = lapply(unname(parts), function(part) part$values), contrasts = pairs,
    fit = unname(Map(function(name, value) list(name = name, value = value), names(fit), fit)),
    terms = lapply(seq_len(nrow(table)), function(i) {
      c(words[[i]], list(
        statistic_name = "z", estimate = table[i, 1], std_error = table[i, 2],
        statistic = table[i, 3],
        dof = NA, p_value = table[i, 4], conf_low = limits[i, 1],
        conf_high = limits[i, 2],
        effect = list(
          name = "odds_ratio", estimate = exp(table[i, 1]),
          conf_low = exp(limits[i, 1]), conf_high = exp(limits[i, 2])
        )
      ))
    }),
    data = list(rows = nrow(rows))
  )
})
