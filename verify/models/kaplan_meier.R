# Kaplan-Meier curves, the log-rank test and restricted means, by the package survival.

undefined <- function(value) if (length(value) && is.finite(value)) value else NA

method("kaplan_meier", function(record, frame) {
  names <- unlist(record$data$variables)
  level <- option(record, "conf_level")
  named <- groups_of(record, frame, names[3])
  keys <- vapply(named, function(g) g$group, "")
  used <- frame[complete.cases(frame[names]), names]
  d <- data.frame(
    time = used[[1]],
    event = as.numeric(code_text(used[[2]]) == option(record, "level")),
    group = factor(code_text(used[[3]]), levels = keys)
  )
  fits <- lapply(keys, function(g) {
    survival::survfit(survival::Surv(time, event) ~ 1,
      data = d[d$group == g, ], conf.type = "log-log", conf.int = level
    )
  })
  ends <- vapply(fits, function(f) {
    if (min(f$surv) > 0) max(f$time) else Inf
  }, 0)
  horizon <- min(ends, option(record, "until"))
  margin <- qnorm(1 - (1 - level) / 2)
  groups <- Map(function(g, fit) {
    half <- quantile(fit, 0.5)
    mean <- horizon # nothing has happened by then, which survfit refuses to say
    error <- NA
    if (horizon >= min(fit$time)) {
      table <- summary(fit, rmean = horizon)$table
      mean <- table[["rmean"]]
      if (table[["se(rmean)"]] > 0) error <- table[["se(rmean)"]]
    }
    steps <- summary(fit, censored = TRUE)
    list(
      group = g$group,
      label = g$label,
      n = fit$n,
      n_missing = sum(code_text(frame[[names[3]]]) == g$group, na.rm = TRUE) - fit$n,
      n_events = sum(fit$n.event),
      median = undefined(half$quantile),
      median_low = undefined(half$lower),
      median_high = undefined(half$upper),
      restricted_mean = mean,
      restricted_mean_se = error,
      restricted_mean_low = mean - margin * error,
      restricted_mean_high = mean + margin * error,
      steps = lapply(seq_along(steps$time), function(i) {
        list(
          time = steps$time[i],
          at_risk = steps$n.risk[i],
          events = steps$n.event[i],
          censored = steps$n.censor[i],
          survival = steps$surv[i],
          std_error = undefined(steps$std.err[i]),
          conf_low = undefined(steps$lower[i]),
          conf_high = undefined(steps$upper[i])
        )
      })
    )
  }, named, fits)
  groups <- unname(groups)
  test <- survival::survdiff(survival::Surv(time, event) ~ group, data = d)
  dof <- length(test$n) - 1
  known <- which(!is.na(vapply(groups, function(g) g$restricted_mean_se, 0)))
  contrasts <- list()
  if (length(known) > 1) {
    contrasts <- combn(known, 2, simplify = FALSE, FUN = function(pair) {
      one <- groups[[pair[1]]]
      other <- groups[[pair[2]]]
      margin <- qnorm((1 + joint_level(level, choose(length(known), 2))) / 2)
      estimate <- one$restricted_mean - other$restricted_mean
      error <- sqrt(one$restricted_mean_se^2 + other$restricted_mean_se^2)
      list(
        first = one$group,
        second = other$group,
        correction = "Holm", interval_correction = "Bonferroni",
        statistic_name = "z",
        estimate = estimate,
        std_error = error,
        statistic = estimate / error,
        p_value = 2 * pnorm(-abs(estimate / error)),
        conf_low = estimate - margin * error,
        conf_high = estimate + margin * error
      )
    })
    adjusted <- p.adjust(vapply(contrasts, function(c) c$p_value, 0), "holm")
    for (i in seq_along(contrasts)) contrasts[[i]]$p_adjusted <- adjusted[i]
  }
  list(
    method = "Kaplan-Meier estimate and log-rank test",
    unit = unit_of(record, names[1]),
    correction = "Holm", interval_correction = "Bonferroni",
    n = nrow(d),
    n_missing = nrow(frame) - nrow(d),
    n_events = sum(d$event),
    statistic_name = "χ²",
    statistic = test$chisq,
    dof = dof,
    p_value = pchisq(test$chisq, dof, lower.tail = FALSE),
    groups = groups,
    contrasts = contrasts,
    restricted_to = horizon
  )
})
