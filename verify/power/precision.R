# How precisely a design can estimate, without simulation.

width_of_means <- function(sizes, level) {
  dof <- sum(sizes) - 2
  mean_sd <- sqrt(2 / dof) * exp(lgamma((dof + 1) / 2) - lgamma(dof / 2))
  qt(1 - (1 - level) / 2, dof) * sqrt(sum(1 / sizes)) * mean_sd
}

width_of_proportion <- function(n, proportion, level) {
  halves <- vapply(0:n, function(k) {
    diff(prop.test(k, n, conf.level = level, correct = FALSE)$conf.int) / 2
  }, 0)
  sum(dbinom(0:n, n, proportion) * halves)
}

# The mean of a function of r is the integral of its slope times P(r above), since half
# a width is nothing at -1.
width_of_correlation <- function(n, correlation, level) {
  aside <- qnorm(1 - (1 - level) / 2) / sqrt(n - 3)
  weighted <- function(z) {
    slope <- (1 / cosh(z + aside)^2 - 1 / cosh(z - aside)^2) / 2
    slope * vapply(sinh(z) * sqrt(n - 2), t_above, 0, r = correlation, n = n)
  }
  ends <- c(-12, -3, -1, 0, atanh(correlation), 1, 3, 12)
  ends <- sort(unique(ends))
  sum(mapply(function(low, high) {
    integrate(weighted, low, high, rel.tol = 1e-9, abs.tol = 1e-11)$value
  }, head(ends, -1), tail(ends, -1)))
}

method("precision", function(record, frame) {
  level <- option(record, "conf_level")
  per_group <- option(record, "per_group")
  later <- numbers_in(option(record, "followed_up"))
  true <- option(record, "proportion")
  r <- option(record, "correlation")
  list(method = "Expected width of intervals", cells = c(
    lapply(pairs_of(per_group, later), function(n) {
      one("means", n, half_width = width_of_means(n, level))
    }),
    lapply(in_size_order(per_group, later), function(n) {
      width <- width_of_proportion(n, true, level)
      one("proportion", n, half_width = width, truth = true)
    }),
    lapply(unique(c(per_group * length(later), sum(later))), function(n) {
      width <- width_of_correlation(n, r, level)
      one("correlation", n, half_width = width, truth = r)
    })
  ))
})
