# Families of tests: R's own p values of the members, adjusted by R.

method("holm", function(record, frame) {
  ids <- vapply(record$members, function(member) member$name, "")
  p_values <- vapply(ids, function(id) as.numeric(recomputed(id)$p_value), 0)
  adjusted <- p.adjust(p_values, "holm")
  list(method = "Holm's method", members = unname(Map(
    function(id, p, q) list(name = id, p_value = p, p_adjusted = q),
    ids, p_values, adjusted
  )))
})
