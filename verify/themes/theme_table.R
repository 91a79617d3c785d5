# In how many interviews a theme was coded, by how many people, and in how many excerpts.

# A share of interviews with the exact interval of Clopper and Pearson.
share_spoken <- function(count, n, level) {
  if (n == 0) return(list(proportion = NA, conf_low = NA, conf_high = NA))
  limits <- binom.test(count, n, conf.level = level)$conf.int
  list(proportion = count / n, conf_low = limits[1], conf_high = limits[2])
}

method("theme_table", function(record, frame) {
  names <- unlist(record$data$variables)
  by <- names[length(names)]
  level <- option(record, "conf_level")
  held <- selected(held_interviews(), record$data$filter)
  coded <- frame[frame$coder == option(record, "coder"), ]
  coded <- coded[coded$interview %in% held$interview, ]
  groups <- groups_of(record, held, by)
  spoken <- function(rows) {
    here <- held[held$interview %in% rows$interview, ]
    c(nrow(here), length(unique(here$participant)), length(unique(rows$excerpt)))
  }
  by_group <- function(rows) {
    lapply(groups, function(group) {
      members <- held[code_text(held[[by]]) %in% group$group, ]
      found <- spoken(rows[rows$interview %in% members$interview, ])
      c(
        group,
        list(
          count = found[1], n = nrow(members), participants = found[2],
          n_participants = length(unique(members$participant)), excerpts = found[3]
        ),
        share_spoken(found[1], nrow(members), level)
      )
    })
  }
  rows <- lapply(nodes_of_frame(), function(row) {
    inside <- coded[coded$code %in% branch_of(row$theme), ]
    found <- spoken(inside)
    c(
      row,
      list(
        interviews = found[1], n = nrow(held), participants = found[2],
        excerpts = found[3]
      ),
      share_spoken(found[1], nrow(held), level),
      list(by_group = by_group(inside))
    )
  })
  list(
    method = says(paste("Excerpts coded by", option(record, "coder"))),
    groups = by_group(coded), rows = rows, n_interviews = nrow(held),
    n_participants = length(unique(held$participant)),
    n_excerpts = length(unique(coded$excerpt)), data = list(rows = nrow(coded))
  )
})
