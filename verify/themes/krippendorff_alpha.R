# Krippendorff's alpha of several coders, from a matrix of coincidences of each interview.

# The coders that were asked for; their names may hold commas.
coders_asked <- function(record) {
  names <- option(record, "coders")
  all <- unlist(study$coders)
  if (identical(names, paste(all, collapse = ", "))) all else strsplit(names, ", ")[[1]]
}

# Coincidences of found and not found in the units of one interview: a coder a row, a unit
# a column. Every ordered pair of two coders' values of a unit counts 1 / (coders - 1).
coincidences_of <- function(values) {
  found <- colSums(values)
  m <- nrow(values)
  apart <- sum(found * (m - found)) / (m - 1)
  both <- sum(found * (found - 1)) / (m - 1)
  neither <- sum((m - found) * (m - found - 1)) / (m - 1)
  c(both, apart, apart, neither)
}

# Alpha of tables of coincidences, one a row; NA where only one value was given.
alphas_of <- function(tables) {
  found <- tables[, 1] + tables[, 2]
  missed <- tables[, 3] + tables[, 4]
  n <- found + missed
  expected <- 2 * found * missed / (n - 1)
  ifelse(found == 0 | missed == 0, NA, 1 - (tables[, 2] + tables[, 3]) / expected)
}

method("krippendorff_alpha", function(record, frame) {
  coders <- coders_asked(record)
  level <- option(record, "conf_level")
  unit <- option(record, "unit")
  resamples <- option(record, "n_resamples")
  listed <- selected(settings_beside(raw_table("interviews")), record$data$filter)
  coded <- table_of("coding")
  coded <- coded[coded$interview %in% listed$interview & coded$coder %in% coders, ]
  read <- lapply(listed$interview, function(name) {
    coders[coders %in% coded$coder[coded$interview == name]]
  })
  held <- listed[lengths(read) > 1, ]
  read <- read[lengths(read) > 1]
  named <- rows_of_level(option(record, "level"))
  n <- nrow(held)
  tables <- array(0, c(n, length(named), 4))
  used <- units <- values <- 0
  for (i in seq_len(n)) {
    turn <- turn_of_characters(code_points(held$interview[i]), held$pseudonym[i])
    here <- coded[coded$interview == held$interview[i], ]
    used <- used + n_reaching(here, turn)
    units <- units + n_units_of(turn, unit)
    values <- values + n_units_of(turn, unit) * length(read[[i]])
    places <- switch(unit, character = which(turn > 0), turn = seq_len(max(turn)), document = 0)
    for (j in seq_along(named)) {
      own <- here[here$code %in% branch_of(named[[j]]$theme), ]
      given <- vapply(read[[i]], function(coder) {
        as.numeric(places %in% found_in(own[own$coder == coder, ], turn, unit))
      }, numeric(length(places)))
      tables[i, j, ] <- coincidences_of(matrix(t(given), length(read[[i]])))
    }
  }
  times <- times_of(record, resamples, n)
  found <- lapply(seq_along(named), function(j) {
    table <- matrix(tables[, j, ], n)
    whole <- matrix(colSums(table), 1)
    found <- sum(whole[1:2])
    alpha <- alphas_of(whole)
    nowhere <- mean(table[, 1] + table[, 2] == 0)
    everywhere <- mean(table[, 3] + table[, 4] == 0)
    limits <- c(NA, NA)
    if (!is.na(alpha) && n > 1 && whole[2] > 0 && nowhere^n + everywhere^n <= MOST_UNDEFINED) {
      limits <- percentile_limits(alphas_of(times %*% table), level)
    }
    list(
      theme = named[[j]]$theme, label = named[[j]]$label, parent = named[[j]]$parent,
      n_units = units, n_values = values, found = found, prevalence = found / values,
      alpha = list(
        name = "krippendorff_alpha", estimate = alpha,
        conf_low = limits[1], conf_high = limits[2]
      )
    )
  })
  list(
    method = says(
      paste0("Krippendorff's alpha of ", length(coders), " coders by ", unit),
      paste0(format(resamples, big.mark = ","), " resamples of whole interviews")
    ),
    unit = unit, coders = as.list(coders), n_interviews = nrow(listed), n_compared = n,
    n_units = units, n_resamples = resamples, rows = found, data = list(rows = used)
  )
})
