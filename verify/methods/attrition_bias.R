# Bias and coverage of proportions when people are lost, simulated anew.

REPLICATIONS <- 1500

numbers_in <- function(text) as.numeric(strsplit(as.character(text), ", ")[[1]])

carried <- function(f, centre, error, low = 0, high = 1) {
  at <- pmin(pmax(centre + seq(-5, 5, length.out = 101) * error, low), high)
  max(abs(f(at) - f(centre))) / 5
}

share_of <- function(hits, there) {
  here <- length(hits)
  error_at <- function(p) {
    s <- (p * there + 1) / (there + 2)
    sqrt(s * (1 - s) / there)
  }
  s <- (sum(hits) + 1) / (here + 2)
  error <- sqrt(s * (1 - s) * (1 / here + 1 / there))
  list(
    value = mc(mean(hits), error),
    monte_carlo_error = mc(error_at(mean(hits)), carried(error_at, mean(hits), error))
  )
}

mean_of <- function(values, there) {
  here <- length(values)
  tails <- mean((values - mean(values))^4) / mean((values - mean(values))^2)^2
  error <- sd(values) / sqrt(there)
  list(
    value = mc(mean(values), sd(values) * sqrt(1 / here + 1 / there)),
    monte_carlo_error = mc(
      error, error * sqrt((tails - 1) * (1 / here + 1 / there)) / 2
    )
  )
}

# --- one study --------------------------------------------------------------------

# Log odds to add to all for the mean of `chance_at` over a standard normal x to be so.
intercept <- function(chance_at, share) {
  average <- function(start) {
    integrate(
      function(x) dnorm(x) * chance_at(start, x), -10, 10, rel.tol = 1e-10
    )$value
  }
  uniroot(function(start) average(start) - share, c(-30, 30), tol = 1e-10)$root
}

# What one group is like: the numbers that its people are drawn with.
group_of <- function(g, asked, mechanism, strength) {
  by_x <- if (mechanism == "observed") -log(strength) else 0
  by_outcome <- 0
  if (mechanism == "outcome" || mechanism == "differential" && g > 1) {
    by_outcome <- log(strength)
  }
  slope <- -log(asked$odds_ratio)
  start <- intercept(function(s, x) plogis(s + slope * x), asked$abstinent[g])
  seen <- intercept(function(s, x) {
    has <- plogis(start + slope * x)
    has * plogis(s + by_x * x + by_outcome) + (1 - has) * plogis(s + by_x * x)
  }, asked$followed_up[g] / asked$per_group)
  list(start = start, slope = slope, seen = seen, by_x = by_x, by_outcome = by_outcome)
}

people_of <- function(group, n) {
  x <- rnorm(n)
  outcome <- rbinom(n, 1, plogis(group$start + group$slope * x))
  odds <- group$seen + group$by_x * x + group$by_outcome * outcome
  data.frame(x = x, outcome = outcome, seen = rbinom(n, 1, plogis(odds)))
}

# Wilson's limits of every count of every size that a group can have.
wilson_limits <- function(most, level) {
  lapply(1:most, function(n) {
    t(sapply(0:n, function(k) {
      prop.test(k, n, conf.level = level, correct = FALSE)$conf.int[1:2]
    }))
  })
}

# Estimate, lower and upper limit: a row for each group, and one for the difference.
complete_cases <- function(seen, limits) {
  found <- t(sapply(seen, function(one) {
    k <- sum(one$outcome)
    c(k / nrow(one), limits[[nrow(one)]][k + 1, ])
  }))
  a <- found[1, ]
  b <- found[nrow(found), ]
  apart <- a[1] - b[1]
  rbind(found, c(
    apart,
    apart - sqrt((a[1] - a[2])^2 + (b[3] - b[1])^2),
    apart + sqrt((a[3] - a[1])^2 + (b[1] - b[2])^2)
  ))
}

weighted_cases <- function(seen, level) {
  quantile <- function(dof) qt((1 + level) / 2, dof)
  errors <- numeric()
  found <- t(sapply(seen, function(one) {
    n <- nrow(one)
    p <- weighted.mean(one$outcome, one$weight)
    error <- NA
    if (length(unique(one$outcome)) == 2) {
      part <- one$weight * (one$outcome - p) / sum(one$weight)
      error <- sqrt(n * var(part)) # the parts sum to nothing
      p <- min(max(p, 0), 1)
    }
    errors <<- c(errors, error)
    margin <- if (is.na(error)) NA else quantile(n - 1) * error / (p * (1 - p))
    c(p, plogis(qlogis(p) + c(-1, 1) * margin))
  }))
  apart <- found[1, 1] - found[nrow(found), 1]
  ends <- c(1, length(seen))
  dof <- sum(vapply(seen[ends], nrow, 0L)) - 2
  aside <- if (anyNA(errors[ends])) NA else quantile(dof) * sqrt(sum(errors[ends]^2))
  rbind(found, c(apart, apart - aside, apart + aside))
}

study_of <- function(groups, asked) {
  per_group <- asked$per_group
  people <- do.call(rbind, lapply(groups, people_of, n = per_group))
  member <- rep(seq_along(groups), each = per_group)
  if (any(tapply(people$seen, member, sum) == 0)) return(NULL)
  design <- cbind(outer(member, seq_along(groups), "=="), people$x)
  model <- suppressWarnings(glm.fit(
    design, people$seen,
    family = binomial(), control = list(epsilon = 1e-10, maxit = 30)
  ))
  if (!model$converged) return(NULL)
  people$weight <- 1 / model$fitted.values
  seen <- split(people[people$seen == 1, ], member[people$seen == 1])
  list(
    complete = complete_cases(seen, asked$limits),
    weighted = weighted_cases(seen, asked$level)
  )
}

# --- one cell ---------------------------------------------------------------------

cell_of <- function(mechanism, strength, asked) {
  groups <- lapply(
    seq_along(asked$abstinent), group_of,
    asked = asked, mechanism = mechanism, strength = strength
  )
  studies <- lapply(seq_len(REPLICATIONS), function(i) study_of(groups, asked))
  lost <- vapply(studies, is.null, TRUE)
  studies <- studies[!lost]
  true <- c(asked$abstinent, asked$abstinent[1] - tail(asked$abstinent, 1))
  measures <- list(share_of(lost, asked$there))
  there <- asked$there * mean(!lost)
  for (name in c("complete", "weighted")) {
    for (row in seq_along(true)) {
      found <- vapply(studies, function(study) study[[name]][row, ], numeric(3))
      holds <- found[2, ] <= true[row] & true[row] <= found[3, ]
      holds[is.na(holds)] <- FALSE # no interval
      measures <- c(measures, list(
        mean_of(found[1, ] - true[row], there), share_of(holds, there)
      ))
    }
  }
  list(measures = measures)
}

method("analysis.attrition_bias.attrition_bias", function(record, frame) {
  asked <- list(
    abstinent = numbers_in(option(record, "abstinent")),
    per_group = option(record, "per_group"),
    followed_up = numbers_in(option(record, "followed_up")),
    odds_ratio = option(record, "outcome_odds_ratio"),
    there = option(record, "replications"),
    level = option(record, "conf_level")
  )
  asked$limits <- wilson_limits(asked$per_group, asked$level)
  cells <- list(cell_of("random", 1, asked))
  for (mechanism in c("observed", "outcome", "differential")) {
    for (strength in numbers_in(option(record, "strengths"))) {
      cells <- c(cells, list(cell_of(mechanism, strength, asked)))
    }
  }
  list(cells = cells)
})
