# Cox models, by the package survival: tied events by Efron's method.

# The score tests of cox.zph one by one, for when it stops as one of them is undefined:
# of everybody in every interval between events, coefficients times the scale, at 0.
changing <- function(m, time, event, terms) {
  y <- survival::Surv(time + 1, event) # an interval cannot end at 0
  x <- scale(m$x)
  all <- survival::survfit(y ~ 1)
  long <- survival::survSplit(y ~ .row,
    data = data.frame(.row = seq_along(time)), cut = sort(unique((time + 1)[event == 1]))
  )
  stop <- long$y[, "stop"]
  scale <- 1 - c(1, all$surv)[findInterval(stop, all$time, left.open = TRUE) + 1]
  centre <- mean(scale[long$y[, "status"] == 1])
  constant <- x[long$.row, , drop = FALSE]
  times <- constant[, terms, drop = FALSE] * (scale - centre)
  fit <- survival::coxph(long$y ~ constant + times,
    ties = "efron", init = c(coef(m) * attr(x, "scaled:scale"), rep(0, length(terms))),
    control = survival::coxph.control(iter.max = 0, toler.chol = 1e-10)
  )
  known <- min(diag(fit$var)) > 0
  statistic <- if (known) fit$score else NA
  dof <- length(terms)
  c(chisq = statistic, df = dof, p = pchisq(statistic, dof, lower.tail = FALSE))
}

method("cox_model", function(record, frame) {
  names <- unlist(record$data$variables)
  level <- option(record, "conf_level")
  predictors <- names[-(1:2)]
  used <- frame[complete.cases(frame[names]), names]
  time <- used[[1]]
  event <- as.numeric(code_text(used[[2]]) == option(record, "level"))
  d <- used[predictors]
  words <- terms_of(record, used, predictors)
  for (name in predictors[!vapply(d, is.numeric, TRUE)]) {
    d[[name]] <- factor(code_text(d[[name]]), levels = keys_of(record, used, name))
  }
  tight <- survival::coxph.control(eps = 1e-12, toler.chol = 1e-13, iter.max = 100)
  fitted <- function(terms) {
    right <- if (length(terms)) paste0("`", terms, "`", collapse = " + ") else "1"
    d$.time <- time
    d$.event <- event
    survival::coxph(as.formula(paste("survival::Surv(.time, .event) ~", right)),
      data = d, ties = "efron", control = tight, model = TRUE, x = TRUE
    )
  }
  m <- fitted(predictors)
  estimates <- unname(coef(m))
  if (length(estimates) != length(words)) stop("R finds ", length(estimates), " terms")
  errors <- unname(sqrt(diag(vcov(m))))
  margin <- qnorm(1 - (1 - level) / 2)
  highest <- tail(m$loglik, 1)
  ratio <- function(name, terms, dof) {
    without <- if (length(terms)) tail(fitted(terms)$loglik, 1) else m$loglik[1]
    statistic <- 2 * (highest - without)
    list(
      name = name, statistic_name = "χ²", statistic = statistic, dof = dof,
      p_value = pchisq(statistic, dof, lower.tail = FALSE)
    )
  }
  sizes <- lengths(m$assign)
  constant <- tryCatch(
    survival::cox.zph(m, transform = "km")$table,
    error = function(e) {
      parts <- c(unname(m$assign), list(seq_along(estimates)))
      do.call(rbind, lapply(parts, function(p) changing(m, time, event, p)))
    }
  )
  list(
    method = "Cox proportional hazards model (Efron)",
    unit = unit_of(record, names[1]),
    n = nrow(d),
    n_missing = nrow(frame) - nrow(d),
    n_events = sum(event),
    terms = lapply(seq_along(estimates), function(i) {
      limits <- estimates[i] + c(-1, 1) * margin * errors[i]
      z <- estimates[i] / errors[i]
      c(named(words[[i]]), list(
        statistic_name = "z",
        estimate = estimates[i],
        std_error = errors[i],
        statistic = z,
        p_value = 2 * pnorm(-abs(z)),
        conf_low = limits[1],
        conf_high = limits[2],
        effect = list(
          name = "hazard_ratio",
          estimate = exp(estimates[i]),
          conf_low = exp(limits[1]),
          conf_high = exp(limits[2])
        )
      ))
    }),
    tests = c(
      unname(Map(function(name, size) ratio(name, setdiff(predictors, name), size),
        predictors, sizes)),
      list(ratio("model", character(), length(estimates)))
    ),
    means = list(),
    contrasts = list(),
    fit = list(
      list(name = "log_likelihood", value = highest),
      list(name = "concordance", value = unname(survival::concordance(m)$concordance)),
      list(name = "events_per_coefficient", value = sum(event) / length(estimates))
    ),
    assumptions = lapply(seq_len(nrow(constant)), function(i) {
      list(
        name = says("proportional hazards, "),
        method = "Score test on the Kaplan-Meier scale",
        statistic_name = "χ²",
        statistic = constant[i, "chisq"],
        dof = constant[i, "df"],
        p_value = constant[i, "p"]
      )
    })
  )
})
