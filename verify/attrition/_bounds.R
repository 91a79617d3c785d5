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
