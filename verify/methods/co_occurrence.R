# How often two themes, or two codes, occur in one interview and in one passage.

# Everything at one level of the coding frame: name to its codes, in order.
at_level <- function(level) {
  found <- list()
  visit <- function(theme, top) {
    inner <- list()
    for (below in theme$themes) inner <- c(inner, visit(below, FALSE))
    own <- vapply(theme$codes, function(code) code$code, "")
    c(
      list(list(
        name = theme$theme, level = if (top) "theme" else "sub-theme",
        codes = c(unlist(lapply(inner, function(x) if (x$level == "code") x$name)), own)
      )),
      inner,
      lapply(own, function(code) list(name = code, level = "code", codes = code))
    )
  }
  for (theme in coding_frame$themes) {
    for (node in visit(theme, TRUE)) {
      if (node$level == level) found[[node$name]] <- node$codes
    }
  }
  found
}

# Pairs of rows, one of each table, that have a character of one interview in common.
shared_passages <- function(one, other) {
  both <- merge(one, other, by = "interview")
  sum(pmin(both$end.x, both$end.y) - pmax(both$start.x, both$start.y) >= 1)
}

method("analysis.co_occurrence.co_occurrence", function(record, frame) {
  own <- frame[frame$coder == option(record, "coder"), c("interview", "code", "start", "end")]
  units <- at_level(option(record, "level"))
  rows <- lapply(units, function(codes) own[own$code %in% codes, ])
  pairs <- list()
  for (i in seq_along(units)) {
    for (j in seq_along(units)) {
      if (i >= j) next
      asked <- record$pairs[[length(pairs) + 1]]
      if (!identical(c(asked$first, asked$second), names(units)[c(i, j)])) {
        stop("the pairs are not in the order of the frame, from ", asked$first, " on")
      }
      first <- unique(rows[[i]]$interview)
      second <- unique(rows[[j]]$interview)
      both <- sum(first %in% second)
      either <- length(first) + length(second) - both
      pairs[[length(pairs) + 1]] <- list(
        both = both, either = either, jaccard = if (either) both / either else NA,
        overlaps = shared_passages(rows[[i]], rows[[j]])
      )
    }
  }
  list(
    n_interviews = nrow(raw_table("interviews")), pairs = pairs,
    data = list(rows = nrow(own))
  )
})
