# Both waves of everybody, with an intercept for each person, by lme4.

method("mixed_model", function(record, frame) {
  z <- qnorm(1 - (1 - option(record, "conf_level")) / 2)
  names <- unlist(record$data$variables)
  kept <- frame[!is.na(frame[[names[3]]]), ]
  groups <- groups_of(record, kept, names[3])
  keys <- vapply(groups, function(group) group$group, "")
  labels <- vapply(groups, function(group) group$label, "")
  wide <- setNames(frame[names], c("entry", "followup", "g", "who"))
  long <- data.frame(
    y = c(wide$entry, wide$followup),
    wave = rep(c(0, 1), each = nrow(wide)),
    g = factor(code_text(c(wide$g, wide$g)), levels = keys),
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
  table <- function(words, estimate, error, margin = z) {
    c(words, list(
      estimate = estimate, std_error = error,
      conf_low = estimate - margin * error, conf_high = estimate + margin * error
    ))
  }
  tested <- function(words, estimate, error, margin = z) {
    c(table(words, estimate, error, margin), list(
      statistic_name = "z", statistic = estimate / error,
      p_value = 2 * pnorm(-abs(estimate / error))
    ))
  }
  k <- length(groups)
  # each group's change, as a combination of the coefficients
  change <- cbind(0, 1, matrix(0, k, k - 1), rbind(0, diag(k - 1)))
  joint <- function(name, combinations) {
    found <- car::linearHypothesis(m, combinations, test = "Chisq")
    list(
      name = name, statistic_name = "χ²", statistic = found$Chisq[2], dof = found$Df[2],
      p_value = found[["Pr(>Chisq)"]][2]
    )
  }
  among <- change %*% v %*% t(change)
  pairs <- combn(k, 2)
  jointly <- qnorm((1 + joint_level(option(record, "conf_level"), ncol(pairs))) / 2)
  contrasts <- lapply(seq_len(ncol(pairs)), function(i) {
    l <- change[pairs[1, i], ] - change[pairs[2, i], ]
    words <- list(
      first = keys[pairs[1, i]], second = keys[pairs[2, i]], correction = "Holm",
      interval_correction = "Bonferroni"
    )
    tested(words, sum(l * b), sqrt(drop(t(l) %*% v %*% l)), jointly)
  })
  adjusted <- p.adjust(vapply(contrasts, function(c) c$p_value, 0), "holm")
  for (i in seq_along(contrasts)) contrasts[[i]]$p_adjusted <- adjusted[i]
  parts <- as.data.frame(lme4::VarCorr(m))
  normal <- function(name, values) {
    words <- list(name = name, method = "Shapiro-Wilk test", statistic_name = "W")
    if (diff(range(values)) == 0) return(c(words, list(statistic = NA)))
    test <- shapiro.test(values)
    c(words, list(statistic = test$statistic, p_value = test$p.value))
  }
  later <- lapply(seq_len(k)[-1], function(i) {
    held <- paste0(": ", labels[i], ", against ", labels[1])
    list(
      main = list(
        name = paste0(names[3], "-", keys[i]), label = says(paste0(held, ", at entry"))
      ),
      change = list(
        name = paste0("wave:", names[3], "-", keys[i]),
        label = says(paste0(held, ", in the change"))
      )
    )
  })
  words <- c(
    list(
      list(name = "intercept", label = paste(labels[1], "at entry")),
      list(name = "wave", label = paste("Follow-up, against entry, in", labels[1]))
    ),
    lapply(later, function(term) term$main), lapply(later, function(term) term$change)
  )
  list(
    method = "Linear mixed model with an intercept for each person",
    unit = unit_of(record, names[1]),
    data = list(rows = nlevels(droplevels(long$who))),
    n = nrow(long), n_people = nlevels(droplevels(long$who)),
    n_missing = 2 * nrow(wide) - nrow(long),
    terms = lapply(seq_along(b), function(i) {
      tested(words[[i]], b[[i]], sqrt(v[i, i]))
    }),
    tests = list(
      joint("wave", change),
      joint(
        paste0("wave:", names[3]), sweep(change[-1, , drop = FALSE], 2, change[1, ])
      )
    ),
    means = lapply(seq_len(k), function(i) {
      said <- list(group = keys[i], label = paste0(labels[i], ", follow-up - entry"))
      table(said, sum(change[i, ] * b), sqrt(among[i, i]))
    }),
    contrasts = contrasts,
    fit = list(
      list(name = "sd_person", value = parts$sdcor[1]),
      list(name = "sd_residual", value = parts$sdcor[2]),
      list(name = "icc", value = parts$vcov[1] / sum(parts$vcov)),
      list(name = "log_likelihood", value = as.numeric(logLik(m)))
    ),
    assumptions = list(
      normal("normal residuals", residuals(m)),
      normal("normal intercepts of persons", lme4::ranef(m)$who[[1]])
    )
  )
})
