# How often two themes, or two codes, occur in one interview and in one passage.

# Everything at one level of the coding frame, in order.
at_level <- function(level) {
  Filter(function(node) node$level == level, nodes_of_frame())
}

# Pairs of rows, one of each table, that have a character of one interview in common.
shared_passages <- function(one, other) {
  both <- merge(one, other, by = "interview")
  sum(pmin(both$end.x, both$end.y) - pmax(both$start.x, both$start.y) >= 1)
}

method("co_occurrence", function(record, frame) {
  own <- frame[frame$coder == option(record, "coder"), c("interview", "code", "start", "end")]
  units <- at_level(option(record, "level"))
  rows <- lapply(units, function(unit) own[own$code %in% branch_of(unit$theme), ])
  pairs <- list()
  for (i in seq_along(units)) {
    for (j in seq_along(units)) {
      if (i >= j) next
      first <- unique(rows[[i]]$interview)
      second <- unique(rows[[j]]$interview)
      both <- sum(first %in% second)
      either <- length(first) + length(second) - both
      pairs[[length(pairs) + 1]] <- list(
        first = units[[i]]$theme, second = units[[j]]$theme,
        first_label = units[[i]]$label, second_label = units[[j]]$label, both = both,
        either = either, jaccard = if (either) both / either else NA,
        overlaps = shared_passages(rows[[i]], rows[[j]])
      )
    }
  }
  coder <- option(record, "coder")
  list(
    method = paste0(
      "Excerpts coded by ", coder, "; Jaccard similarity of the sets of interviews"
    ),
    n_interviews = nrow(selected(held_interviews(), record$data$filter)), pairs = pairs,
    data = list(rows = nrow(own))
  )
})
