# Where coders found a theme, and what is drawn for limits of their agreement.

MOST_UNDEFINED <- 0.05 # of resamples, for there to be limits

# The rows of a level, in the order of the frame.
rows_of_level <- function(level) {
  Filter(function(node) node$level == level, nodes_of_frame())
}

# In which units of an interview some rows are; every character of a turn is looked at.
found_in <- function(rows, turn, unit) {
  at <- unlist(Map(function(from, to) seq(from + 1, to), rows$start, rows$end))
  at <- intersect(at, which(turn > 0))
  switch(unit, character = at, turn = unique(turn[at]), document = unique(at * 0))
}

n_units_of <- function(turn, unit) {
  switch(unit, character = sum(turn > 0), turn = max(turn), document = 1)
}

# How many rows reach into a turn.
n_reaching <- function(rows, turn) {
  sum(unlist(Map(function(from, to) any(turn[(from + 1):to] > 0), rows$start, rows$end)))
}

percentile_limits <- function(values, level) {
  quantile(values, c((1 - level) / 2, (1 + level) / 2), names = FALSE, na.rm = TRUE)
}

# How often each interview was drawn, a row for each resample; as many as there are.
times_of <- function(record, resamples, n) {
  times <- drawn(parts_of(record)[[1]], "times")
  possible(dim(times) == c(resamples, n), "other interviews")
  possible(times >= 0 & rowSums(times) == n, "more or fewer interviews than there are")
  places <- t(apply(times, 1, function(row) rep(seq_len(n), row)))
  look_at_resamples("interviews drawn:", matrix(places, resamples), n)
  times
}
