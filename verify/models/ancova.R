# Follow-up by group with allowance for the entry score, by lm, car and emmeans.

# A difference over the residual SD from its t, corrected for small samples.
adjusted_g <- function(t, dof, scale, conf_level) {
  name <- "adjusted_hedges_g"
  if (dof < 2) return(list(name = name, estimate = NA, conf_low = NA, conf_high = NA))
  tail <- (1 - conf_level) / 2
  limit <- function(p) {
    width <- 1
    gap <- function(ncp) suppressWarnings(pt(t, dof, ncp)) - p
    while (gap(t - width) < 0 || gap(t + width) > 0) width <- width * 2
    uniroot(gap, c(t - width, t + width), tol = 1e-12)$root
  }
  factor <- scale * exp(lgamma(dof / 2) - log(sqrt(dof / 2)) - lgamma((dof - 1) / 2))
  list(
    name = name, estimate = t * factor, conf_low = limit(1 - tail) * factor,
    conf_high = limit(tail) * factor
  )
}

method("ancova", function(record, frame) {
  conf_level <- option(record, "conf_level")
  names <- unlist(record$data$variables)
  kept <- frame[complete.cases(frame[names]), ]
  groups <- groups_of(record, kept, names[3])
  keys <- vapply(groups, function(group) group$group, "")
  d <- setNames(frame[names], c("y", "x", "g"))
  d$g <- factor(code_text(d$g), levels = keys)
  n_all <- nrow(d)
  d <- na.omit(d)
  m <- lm(y ~ x + g, d)
  table <- coef(summary(m))
  limits <- confint(m, level = conf_level)
  dof <- df.residual(m)
  words <- c(
    list(list(name = "intercept")), lapply(terms_of(record, kept, names[-1]), named)
  )
  if (length(words) != nrow(table)) stop("R finds ", nrow(table), " terms")
  terms <- lapply(seq_len(nrow(table)), function(i) {
    c(words[[i]], list(
      statistic_name = "t", estimate = table[i, 1], std_error = table[i, 2],
      statistic = table[i, 3],
      dof = dof, p_value = table[i, 4], conf_low = limits[i, 1],
      conf_high = limits[i, 2]
    ))
  })
  joint <- car::Anova(m, type = 2)
  tests <- lapply(c("x", "g"), function(name) {
    f <- joint[name, "F value"]
    list(
      name = names[match(name, c("y", "x", "g"))], statistic_name = "F", statistic = f,
      dof = joint[name, "Df"], dof_resid = dof,
      p_value = joint[name, "Pr(>F)"],
      effect = omega_squared(
        f, joint[name, "Df"], dof, joint[name, "Df"] + dof + 1, conf_level,
        "partial_omega_squared"
      )
    )
  })
  marginal <- emmeans::emmeans(m, "g", level = conf_level)
  rows <- as.data.frame(summary(marginal, level = conf_level))
  means <- lapply(seq_along(groups), function(i) {
    c(groups[[i]], list(
      estimate = rows$emmean[i], std_error = rows$SE[i],
      conf_low = rows$lower.CL[i], conf_high = rows$upper.CL[i]
    ))
  })
  ends <- pairs_of_keys(keys)
  pairs <- as.data.frame(summary(
    pairs(marginal), infer = TRUE, adjust = "none", level = conf_level
  ))
  # emmeans gives limits that hold together beside p values of Holm
  jointly <- as.data.frame(confint(
    pairs(marginal), adjust = "holm", level = conf_level
  ))
  adjusted <- p.adjust(pairs$p.value, "holm")
  contrasts <- lapply(seq_len(nrow(pairs)), function(i) {
    list(
      first = ends[[i]][1], second = ends[[i]][2], correction = "Holm",
      interval_correction = "Bonferroni",
      statistic_name = "t", estimate = pairs$estimate[i], std_error = pairs$SE[i],
      statistic = pairs$t.ratio[i], dof = pairs$df[i], p_value = pairs$p.value[i],
      p_adjusted = adjusted[i],
      conf_low = jointly$lower.CL[i], conf_high = jointly$upper.CL[i],
      effect = adjusted_g(
        pairs$t.ratio[i], dof, pairs$SE[i] / sigma(m), conf_level
      )
    )
  })
  normal <- shapiro.test(residuals(m))
  squared <- summary(lm(residuals(m)^2 ~ x + g, d))
  spread <- nrow(d) * squared$r.squared
  slopes <- anova(m, lm(y ~ x * g, d))
  parallel <- !is.na(slopes$F[2])
  list(
    method = "Analysis of covariance", unit = unit_of(record, names[1]),
    n = nrow(d), n_missing = n_all - nrow(d), terms = terms, tests = tests,
    means = means, contrasts = contrasts,
    fit = list(
      list(name = "r_squared", value = summary(m)$r.squared),
      list(name = "residual_sd", value = sigma(m)),
      list(name = "baseline_mean", value = mean(d$x))
    ),
    assumptions = list(
      list(
        name = "normal residuals", method = "Shapiro-Wilk test", statistic_name = "W",
        statistic = normal$statistic, p_value = normal$p.value
      ),
      list(
        name = "constant variance", method = "Breusch-Pagan test, studentised",
        statistic_name = "χ²", statistic = spread, dof = m$rank - 1,
        p_value = pchisq(spread, m$rank - 1, lower.tail = FALSE)
      ),
      c(
        list(
          name = "parallel slopes", method = "F test of the interaction",
          statistic_name = "F"
        ),
        if (parallel) list(
          statistic = slopes$F[2], dof = slopes$Df[2], dof_resid = slopes$Res.Df[2],
          p_value = slopes[["Pr(>F)"]][2]
        ) else list(statistic = NA)
      )
    )
  )
})
