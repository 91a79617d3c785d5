# What the outcomes of those lost could change, at the most.

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
