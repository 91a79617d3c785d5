# Bias and coverage of proportions when people are lost, of the studies that were
# simulated.

# --- what people are like ---------------------------------------------------------

over_x <- function(f) {
  integrate(function(x) dnorm(x) * f(x), -10, 10, rel.tol = 1e-10)$value
}

# Log odds to add to all for the mean of `chance_at` over a standard normal x to be so.
intercept <- function(chance_at, share) {
  gap <- function(start) over_x(function(x) chance_at(start, x)) - share
  uniroot(gap, c(-30, 30), tol = 1e-10)$root
}

# The numbers that the people of one group are drawn with, and their shares of people
# who are seen and have the outcome, who are seen without it, and who are not seen.
group_of <- function(g, asked, mechanism, strength) {
  by_x <- if (mechanism == "observed") -log(strength) else 0
  by_outcome <- 0
  if (mechanism == "outcome" || mechanism == "differential" && g > 1) {
    by_outcome <- log(strength)
  }
  slope <- -log(asked$odds_ratio)
  start <- intercept(function(s, x) plogis(s + slope * x), asked$abstinent[g])
  has <- function(x) plogis(start + slope * x)
  seen <- intercept(function(s, x) {
    has(x) * plogis(s + by_x * x + by_outcome) + (1 - has(x)) * plogis(s + by_x * x)
  }, asked$followed_up[g] / asked$per_group)
  both <- over_x(function(x) has(x) * plogis(seen + by_x * x + by_outcome))
  neither <- over_x(function(x) (1 - has(x)) * plogis(seen + by_x * x))
  list(
    start = start, slope = slope, seen = seen, by_x = by_x, by_outcome = by_outcome,
    shares = c(both, neither, 1 - both - neither)
  )
}

# 0 or 1 drawn with these chances, as they are and times something known before.
look_at_flags <- function(place, flags, chances, times) {
  possible(flags %in% 0:1, "neither 0 nor 1")
  for (name in names(times)) {
    by <- times[[name]]
    look(paste(place, name), mean(flags * by), mean(chances * by),
      sqrt(sum(chances * (1 - chances) * by^2)) / length(flags))
  }
}

look_at_people <- function(place, group, x, outcome, seen) {
  say <- function(...) paste0(place, ": ", ...)
  look_at_mean(say("mean of x"), x, 0, 1)
  look_at_mean(say("variance of x"), x^2, 1, sqrt(2))
  look_at_mean(say("variance of means of x"), ncol(x) * rowMeans(x)^2, 1, sqrt(2))
  look_at_flags(say("outcome"), outcome, plogis(group$start + group$slope * x),
    list("alone" = 1, "by x" = x))
  odds <- group$seen + group$by_x * x + group$by_outcome * outcome
  look_at_flags(say("seen"), seen, plogis(odds),
    list("alone" = 1, "by x" = x, "by outcome" = outcome))
}

# --- estimates --------------------------------------------------------------------

# Wilson's limits of every count of every number of people; place n + 1, k + 1.
wilson_limits <- function(most, level) {
  low <- high <- matrix(NA, most + 1, most + 1)
  for (n in 1:most) {
    for (k in 0:n) {
      ends <- prop.test(k, n, conf.level = level, correct = FALSE)$conf.int
      low[n + 1, k + 1] <- ends[1]
      high[n + 1, k + 1] <- ends[2]
    }
  }
  list(low = low, high = high)
}

# Newcombe's limits of the difference of two proportions with limits of their own.
newcombe <- function(a, b) {
  list(
    estimate = a$estimate - b$estimate,
    low = a$estimate - b$estimate -
      sqrt((a$estimate - a$low)^2 + (b$high - b$estimate)^2),
    high = a$estimate - b$estimate +
      sqrt((a$high - a$estimate)^2 + (b$estimate - b$low)^2)
  )
}

complete_cases <- function(n, k, limits) {
  at <- cbind(n + 1, k + 1)
  list(estimate = k / n, low = limits$low[at], high = limits$high[at])
}

