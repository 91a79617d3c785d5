# For which outcomes of those lost a result would change.

method("tipping_point", function(record, frame) {
  groups <- c(option(record, "first"), option(record, "second"))
  parts <- outcome_counts(record, frame, groups)
  one <- parts[[1]]
  other <- parts[[2]]
  sizes <- c(one$n, other$n)
  observed <- sign(one$hits * other$seen - other$hits * one$seen)
  remaining <- 0
  cells <- list()
  for (i in 0:(one$n - one$seen)) {
    for (j in 0:(other$n - other$seen)) {
      hits <- c(one$hits + i, other$hits + j)
      p_value <- exact_p(hits, sizes)
      difference <- hits[1] / sizes[1] - hits[2] / sizes[2]
      remains <- p_value < option(record, "alpha") && sign(difference) == observed
      remaining <- remaining + (remains && observed != 0)
      cells[[length(cells) + 1]] <- list(
        first_count = i, second_count = j, estimate = difference, p_value = p_value
      )
    }
  }
  labels <- vapply(groups, function(key) {
    label_of(record, record$data$variables[[2]], key)
  }, "")
  list(
    method = "Tipping points of Fisher's exact test", first = labels[1],
    second = labels[2], n = sum(sizes), n_observed = one$seen + other$seen,
    n_cells = length(cells),
    n_remaining = remaining, cells = cells, data = list(rows = sum(sizes))
  )
})
