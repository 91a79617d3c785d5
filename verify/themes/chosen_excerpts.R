# Which excerpts are printed: chosen again by the rule that the record names.

# The top themes with all their codes in the order of the frame; or one node of it.
themes_asked <- function(wanted) {
  found <- list()
  walk <- function(theme, top) {
    codes <- character()
    place <- length(found) + 1
    found[[place]] <<- list(name = theme$theme, top = top)
    for (below in theme$themes) codes <- c(codes, walk(below, FALSE))
    for (code in theme$codes) codes <- c(codes, code$code)
    found[[place]]$codes <<- codes
    codes
  }
  for (theme in coding_frame$themes) walk(theme, TRUE)
  Filter(function(node) if (wanted == "") node$top else node$name == wanted, found)
}

# Codes of the table `interviews` by which they are grouped, in the codebook's order.
groups_of <- function(held, by) {
  listed <- names(variables_of("participants")[[by]]$levels)
  there <- unique(held[[by]])
  if (is.null(listed)) sort(there) else listed[listed %in% there]
}

characters <- function(row) seq(row$start, row$end - 1)

# Whether the second coder's rows have half of the characters of a passage.
confirmed <- function(row, second) {
  near <- second[second$interview == row$interview, ]
  theirs <- unlist(lapply(seq_len(nrow(near)), function(i) characters(near[i, ])))
  mean(characters(row) %in% theirs) >= 0.5
}

# The typical row among a theme's rows: from all of them, not only from those chosen.
typical_row <- function(rows, second, codes, order) {
  passages <- unique(rows[c("interview", "start", "end")])
  middle <- median(passages$end - passages$start)
  told <- vapply(codes, function(code) length(unique(rows$interview[rows$code == code])), 1)
  left <- rows[rows$code == codes[which.max(told)], ]
  sure <- vapply(seq_len(nrow(left)), function(i) confirmed(left[i, ], second), TRUE)
  if (any(sure)) left <- left[sure, ]
  far <- abs(left$end - left$start - middle)
  left <- left[far == min(far), ]
  left[order(match(left$interview, order), left$start, left$end)[1], ]
}

# The rows that a rule chooses for one theme, each with its name.
chosen_rows <- function(rule, theme, rows, second, held, by) {
  rows <- rows[rows$code %in% theme$codes, ]
  second <- second[second$code %in% theme$codes, ]
  pick <- function(interviews, name) {
    inside <- rows[rows$interview %in% interviews, ]
    row <- typical_row(inside, second, theme$codes, held$interview)
    cbind(row, name = paste0(theme$name, "-", name))
  }
  if (!nrow(rows)) return(list())
  if (rule == "typical") return(list(pick(held$interview, "typical")))
  groups <- groups_of(held, by)
  members <- lapply(groups, function(group) held$interview[held[[by]] == group])
  shares <- vapply(members, function(m) mean(m %in% rows$interview), 1)
  if (rule == "deviant") {
    shares[shares == 0] <- Inf
    return(list(pick(members[[which.min(shares)]], "deviant")))
  }
  lapply(which(shares > 0), function(g) pick(members[[g]], groups[g]))
}

# A row with the place and words that are printed: from the first to the last passage of
# the theme in the same turn, and further until no passage in the turn is cut off.
in_its_turn <- function(row, coded, codes, held) {
  points <- code_points(row$interview)
  turn <- turn_of_characters(points, held$pseudonym[held$interview == row$interview])
  reached <- turn[characters(row) + 1]
  if (any(reached > 0)) {
    spoken <- range(which(turn %in% reached[reached > 0]))
    here <- coded[coded$interview == row$interview, ]
    here <- here[here$start >= spoken[1] - 1 & here$end <= spoken[2], ]
    near <- here[here$code %in% codes, ]
    wider <- c(min(row$start, near$start), max(row$end, near$end))
    while (!is.null(wider)) {
      row$start <- wider[1]
      row$end <- wider[2]
      near <- here[here$start < row$end & here$end > row$start, ]
      wider <- c(min(row$start, near$start), max(row$end, near$end))
      if (all(wider == c(row$start, row$end))) wider <- NULL
    }
  }
  row$text <- intToUtf8(points[characters(row) + 1])
  row
}

# An excerpt with all that is said of it.
quoted <- function(row, held, by, record) {
  theme <- sub("-[^-]*$", "", row$name)
  why <- substring(row$name, nchar(theme) + 2)
  own <- held[held$interview == row$interview, ]
  group <- label_of(record, by, own[[by]])
  labelled <- if (why %in% c("typical", "deviant")) why else label_of(record, by, why)
  list(
    name = row$name, theme = theme, label = node_of_frame(theme)$label,
    code = row$code, code_label = node_of_frame(row$code)$label, why = labelled,
    interview = row$interview, pseudonym = own$pseudonym, group = own[[by]],
    group_label = group, start = row$start, end = row$end, text = row$text
  )
}

method("chosen_excerpts", function(record, frame) {
  names <- unlist(record$data$variables)
  by <- names[length(names)]
  held <- selected(held_interviews(), record$data$filter)
  themes <- themes_asked(option(record, "theme"))
  coded <- frame[frame$coder == option(record, "coder"), ]
  rows <- coded[coded$code %in% unlist(lapply(themes, function(t) t$codes)), ]
  second <- frame[frame$coder == option(record, "second"), ]
  chosen <- list()
  for (theme in themes) {
    found <- chosen_rows(option(record, "rule"), theme, rows, second, held, by)
    if (option(record, "printed") == "turn") {
      found <- lapply(found, in_its_turn, coded, theme$codes, held)
    }
    chosen <- c(chosen, found)
  }
  list(
    method = says(paste("Excerpts coded by", option(record, "coder"))),
    n_interviews = nrow(held),
    n_excerpts = nrow(unique(rows[c("interview", "start", "end")])),
    quotations = lapply(chosen, quoted, held, by, record),
    data = list(rows = nrow(rows))
  )
})