# Of one group in every study: the weighted proportion, its standard error (none where
# all seen have the same outcome) and its limits on the scale of the log odds.
weighted_cases <- function(outcome, seen, weights, level) {
  w <- weights * seen
  n <- rowSums(seen)
  k <- rowSums(seen * outcome)
  p <- rowSums(w * outcome) / rowSums(w)
  parts <- w * (outcome - p) / rowSums(w) # they sum to nothing
  error <- sqrt(n / (n - 1) * rowSums(parts^2))
  error[k == 0 | k == n] <- NA
  p <- pmin(pmax(p, 0), 1)
  margin <- qt((1 + level) / 2, pmax(n - 1, 1)) * error / (p * (1 - p))
  list(
    n = n, estimate = p, error = error,
    low = plogis(qlogis(p) - margin), high = plogis(qlogis(p) + margin)
  )
}

weighted_difference <- function(a, b, level) {
  aside <- qt((1 + level) / 2, pmax(a$n + b$n - 2, 1)) * sqrt(a$error^2 + b$error^2)
  apart <- a$estimate - b$estimate
  list(estimate = apart, low = apart - aside, high = apart + aside)
}

# 1 over the chance of being seen, by a logistic regression on group and x in each
# study: the steps of glm.fit, for all studies at once, until the deviance settles.
# glm.fit itself, in some of them, agrees. Arrays are of studies, groups and people.
weights_of <- function(x, seen) {
  size <- dim(x)
  by_group <- function(values) rowSums(values, dims = 2)
  mu <- (seen + 0.5) / 2
  eta <- qlogis(mu)
  deviance <- rep(Inf, size[1])
  solved <- rep(FALSE, size[1])
  for (step in 1:30) {
    w <- mu * (1 - mu)
    z <- eta + (seen - mu) / w
    # least squares within groups, then the slope of x that they have in common
    inside <- by_group(w)
    mean_x <- by_group(w * x) / inside
    mean_z <- by_group(w * z) / inside
    apart <- x - c(mean_x)
    slope <- rowSums(w * apart * (z - c(mean_z))) / rowSums(w * apart^2)
    new <- c(mean_z - slope * mean_x) + slope * x
    eta[!solved, , ] <- new[!solved, , , drop = FALSE]
    mu <- plogis(eta)
    now <- -2 * rowSums(plogis(ifelse(seen == 1, eta, -eta), log.p = TRUE))
    # a regression that breaks down is not solved
    settled <- abs(now - deviance) / (abs(now) + 0.1) < 1e-10
    solved <- solved | settled %in% TRUE
    deviance <- now
    if (all(solved)) break
  }
  member <- factor(rep(seq_len(size[2]), size[3]))
  for (i in seq_len(min(100, size[1]))) {
    one <- glm.fit(model.matrix(~ member + c(x[i, , ])), c(seen[i, , ]),
      family = binomial(), control = list(epsilon = 1e-10, maxit = 30))
    stopifnot(
      one$converged == solved[i],
      !solved[i] || max(abs(one$fitted.values - c(mu[i, , ]))) < 1e-7
    )
  }
  list(weights = 1 / mu, solved = solved)
}

# --- one cell ---------------------------------------------------------------------

holds <- function(found, true) (found$low <= true & true <= found$high) %in% TRUE

# Bias and coverage of complete cases without simulation, from all that can be seen of
# groups in which somebody is seen.
exact_group <- function(shares, per_group, limits) {
  all <- expand.grid(k = 0:per_group, n = 1:per_group)
  all <- all[all$k <= all$n, ]
  chance <- apply(all, 1, function(one) {
    k <- one[["k"]]
    n <- one[["n"]]
    dmultinom(c(k, n - k, per_group - n), prob = shares)
  })
  c(list(chance = chance / sum(chance)), complete_cases(all$n, all$k, limits))
}

exact_pair <- function(a, b) {
  pairs <- expand.grid(a = seq_along(a$chance), b = seq_along(b$chance))
  at <- function(one, place) lapply(one, function(values) values[place])
  first <- at(a, pairs$a)
  second <- at(b, pairs$b)
  c(list(chance = first$chance * second$chance), newcombe(first, second))
}

