# Words that R finds by itself: groups with their order and labels, units, and terms.

# What the codebook says of a column of a record's table; NULL if nothing.
described <- function(record, column) {
  table <- sub("^(simulated|study)/", "", record$data$source)
  for (entry in codebook$derived[[table]]) {
    if (entry$name == column) return(entry)
  }
  if (startsWith(table, "HELP/")) return(NULL)
  for (name in c(column, sub("_(entry|followup)$", "", column))) {
    for (part in names(codebook$tables)) {
      found <- variables_of(part)[[name]]
      if (!is.null(found)) return(found)
    }
  }
  NULL
}

# The unit of a column; scores are in points.
unit_of <- function(record, column) {
  entry <- described(record, column)
  if (!is.null(entry)) return(if (is.null(entry$unit)) "" else entry$unit)
  scales <- unlist(lapply(instruments, function(key) {
    vapply(key$scales, function(scale) scale$name, "")
  }))
  if (sub("_(entry|followup)$", "", column) %in% scales) "points" else ""
}

# A code as keys have it: a whole number without decimals.
code_text <- function(values) {
  if (is.numeric(values)) {
    whole <- !is.na(values) & values == round(values)
    return(ifelse(whole, sprintf("%.0f", values), as.character(values)))
  }
  as.character(values)
}

label_of <- function(record, column, key) {
  found <- described(record, column)$levels[[key]]
  if (is.null(found)) key else found
}

# The groups that have a row: as the caller ordered them, as the codebook does, or sorted.
keys_of <- function(record, frame, column) {
  present <- unique(frame[[column]][!is.na(frame[[column]])])
  present <- code_text(sort(present))
  order <- asked_order(record, column)
  if (is.null(order)) order <- names(described(record, column)$levels)
  c(order[order %in% present], setdiff(present, order))
}

# The order of a category's levels, where the caller gave one: "sex: male, female".
asked_order <- function(record, column) {
  given <- strsplit(option(record, "order", ""), "; ", fixed = TRUE)[[1]]
  own <- given[startsWith(given, paste0(column, ": "))]
  if (!length(own)) return(NULL)
  strsplit(substring(own, nchar(column) + 3), ", ", fixed = TRUE)[[1]]
}

# Key and label of each group, to stand before what was found of it.
groups_of <- function(record, frame, column) {
  lapply(keys_of(record, frame, column), function(key) {
    list(group = key, label = label_of(record, column, key))
  })
}

# Every pair of keys, first before second.
pairs_of_keys <- function(keys) {
  if (length(keys) < 2) return(list())
  combn(keys, 2, simplify = FALSE)
}

# The terms of a model's predictors, after its intercept: a number has one, a category
# one for each level after the first, which says against what it is held.
terms_of <- function(record, frame, predictors) {
  found <- lapply(predictors, function(name) {
    if (is.numeric(frame[[name]])) return(list(list(name = name, of = name)))
    keys <- keys_of(record, frame, name)
    labels <- vapply(keys, function(key) label_of(record, name, key), "")
    lapply(seq_along(keys)[-1], function(i) {
      list(
        name = paste0(name, "-", keys[i]), of = name, level = keys[i],
        label = says(paste0(": ", labels[i], ", against ", labels[1]))
      )
    })
  })
  do.call(c, found)
}

# What is said of a term, without how it was found.
named <- function(term) term[c("name", "label")[c("name", "label") %in% names(term)]]

# Every theme, sub-theme and code of the coding frame in its order, with its label, its
# level and what it stands under.
nodes_of_frame <- function() {
  found <- list()
  said <- function(entry, name) if (is.null(entry$label)) name else entry$label
  visit <- function(theme, parent) {
    level <- if (nzchar(parent)) "sub-theme" else "theme"
    node <- list(theme = theme$theme, label = said(theme, theme$theme))
    node <- c(node, list(parent = parent, level = level))
    found <<- c(found, list(node))
    for (below in theme$themes) visit(below, theme$theme)
    for (code in theme$codes) {
      node <- list(theme = code$code, label = said(code, code$code))
      node <- c(node, list(parent = theme$theme, level = "code"))
      found <<- c(found, list(node))
    }
  }
  for (theme in coding_frame$themes) visit(theme, "")
  found
}

# The node of a name.
node_of_frame <- function(name) {
  Filter(function(node) node$theme == name, nodes_of_frame())[[1]]
}
