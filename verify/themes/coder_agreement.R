# Agreement of two coders: kappa by psych, alpha from a matrix of coincidences.
#
# The limits are those of the interviews that were drawn for the record.

# Units of one interview: both coders, the first only, the second only, neither.
units_of <- function(turn, one, other, unit) {
  found <- lapply(list(one, other), found_in, turn, unit)
  both <- length(intersect(found[[1]], found[[2]]))
  alone <- lengths(found) - both
  c(both, alone, n_units_of(turn, unit) - both - sum(alone))
}

# Of two coders' coincidences; NA if only one value was ever given.
alpha_of <- function(counts) {
  table <- matrix(counts[c(1, 3, 2, 4)], 2)
  coincidences <- table + t(table)
  times <- rowSums(coincidences)
  n <- sum(times)
  expected <- 2 * prod(times) / (n * (n - 1))
  if (expected == 0) NA else 1 - 2 * coincidences[1, 2] / n / expected
}

kappa_of <- function(counts) {
  if (sum(counts[1:3]) == 0 || sum(counts[2:4]) == 0) return(NA)
  psych::cohen.kappa(matrix(counts[c(1, 3, 2, 4)], 2))$kappa
}

# The coefficients of many tables at once, one a row.
of_many <- function(tables) {
  share <- tables / rowSums(tables)
  agreed <- share[, 1] + share[, 4]
  first <- share[, 1] + share[, 2]
  second <- share[, 1] + share[, 3]
  middle <- (first + second) / 2
  chance <- first * second + (1 - first) * (1 - second)
  values <- 2 * rowSums(tables)
  by_chance <- 2 * middle * (1 - middle) * values / (values - 1)
  one_value <- rowSums(tables[, 1:3]) == 0 | rowSums(tables[, 2:4]) == 0
  defined <- function(coefficient) ifelse(one_value, NA, coefficient)
  list(
    kappa = defined((agreed - chance) / (1 - chance)), pabak = 2 * agreed - 1,
    alpha = defined(1 - (1 - agreed) / by_chance)
  )
}

method("coder_agreement", function(record, frame) {
  coders <- c(option(record, "first"), option(record, "second"))
  level <- option(record, "conf_level")
  unit <- option(record, "unit")
  resamples <- option(record, "n_resamples")
  held <- selected(settings_beside(raw_table("interviews")), record$data$filter)
  coded <- table_of("coding")
  coded <- coded[coded$interview %in% held$interview & coded$coder %in% coders, ]
  named <- rows_of_level(option(record, "level"))
  rows <- lapply(named, function(node) branch_of(node$theme))
  used <- 0
  tables <- array(0, c(nrow(held), length(rows), 4))
  for (i in seq_len(nrow(held))) {
    turn <- turn_of_characters(code_points(held$interview[i]), held$pseudonym[i])
    here <- coded[coded$interview == held$interview[i], ]
    used <- used + n_reaching(here, turn)
    for (j in seq_along(rows)) {
      own <- here[here$code %in% rows[[j]], ]
      tables[i, j, ] <- units_of(
        turn, own[own$coder == coders[1], ], own[own$coder == coders[2], ], unit
      )
    }
  }
  n <- nrow(held)
  times <- times_of(record, resamples, n)
  found <- lapply(seq_along(rows), function(j) {
    table <- matrix(tables[, j, ], n)
    counts <- colSums(table)
    share <- counts / sum(counts)
    nowhere <- sum(rowSums(table[, 1:3, drop = FALSE]) == 0)
    everywhere <- sum(rowSums(table[, 2:4, drop = FALSE]) == 0)
    lost <- (nowhere / n)^n + (everywhere / n)^n
    many <- of_many(times %*% table)
    effect <- function(name, estimate, values, lost) {
      limits <- c(NA, NA)
      apart <- sum(counts[2:3]) > 0
      if (!is.na(estimate) && n > 1 && apart && lost <= MOST_UNDEFINED) {
        limits <- percentile_limits(values, level)
      }
      list(name = name, estimate = estimate, conf_low = limits[1], conf_high = limits[2])
    }
    list(
      theme = named[[j]]$theme, label = named[[j]]$label, parent = named[[j]]$parent,
      n_units = sum(counts), both = counts[1], first_only = counts[2],
      second_only = counts[3], neither = counts[4],
      prevalence = share[1] + (share[2] + share[3]) / 2, agreement = share[1] + share[4],
      kappa = effect("cohens_kappa", kappa_of(counts), many$kappa, lost),
      pabak = effect(
        "pabak", share[1] + share[4] - share[2] - share[3], many$pabak, 0
      ),
      alpha = effect("krippendorff_alpha", alpha_of(counts), many$alpha, lost)
    )
  })
  list(
    method = says(paste0(
      "Agreement of two coders by ", unit, "; percentile intervals from ",
      format(resamples, big.mark = ","), " resamples of whole interviews"
    )),
    unit = unit, first = coders[1], second = coders[2], n_interviews = n,
    n_units = found[[1]]$n_units, n_resamples = resamples,
    rows = found, data = list(rows = used)
  )
})
