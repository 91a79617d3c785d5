# The smallest effects that a design detects, without simulation.

solved <- function(power_at, power, low, high) {
  uniroot(function(x) power_at(x) - power, c(low, high), tol = 1e-13)$root
}

smallest_d <- function(sizes, alpha, power) {
  if (sizes[1] == sizes[2]) {
    return(power.t.test(
      n = sizes[1], power = power, sig.level = alpha, strict = TRUE, tol = 1e-13
    )$delta)
  }
  dof <- sum(sizes) - 2
  critical <- qt(1 - alpha / 2, dof)
  solved(function(d) {
    ncp <- d / sqrt(sum(1 / sizes))
    pt(critical, dof, ncp, lower.tail = FALSE) + pt(-critical, dof, ncp)
  }, power, 0, 37 * sqrt(sum(1 / sizes)))
}

# power.anova.test has no tolerance of its own, so its answer starts the search.
smallest_f <- function(sizes, alpha, power) {
  groups <- length(sizes)
  dof <- sum(sizes) - groups
  power_at <- function(f) {
    critical <- qf(alpha, groups - 1, dof, lower.tail = FALSE)
    pf(critical, groups - 1, dof, ncp = sum(sizes) * f^2, lower.tail = FALSE)
  }
  f <- solved(power_at, power, 0, 30)
  if (length(unique(sizes)) == 1) {
    between <- f^2 * groups / (groups - 1)
    theirs <- power.anova.test(groups, sizes[1], between, 1, sig.level = alpha)$power
    stopifnot(abs(theirs - power) < 1e-10)
  }
  f
}

smallest_paired <- function(n, alpha, power) {
  power.t.test(
    n = n, power = power, sig.level = alpha, type = "paired", strict = TRUE,
    tol = 1e-13
  )$delta
}

smallest_r <- function(n, alpha, power) {
  critical <- qt(1 - alpha / 2, n - 2)
  # The t of -r is the t of r turned round.
  power_at <- function(z) t_above(critical, tanh(z), n) + t_above(critical, -tanh(z), n)
  high <- 0.5
  while (power_at(high) < power) high <- high * 1.2
  tanh(solved(power_at, power, 1e-6, high))
}

rejected <- function(sizes, alpha) {
  hits <- expand.grid(first = 0:sizes[1], second = 0:sizes[2])
  p <- mapply(function(a, b) {
    fisher.test(matrix(c(a, b, sizes[1] - a, sizes[2] - b), 2))$p.value
  }, hits$first, hits$second)
  matrix(p < alpha, sizes[1] + 1)
}

nearest <- function(base, end, sizes, found, power) {
  power_at <- function(second) {
    sum(outer(
      dbinom(0:sizes[1], sizes[1], base), dbinom(0:sizes[2], sizes[2], second)
    ) * found)
  }
  steps <- seq(base, end, length.out = 401)
  enough <- which(vapply(steps, power_at, 0) >= power)
  if (!length(enough)) return(NA)
  solved(power_at, power, steps[enough[1] - 1], steps[enough[1]])
}

method("smallest_effects", function(record, frame) {
  alpha <- option(record, "alpha")
  power <- option(record, "power")
  per_group <- option(record, "per_group")
  later <- numbers_in(option(record, "followed_up"))
  entry <- rep(per_group, length(later))
  pairs <- pairs_of(per_group, later)
  cells <- lapply(pairs, function(n) one("means", n, cohen_d = smallest_d(n, alpha, power)))
  for (sizes in unique(list(entry, later))) {
    f <- smallest_f(sizes, alpha, power)
    cells <- c(cells, list(one("anova", sizes, f = f, omega_squared = f^2 / (1 + f^2))))
  }
  for (n in in_size_order(sum(later), later)) {
    cells <- c(cells, list(one("paired", n, d_z = smallest_paired(n, alpha, power))))
  }
  for (n in unique(c(sum(entry), sum(later)))) {
    cells <- c(cells, list(one("correlation", n, r = smallest_r(n, alpha, power))))
  }
  tables <- lapply(pairs, rejected, alpha = alpha)
  for (base in numbers_in(option(record, "proportions"))) {
    for (i in seq_along(pairs)) {
      higher <- nearest(base, 1, pairs[[i]], tables[[i]], power)
      lower <- nearest(base, 0, pairs[[i]], tables[[i]], power)
      cells <- c(cells, list(one(
        "proportions", pairs[[i]], higher = higher, increase = higher - base,
        lower = lower, decrease = base - lower, truth = base
      )))
    }
  }
  list(method = "Power of two-sided tests", cells = cells)
})
