# Two categories, each against the other.

counts_of <- function(record, frame) {
  names <- unlist(record$data$variables)
  frame <- frame[complete.cases(frame[names]), ]
  keys <- lapply(names, function(name) keys_of(record, frame, name))
  table(
    factor(code_text(frame[[names[1]]]), keys[[1]]),
    factor(code_text(frame[[names[2]]]), keys[[2]])
  )
}

for (name in c("scipy.stats.chi2_contingency", "pingouin.chi2_independence")) {
  method(name, function(record, frame) {
    counts <- counts_of(record, frame)
    test <- chisq.test(counts, correct = option(record, "continuity"))
    x <- test$statistic[[1]]
    v <- sqrt(x / (sum(counts) * (min(dim(counts)) - 1)))
    tested(record, frame, "Chi-square test of independence", "\u03c7\u00b2",
      statistic = x, dof = test$parameter[[1]], p_value = test$p.value,
      effects = if (by_pingouin(record)) list(sized("cramers_v", v)) else list()
    )
  })
}

method("scipy.stats.fisher_exact", function(record, frame) {
  counts <- counts_of(record, frame)
  ratio <- counts[1] * counts[4] / (counts[2] * counts[3])
  if (option(record, "turned")) ratio <- 1 / ratio
  tested(record, frame, "Fisher's exact test", "",
    p_value = fisher.test(counts)$p.value,
    effects = list(sized("odds_ratio", if (is.finite(ratio)) ratio else NA))
  )
})
