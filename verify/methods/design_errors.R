# Power, type S and type M error of Welch's t test, simulated anew.

REPLICATIONS <- 40000

numbers_in <- function(text) as.numeric(strsplit(as.character(text), ", ")[[1]])

# The furthest that a function moves when what it is given moves by five errors, over 5.
carried <- function(f, centre, error, low = 0, high = 1) {
  at <- pmin(pmax(centre + seq(-5, 5, length.out = 101) * error, low), high)
  max(abs(f(at) - f(centre))) / 5
}

# A share of `here` of R's studies, where the record had about `there` of its own.
# Neither error is 0 where no study was a hit, or all were.
share_of <- function(hits, there, there_error = 0) {
  here <- length(hits)
  if (!here) return(list(value = NA, monte_carlo_error = NA))
  error_at <- function(p, n = there) {
    s <- (p * n + 1) / (n + 2)
    sqrt(s * (1 - s) / n)
  }
  s <- (sum(hits) + 1) / (here + 2)
  error <- sqrt(s * (1 - s) * (1 / here + 1 / there))
  moved <- carried(error_at, mean(hits), error) +
    carried(function(n) error_at(mean(hits), n), there, there_error, 1, Inf)
  list(
    value = mc(mean(hits), error),
    monte_carlo_error = mc(error_at(mean(hits)), moved)
  )
}

mean_of <- function(values, there, there_error = 0) {
  here <- length(values)
  if (!here) return(list(value = NA, monte_carlo_error = NA))
  spread <- sd(values)
  tails <- mean((values - mean(values))^4) / mean((values - mean(values))^2)^2
  error <- spread / sqrt(there)
  relative <- sqrt((tails - 1) * (1 / here + 1 / there) + (there_error / there)^2) / 2
  list(
    value = mc(mean(values), spread * sqrt(1 / here + 1 / there)),
    monte_carlo_error = mc(error, error * relative)
  )
}

variances <- function(rows) rowSums((rows - rowMeans(rows))^2) / (ncol(rows) - 1)

# Estimates and p values of many studies; t.test itself, on the first of them, agrees.
studies_of <- function(sizes, effect) {
  first <- matrix(rnorm(REPLICATIONS * sizes[1], effect), REPLICATIONS)
  second <- matrix(rnorm(REPLICATIONS * sizes[2]), REPLICATIONS)
  estimate <- rowMeans(first) - rowMeans(second)
  parts <- cbind(variances(first) / sizes[1], variances(second) / sizes[2])
  dof <- rowSums(parts)^2 / rowSums(sweep(parts^2, 2, sizes - 1, "/"))
  p <- 2 * pt(-abs(estimate / sqrt(rowSums(parts))), dof)
  for (i in 1:20) stopifnot(abs(t.test(first[i, ], second[i, ])$p.value - p[i]) < 1e-12)
  list(estimate = estimate, p = p)
}

method("analysis.design_errors.error_rates", function(record, frame) {
  alpha <- option(record, "alpha")
  there <- option(record, "replications")
  cells <- list()
  for (pair in strsplit(option(record, "sizes"), "; ")[[1]]) {
    for (effect in numbers_in(option(record, "effects"))) {
      studies <- studies_of(numbers_in(pair), effect)
      significant <- studies$estimate[studies$p < alpha]
      power <- mean(studies$p < alpha)
      kept <- there * power # of the record's studies, about
      kept_error <- sqrt(there * power * (1 - power) * (1 + there / REPLICATIONS))
      cells <- c(cells, list(list(measures = list(
        share_of(studies$p < alpha, there),
        share_of(significant < 0, kept, kept_error),
        mean_of(abs(significant) / effect, kept, kept_error)
      ))))
    }
  }
  list(cells = cells)
})
