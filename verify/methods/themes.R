# In how many interviews a theme was coded, and in how many excerpts.

method("analysis.themes.theme_table", function(record, frame) {
  names <- unlist(record$data$variables)
  by <- names[length(names)]
  held <- selected(settings_beside(raw_table("interviews")), record$data$filter)
  coded <- frame[frame$coder == option(record, "coder"), ]
  groups <- vapply(record$groups, function(group) group$group, "")
  by_group <- function(rows) {
    spoken <- unique(rows$interview)
    lapply(groups, function(group) {
      members <- held$interview[held[[by]] %in% group]
      list(count = sum(members %in% spoken), n = length(members))
    })
  }
  rows <- lapply(record$rows, function(row) {
    column <- if (row$parent == "") coded$theme else coded$code
    inside <- coded[column == row$theme, ]
    list(
      interviews = length(unique(inside$interview)),
      excerpts = nrow(inside),
      by_group = by_group(inside)
    )
  })
  list(
    groups = by_group(coded), rows = rows, n_interviews = nrow(held),
    n_excerpts = nrow(coded), data = list(rows = nrow(coded))
  )
})
