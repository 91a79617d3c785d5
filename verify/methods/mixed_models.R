# Both waves of everybody, with an intercept for each person, by lme4.

method("analysis.mixed_models.mixed_model", function(record, frame) {
  z <- qnorm(1 - (1 - option(record, "conf_level")) / 2)
  names <- unlist(record$data$variables)
  groups <- vapply(record$means, function(mean) mean$group, "")
  wide <- setNames(frame[names], c("entry", "followup", "g", "who"))
  long <- data.frame(
    y = c(wide$entry, wide$followup),
    wave = rep(c(0, 1), each = nrow(wide)),
    g = factor(as.character(c(wide$g, wide$g)), levels = groups),
    who = factor(c(wide$who, wide$who))
  )
  long <- na.omit(long)
  # lme4's own criterion; its optimisers stop too early, so its one parameter, the
  # persons' SD over the residual SD, is searched for here.
  criterion <- lme4::lmer(
    y ~ wave * g + (1 | who), long, REML = TRUE, devFunOnly = TRUE,
    control = lme4::lmerControl(calc.derivs = FALSE)
  )
  grid <- c(0, 10^seq(-4, 4, length.out = 400))
  best <- which.min(vapply(grid, criterion, 0))
  around <- grid[c(max(best - 1, 1), min(best + 1, length(grid)))]
  theta <- optimize(criterion, around, tol = 1e-12)$minimum
  # the root of the slope, by differences, is known to more figures than the minimum
  slope <- function(at) {
    step <- 1e-3 * at
    (criterion(at - 2 * step) - 8 * criterion(at - step) + 8 * criterion(at + step) -
      criterion(at + 2 * step)) / (12 * step)
  }
  if (theta < 1e-4 || criterion(0) <= criterion(theta)) {
    theta <- 0
  } else {
    theta <- uniroot(slope, theta * c(0.98, 1.02), extendInt = "upX", tol = 1e-13)$root
  }
  formula <- lme4::lFormula(y ~ wave * g + (1 | who), long, REML = TRUE)
  m <- lme4::mkMerMod(
    environment(criterion),
    list(par = theta, fval = criterion(theta), conv = 0, feval = 1),
    formula$reTrms, formula$fr
  )
  b <- lme4::fixef(m)
  v <- as.matrix(vcov(m))
  table <- function(estimate, error) {
    list(
      estimate = estimate, std_error = error,
      conf_low = estimate - z * error, conf_high = estimate + z * error
    )
  }
  tested <- function(estimate, error) {
    c(table(estimate, error), list(
      statistic = estimate / error, p_value = 2 * pnorm(-abs(estimate / error))
    ))
  }
  k <- length(groups)
  # each group's change, as a combination of the coefficients
  change <- cbind(0, 1, matrix(0, k, k - 1), rbind(0, diag(k - 1)))
  joint <- function(combinations) {
    found <- car::linearHypothesis(m, combinations, test = "Chisq")
    list(
      statistic = found$Chisq[2], dof = found$Df[2], p_value = found[["Pr(>Chisq)"]][2]
    )
  }
  among <- change %*% v %*% t(change)
  pairs <- combn(k, 2)
  contrasts <- lapply(seq_len(ncol(pairs)), function(i) {
    l <- change[pairs[1, i], ] - change[pairs[2, i], ]
    tested(sum(l * b), sqrt(drop(t(l) %*% v %*% l)))
  })
  adjusted <- p.adjust(vapply(contrasts, function(c) c$p_value, 0), "holm")
  for (i in seq_along(contrasts)) contrasts[[i]]$p_value <- adjusted[i]
  parts <- as.data.frame(lme4::VarCorr(m))
  normal <- function(values) {
    if (diff(range(values)) == 0) return(list(statistic = NA))
    test <- shapiro.test(values)
    list(statistic = test$statistic, p_value = test$p.value)
  }
  list(
    data = list(rows = nlevels(droplevels(long$who))),
    n = nrow(long), n_people = nlevels(droplevels(long$who)),
    n_missing = 2 * nrow(wide) - nrow(long),
    terms = lapply(seq_along(b), function(i) tested(b[[i]], sqrt(v[i, i]))),
    tests = list(joint(change), joint(sweep(change[-1, , drop = FALSE], 2, change[1, ]))),
    means = lapply(seq_len(k), function(i) {
      table(sum(change[i, ] * b), sqrt(among[i, i]))
    }),
    contrasts = contrasts,
    fit = list(
      list(value = parts$sdcor[1]), list(value = parts$sdcor[2]),
      list(value = parts$vcov[1] / sum(parts$vcov)),
      list(value = as.numeric(logLik(m)))
    ),
    assumptions = list(normal(residuals(m)), normal(lme4::ranef(m)$who[[1]]))
  )
})
