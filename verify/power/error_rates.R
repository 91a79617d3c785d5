# Power, type S and type M error of Welch's t test, of the studies that were simulated.

variances <- function(rows) rowSums((rows - rowMeans(rows))^2) / (ncol(rows) - 1)

# Estimates and p values of many studies; t.test itself, on some of them, agrees.
studies_of <- function(first, second) {
  sizes <- c(ncol(first), ncol(second))
  estimate <- rowMeans(first) - rowMeans(second)
  parts <- cbind(variances(first) / sizes[1], variances(second) / sizes[2])
  dof <- rowSums(parts)^2 / rowSums(sweep(parts^2, 2, sizes - 1, "/"))
  p <- 2 * pt(-abs(estimate / sqrt(rowSums(parts))), dof)
  for (i in seq_len(min(200, nrow(first)))) {
    stopifnot(abs(t.test(first[i, ], second[i, ])$p.value - p[i]) < 1e-12)
  }
  list(estimate = estimate, p = p)
}

# Normal values with a standard deviation of 1, each drawn by itself.
look_at_values <- function(place, values, mean) {
  possible(!anyDuplicated(c(values)), "a value was drawn twice")
  look_at_mean(paste(place, "mean"), values, mean, 1)
  look_at_mean(paste(place, "variance"), (values - mean)^2, 1, sqrt(2))
  near <- pnorm(1) - pnorm(-1)
  look_at_mean(paste(place, "share within one deviation"), abs(values - mean) < 1, near,
    sqrt(near * (1 - near)))
  look_at_mean(paste(place, "variance of means"),
    ncol(values) * (rowMeans(values) - mean)^2, 1, sqrt(2))
}

# The three measures without simulation: given both variances the difference of the
# means is normal, and all quantiles of the variances are gone through.
exact_rates <- function(sizes, effect, alpha, steps = 400) {
  at <- (seq_len(steps) - 0.5) / steps
  parts <- lapply(sizes, function(n) qchisq(at, n - 1) / (n - 1) / n)
  variance <- outer(parts[[1]], parts[[2]], "+")
  dof <- variance^2 /
    outer(parts[[1]]^2 / (sizes[1] - 1), parts[[2]]^2 / (sizes[2] - 1), "+")
  limit <- qt(1 - alpha / 2, dof) * sqrt(variance)
  sd <- sqrt(sum(1 / sizes))
  above <- pnorm(limit, effect, sd, lower.tail = FALSE)
  below <- pnorm(-limit, effect, sd)
  # of the absolute difference, and of its square, where it is significant
  ends <- dnorm(limit, effect, sd) + dnorm(-limit, effect, sd)
  gap <- dnorm(limit, effect, sd) - dnorm(-limit, effect, sd)
  size <- mean(effect * (above - below) + sd^2 * ends)
  square <- mean((effect^2 + sd^2) * (above + below) + sd^2 * (limit * ends + effect * gap))
  power <- mean(above + below)
  list(
    power = power, wrong = mean(below) / power, size = size / power / effect,
    spread = sqrt(square / power - (size / power)^2) / effect
  )
}

look_at_rates <- function(cell, measures, sizes, effect, alpha, n) {
  exact <- exact_rates(sizes, effect, alpha)
  place <- function(i) sprintf("cells[%d].measures[%d].value", cell - 1, i - 1)
  look_at_exact(place(1), measures[[1]]$value, exact$power, share_error(exact$power, n))
  kept <- round(measures[[1]]$value * n)
  if (!kept) return()
  look_at_exact(place(2), measures[[2]]$value, exact$wrong, share_error(exact$wrong, kept))
  look_at_exact(place(3), measures[[3]]$value, exact$size, exact$spread / sqrt(kept))
}

method("error_rates", function(record, frame) {
  alpha <- option(record, "alpha")
  n <- option(record, "replications")
  effects <- numbers_in(option(record, "effects"))
  pairs <- lapply(strsplit(option(record, "sizes"), "; ")[[1]], numbers_in)
  parts <- parts_of(record)
  possible(length(parts) == length(pairs) * length(effects), "not one set for each cell")
  cells <- lapply(seq_along(parts), function(cell) {
    sizes <- pairs[[(cell - 1) %/% length(effects) + 1]]
    effect <- effects[(cell - 1) %% length(effects) + 1]
    first <- drawn(parts[[cell]], "first")
    second <- drawn(parts[[cell]], "second")
    possible(dim(first) == c(n, sizes[1]) & dim(second) == c(n, sizes[2]), "other sizes")
    look_at_values(sprintf("cells[%d], first group:", cell - 1), first, effect)
    look_at_values(sprintf("cells[%d], second group:", cell - 1), second, 0)
    studies <- studies_of(first, second)
    significant <- studies$estimate[studies$p < alpha]
    measures <- list(
      share_of(studies$p < alpha), share_of(significant < 0),
      mean_of(abs(significant) / effect)
    )
    look_at_rates(cell, measures, sizes, effect, alpha, n)
    named <- c("power", "wrong_sign", "exaggeration")
    about <- paste(c("n", sizes, "d", format(effect)), collapse = "-")
    list(
      name = gsub(".", "_", about, fixed = TRUE),
      measures = unname(Map(c, lapply(named, function(name) list(name = name)), measures))
    )
  })
  list(method = "Simulation of Welch's t test", cells = cells)
})
