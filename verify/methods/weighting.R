# Proportions weighted by the inverse chance of being observed.

# The levels of a category but the first, as the names of terms give them.
later_levels <- function(record, name) {
  terms <- vapply(record$terms, function(term) term$name, "")
  start <- paste0(name, "-")
  substring(terms[startsWith(terms, start)], nchar(start) + 1)
}

method("analysis.weighting.weighted_proportions", function(record, frame) {
  names <- unlist(record$data$variables)
  level <- option(record, "conf_level")
  rows <- frame[complete.cases(frame[names[-1]]), ]
  keys <- vapply(record$groups, function(group) group$group, "")
  used <- data.frame(observed = !is.na(rows[[names[1]]]))
  used$group <- factor(rows[[names[2]]], keys)
  # Of a group without loss everybody's chance is 1; the others have a model.
  apart <- isTRUE(option(record, "group_predicts"))
  lossless <- if (apart) setdiff(keys, unique(used$group[!used$observed]))
  inside <- !used$group %in% lossless
  modelled <- data.frame(
    observed = used$observed[inside], group = droplevels(used$group[inside])
  )
  predictors <- if (apart && nlevels(modelled$group) > 1) "group"
  for (name in names[-(1:2)]) {
    values <- rows[[name]][inside]
    if (is.character(values)) {
      later <- later_levels(record, name)
      values <- factor(values, c(setdiff(unique(values), later), later))
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
  parts <- lapply(keys, function(key) {
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
        n = sum(used$group == key), n_observed = n, proportion = share,
        std_error = error, conf_low = if (defined) limits[1] else NA,
        conf_high = if (defined) limits[2] else NA
      ),
      effective = effective(w), largest = max(w) / sum(w)
    )
  })
  names(parts) <- keys
  pairs <- lapply(record$contrasts, function(pair) {
    one <- parts[[pair$first]]$values
    other <- parts[[pair$second]]$values
    estimate <- one$proportion - other$proportion
    error <- sqrt(one$std_error^2 + other$std_error^2)
    dof <- one$n_observed + other$n_observed - 2
    list(
      estimate = estimate, std_error = error, statistic = estimate / error, dof = dof,
      p_value = 2 * pt(-abs(estimate / error), dof),
      conf_low = estimate - quantile(dof) * error,
      conf_high = estimate + quantile(dof) * error
    )
  })
  adjusted <- p.adjust(vapply(pairs, function(pair) pair$p_value, 0), "holm")
  for (i in seq_along(pairs)) pairs[[i]]$p_value <- adjusted[i]
  table <- summary(model)$coefficients
  limits <- confint.default(model, level = level)
  seen <- weight[used$observed]
  fit <- c(
    list(min(seen), mean(seen), max(seen), effective(seen)),
    lapply(parts, function(part) part$effective),
    lapply(parts, function(part) part$largest), nrow(frame) - nrow(rows)
  )
  list(
    n = nrow(rows), n_observed = sum(used$observed),
    groups = lapply(unname(parts), function(part) part$values), contrasts = pairs,
    fit = lapply(unname(fit), function(value) list(value = value)),
    terms = lapply(seq_len(nrow(table)), function(i) {
      list(
        estimate = table[i, 1], std_error = table[i, 2], statistic = table[i, 3],
        dof = NA, p_value = table[i, 4], conf_low = limits[i, 1],
        conf_high = limits[i, 2],
        effect = list(
          estimate = exp(table[i, 1]), conf_low = exp(limits[i, 1]),
          conf_high = exp(limits[i, 2])
        )
      )
    }),
    data = list(rows = nrow(rows))
  )
})
