# What the outcomes of those lost could change.

# For every group: those who have the outcome, those observed, and everybody.
outcome_counts <- function(record, frame, keys) {
  names <- unlist(record$data$variables)
  frame <- frame[!is.na(frame[[names[2]]]), ]
  lapply(keys, function(key) {
    values <- frame[[names[1]]][code_text(frame[[names[2]]]) == key]
    list(
      hits = sum(values == option(record, "level"), na.rm = TRUE),
      seen = sum(!is.na(values)), n = length(values)
    )
  })
}

exact_p <- function(hits, sizes) {
  if (sum(hits) %in% c(0, sum(sizes))) return(1)
  fisher.test(cbind(hits, sizes - hits), workspace = 2e6)$p.value
}

method("attrition_bounds", function(record, frame) {
  groups <- groups_of(record, frame, record$data$variables[[2]])
  keys <- vapply(groups, function(group) group$group, "")
  parts <- outcome_counts(record, frame, keys)
  hits <- vapply(parts, function(part) part$hits, 0)
  seen <- vapply(parts, function(part) part$seen, 0)
  sizes <- vapply(parts, function(part) part$n, 0)
  fillings <- expand.grid(lapply(sizes - seen, function(lost) 0:lost))
  p_values <- apply(fillings, 1, function(more) exact_p(hits + more, sizes))
  alike <- sum(hits) %in% c(0, sum(seen))
  list(
    method = "Worst and best case of those lost",
    n = sum(sizes), n_observed = sum(seen), p_lowest = min(p_values),
    p_observed = if (alike || any(seen == 0)) NA else exact_p(hits, seen),
    p_highest = max(p_values),
    groups = Map(function(group, part) {
      list(
        group = group$group, label = group$label, n = part$n, n_observed = part$seen,
        count = part$hits,
        lowest = part$hits / part$n,
        observed = if (part$seen) part$hits / part$seen else NA,
        highest = (part$hits + part$n - part$seen) / part$n
      )
    }, groups, parts),
    data = list(rows = sum(sizes))
  )
})

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
