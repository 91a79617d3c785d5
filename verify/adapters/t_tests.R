# t tests of two groups, of pairs, and of one mean.

cohens_d <- function(design, a, b, mu) {
  squares <- function(x) (length(x) - 1) * var(x)
  abs(switch(design,
    groups = (mean(a) - mean(b)) /
      sqrt((squares(a) + squares(b)) / (length(a) + length(b) - 2)),
    paired = (mean(a) - mean(b)) / sqrt((var(a) + var(b)) / 2),
    one = (mean(a) - mu) / sd(a)
  ))
}

t_answer <- function(record, frame) {
  design <- option(record, "design")
  mu <- option(record, "mu", 0)
  found <- list(words = list())
  if (design == "groups") found <- of_groups(record, frame)
  a <- if (design == "groups") found$values[[1]] else frame[[record$data$variables[[1]]]]
  b <- if (design == "groups") found$values[[2]] else NULL
  if (design == "paired") {
    pairs <- both_columns(record, frame)
    a <- pairs$x
    b <- pairs$y
  }
  a <- a[!is.na(a)]
  equal <- design == "groups" && option(record, "equal_var")
  test <- t.test(a, b,
    mu = mu, paired = design == "paired", var.equal = equal,
    alternative = side_of(record), conf.level = option(record, "conf_level")
  )
  method <- switch(design,
    groups = if (equal) "Student t test" else "Welch t test",
    paired = "Paired t test", one = "One-sample t test"
  )
  name <- if (design == "one") "mean" else "mean_difference"
  estimate <- mean(a) - if (is.null(b)) 0 else mean(b)
  limits <- limits_of(record, test$conf.int)
  middle <- list(name = name, estimate = estimate, conf_low = limits[1],
    conf_high = limits[2])
  effects <- list(middle)
  if (by_pingouin(record)) {
    effects[[1]]$estimate <- NA # of which it gives the limits alone
    effects[[2]] <- sized("cohens_d", cohens_d(design, a, b, mu))
  }
  tested(record, frame, method, "t",
    statistic = test$statistic[[1]], dof = test$parameter[[1]], p_value = test$p.value,
    effects = effects, groups = found$words
  )
}

for (name in c("ttest_ind", "ttest_rel", "ttest_1samp")) {
  method(paste0("scipy.stats.", name), t_answer)
}
method("pingouin.ttest", t_answer)
