# What a design can detect and how precisely it can estimate, without simulation.

# Sizes of two groups: at entry, then every pair of those followed up, each once.
pairs_of <- function(per_group, followed_up) {
  unique(c(list(c(per_group, per_group)), combn(followed_up, 2, simplify = FALSE)))
}

in_size_order <- function(...) unique(c(..1, sort(..2, decreasing = TRUE)))

solved <- function(power_at, power, low, high) {
  uniroot(function(x) power_at(x) - power, c(low, high), tol = 1e-13)$root
}

# A cell: its kind, sizes, and true value in percent if there is one; then its measures.
one <- function(kind, sizes, ..., truth = NULL) {
  about <- if (!is.null(truth)) gsub(".", "_", format(100 * truth), fixed = TRUE)
  values <- list(...)
  list(
    name = paste(c(kind, about, sizes), collapse = "-"),
    measures = unname(Map(function(name, v) list(name = name, value = v), names(values), values))
  )
}

# --- power ------------------------------------------------------------------------

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

# P(t of a sample's correlation > t): given one variable, it is a noncentral t whose
# noncentrality is the root of that variable's sum of squares, a chi-square.
t_above <- function(t, r, n) {
  slope <- r / sqrt(1 - r^2)
  integrate(
    function(u) {
      dchisq(u^2, n - 1) * 2 * u *
        vapply(slope * u, function(ncp) pt(t, n - 2, ncp, lower.tail = FALSE), 0)
    },
    0, sqrt(qchisq(1e-14, n - 1, lower.tail = FALSE)),
    rel.tol = 1e-10, subdivisions = 1000L
  )$value
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

# --- precision --------------------------------------------------------------------

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
