# Groups compared by their means, or by their ranks.

variance_answer <- function(record, frame, method, equal) {
  found <- of_groups(record, frame)
  y <- unlist(found$values)
  g <- factor(rep(seq_along(found$values), lengths(found$values)))
  test <- oneway.test(y ~ g, var.equal = equal)
  squares <- anova(lm(y ~ g))$`Sum Sq`
  share <- list(sized("partial_eta_squared", squares[1] / sum(squares)))
  tested(record, frame, method, "F",
    statistic = test$statistic[[1]], dof = test$parameter[[1]],
    dof_resid = test$parameter[[2]], p_value = test$p.value, groups = found$words,
    effects = if (by_pingouin(record)) share else list()
  )
}

for (name in c("scipy.stats.f_oneway", "pingouin.anova")) {
  method(name, function(record, frame) {
    variance_answer(record, frame, "Analysis of variance", TRUE)
  })
}
method("pingouin.welch_anova", function(record, frame) {
  variance_answer(record, frame, "Welch analysis of variance", FALSE)
})

for (name in c("scipy.stats.kruskal", "pingouin.kruskal")) {
  method(name, function(record, frame) {
    found <- of_groups(record, frame)
    test <- kruskal.test(found$values)
    tested(record, frame, "Kruskal-Wallis test", "H",
      statistic = test$statistic[[1]], dof = test$parameter[[1]],
      p_value = test$p.value, groups = found$words
    )
  })
}

# scipy's own choice: exact for a group of up to 8, without ties.
for (name in c("scipy.stats.mannwhitneyu", "pingouin.mwu")) {
  method(name, function(record, frame) {
    found <- of_groups(record, frame)
    a <- found$values[[1]]
    b <- found$values[[2]]
    exact <- min(length(a), length(b)) <= 8 && !anyDuplicated(c(a, b))
    test <- wilcox.test(a, b,
      exact = exact, correct = TRUE, alternative = side_of(record)
    )
    u <- test$statistic[[1]]
    larger <- u / (length(a) * length(b))
    less <- alternative_of(record) == "less"
    sizes <- list(
      sized("rank_biserial", 2 * larger - 1),
      sized("common_language", if (less) 1 - larger else larger)
    )
    tested(record, frame, "Mann-Whitney test", "U",
      statistic = u, p_value = test$p.value, groups = found$words,
      effects = if (by_pingouin(record)) sizes else list()
    )
  })
}
