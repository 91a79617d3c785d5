# What was drawn for the results that rest on chance: simulated studies, resamples,
# orders, imputations.
#
# A result follows from its draws exactly, so R computes it from the same draws and has
# to come to the same number. Only whether they are such draws remains a matter of
# chance, and is looked at first.

# The draws of a record as a list of parts; `drawn` reads an array of a part.
parts_of <- function(record) {
  parts <- record$draws
  if (is.null(parts)) stop("there are no draws of this result")
  if (!is.null(parts$error)) stop("its draws cannot be made again: ", parts$error)
  parts
}

drawn <- function(part, name) {
  about <- part[[name]]
  if (is.null(about)) stop("its draws have no ", name)
  shape <- unlist(about$shape)
  connection <- file(file.path(input, "draws", about$file), "rb")
  on.exit(close(connection))
  values <- switch(about$type,
    f8 = readBin(connection, "double", prod(shape), 8, endian = "little"),
    i4 = readBin(connection, "integer", prod(shape), 4, endian = "little"),
    u2 = readBin(connection, "integer", prod(shape), 2, signed = FALSE, endian = "little"),
    u1 = readBin(connection, "integer", prod(shape), 1, signed = FALSE)
  )
  stopifnot(length(values) == prod(shape))
  aperm(array(values, rev(shape)))
}

# Refuse draws that cannot be what they are said to be, whatever chance did.
possible <- function(true, what) {
  if (!isTRUE(all(true))) stop("its draws are not possible: ", what)
}

# Draws that chance alone would hardly give are a disagreement. `error` is the standard
# error of `found`, which is what was drawn; `expected` is R's own.
looks <- list()

look <- function(number, found, expected, error, kind = "draws") {
  one <- list(
    number = number, found = found, expected = expected, error = error, kind = kind
  )
  looks <<- c(looks, list(one))
}

# A number of ours that was simulated, and what it would be without chance.
look_at_exact <- function(number, found, expected, error) {
  look(number, found, expected, error, "exact value")
}

# Whether the mean of independent values is as expected.
look_at_mean <- function(number, values, expected, sd) {
  look(number, mean(values), expected, sd / sqrt(length(values)))
}

# Whether counts are as unequal as chance makes them, as a standard normal deviate. No
# chi-square is below the least that counts which sum to `total` can have.
look_at_counts <- function(number, counts, even, df, total, shrunk = 1) {
  statistic <- max(sum((counts - even)^2) / even * shrunk, 1 / total)
  low <- statistic < df # the smaller tail has all its digits
  tail <- pchisq(statistic, df, lower.tail = low, log.p = TRUE)
  deviate <- qnorm(tail, lower.tail = low, log.p = TRUE)
  look(paste0(number, ", chi-square as a normal deviate"), deviate, 0, 1)
}

# Whether places 1 to `n` came up alike often in `drawn`, drawn with replacement a row at
# a time, and alike often together.
look_at_resamples <- function(number, drawn, n) {
  possible(drawn >= 1 & drawn <= n & drawn == round(drawn), "somebody who is not there")
  if (n < 2) return()
  look_at_counts(paste(number, "how often each was drawn"), tabulate(drawn, n),
    length(drawn) / n, n - 1, length(drawn))
  different <- apply(drawn, 1, function(row) length(unique(row)))
  missed <- (1 - 1 / n)^n
  neither <- (1 - 2 / n)^n
  variance <- n * missed * (1 - missed) + n * (n - 1) * (neither - missed^2)
  look_at_mean(paste(number, "different ones in a resample"),
    different, n * (1 - missed), sqrt(variance))
}

# --- what many simulated studies come to ------------------------------------------

# Standard error of a share of n studies; not 0 where none was a hit, or all were.
share_error <- function(p, n) {
  s <- (p * n + 1) / (n + 2)
  sqrt(s * (1 - s) / n)
}

share_of <- function(hits) {
  if (!length(hits)) return(list(value = NA, monte_carlo_error = NA))
  list(value = mean(hits), monte_carlo_error = share_error(mean(hits), length(hits)))
}

mean_of <- function(values) {
  if (!length(values)) return(list(value = NA, monte_carlo_error = NA))
  list(value = mean(values), monte_carlo_error = sd(values) / sqrt(length(values)))
}