look_at_complete <- function(cell, measures, exact, true, kept) {
  for (row in seq_along(true)) {
    one <- exact[[row]]
    place <- function(i) sprintf("cells[%d].measures[%d].value", cell - 1, 2 * row - 2 + i)
    mean <- sum(one$chance * one$estimate)
    spread <- sqrt(sum(one$chance * (one$estimate - mean)^2))
    share <- sum(one$chance * holds(one, true[row]))
    look_at_exact(place(1), measures[[2 * row]]$value, mean - true[row],
      spread / sqrt(kept))
    look_at_exact(place(2), measures[[2 * row + 1]]$value, share, share_error(share, kept))
  }
}

cell_of <- function(cell, part, mechanism, strength, asked) {
  x <- drawn(part, "x")
  outcome <- drawn(part, "outcome")
  seen <- drawn(part, "seen")
  groups <- seq_along(asked$abstinent)
  shape <- c(asked$replications, length(groups), asked$per_group)
  possible(dim(x) == shape & dim(outcome) == shape & dim(seen) == shape, "other sizes")
  possible(!anyDuplicated(c(x)), "a value was drawn twice")
  people <- lapply(groups, group_of,
    asked = asked, mechanism = mechanism, strength = strength)
  for (g in groups) {
    look_at_people(sprintf("cells[%d], group %d", cell - 1, g), people[[g]],
      x[, g, ], outcome[, g, ], seen[, g, ])
  }
  fitted <- weights_of(x, seen)
  kept <- fitted$solved & apply(rowSums(seen, dims = 2) > 0, 1, all)
  usable <- function(values, g) matrix(values[kept, g, ], sum(kept))
  complete <- lapply(groups, function(g) {
    here <- usable(seen, g)
    complete_cases(rowSums(here), rowSums(here * usable(outcome, g)), asked$limits)
  })
  weighted <- lapply(groups, function(g) {
    weighted_cases(usable(outcome, g), usable(seen, g), usable(fitted$weights, g),
      asked$level)
  })
  last <- length(groups)
  complete <- c(complete, list(newcombe(complete[[1]], complete[[last]])))
  weighted <- c(weighted,
    list(weighted_difference(weighted[[1]], weighted[[last]], asked$level)))
  true <- c(asked$abstinent, asked$abstinent[1] - asked$abstinent[last])
  judged <- function(found) {
    parts <- lapply(seq_along(true), function(row) {
      list(mean_of(found[[row]]$estimate - true[row]),
        share_of(holds(found[[row]], true[row])))
    })
    do.call(c, parts)
  }
  measures <- c(list(share_of(!kept)), judged(complete), judged(weighted))
  if (any(kept)) {
    exact <- lapply(people, function(group) {
      exact_group(group$shares, asked$per_group, asked$limits)
    })
    exact <- c(exact, list(exact_pair(exact[[1]], exact[[last]])))
    look_at_complete(cell, measures, exact, true, sum(kept))
  }
  keys <- unlist(codebook$design$compared)[groups]
  keys <- c(keys, paste0(keys[1], "-", keys[last]))
  ways <- as.vector(outer(c("_bias_", "_coverage_"), keys, paste0))
  named <- c("left_out", paste0("complete", ways), paste0("weighted", ways))
  given <- if (mechanism != "random") paste0("-", format(strength))
  list(
    name = gsub(".", "_", paste0(mechanism, given), fixed = TRUE),
    measures = unname(Map(c, lapply(named, function(name) list(name = name)), measures))
  )
}

method("attrition_bias", function(record, frame) {
  asked <- list(
    abstinent = numbers_in(option(record, "abstinent")),
    per_group = option(record, "per_group"),
    followed_up = numbers_in(option(record, "followed_up")),
    odds_ratio = option(record, "outcome_odds_ratio"),
    replications = option(record, "replications"),
    level = option(record, "conf_level")
  )
  asked$limits <- wilson_limits(asked$per_group, asked$level)
  cells <- list(list("random", 1))
  for (mechanism in c("observed", "outcome", "differential")) {
    for (strength in numbers_in(option(record, "strengths"))) {
      cells <- c(cells, list(list(mechanism, strength)))
    }
  }
  parts <- parts_of(record)
  possible(length(parts) == length(cells), "not one set for each cell")
  list(method = "Simulation of attrition", cells = lapply(seq_along(cells), function(cell) {
    cell_of(cell, parts[[cell]], cells[[cell]][[1]], cells[[cell]][[2]], asked)
  }))
})
