# Logistic models: by glm, and with Firth's penalty by brglm2. What brglm2 does not have,
# the penalised likelihood with some coefficients fixed, is maximised by optim.

tight <- list(epsilon = 1e-14, maxit = 200)

# The columns of a predictor: itself, or one for each level after the first.
columns_of <- function(values, levels) {
  if (is.null(levels)) return(cbind(as.numeric(values)))
  vapply(levels, function(level) as.numeric(code_text(values) == level),
    numeric(length(values)))
}

# The log likelihood, its penalty of the whole design added if asked, maximised with
# `fixed` columns at `at`. The other columns are turned into orthogonal ones first; the
# search starts as near to the log odds `near` as it can.
highest <- function(x, y, fixed = integer(), at = numeric(), near = 0) {
  free <- setdiff(seq_len(ncol(x)), fixed)
  offset <- if (length(fixed)) drop(x[, fixed, drop = FALSE] %*% at) else rep(0, nrow(x))
  turned <- qr.Q(qr(x[, free, drop = FALSE])) * sqrt(nrow(x))
  leverage <- function(w) rowSums(qr.Q(qr(sqrt(w) * x))^2)
  value <- function(b) {
    odds <- offset + drop(turned %*% b)
    p <- plogis(odds)
    inside <- qr.R(qr(sqrt(p * (1 - p)) * x))
    -sum(ifelse(y == 1, plogis(odds, log.p = TRUE), plogis(-odds, log.p = TRUE))) -
      sum(log(abs(diag(inside))))
  }
  slope <- function(b) {
    p <- plogis(offset + drop(turned %*% b))
    -drop(crossprod(turned, y - p + leverage(p * (1 - p)) * (0.5 - p)))
  }
  b <- drop(crossprod(turned, near - offset)) / nrow(x)
  for (again in 1:5) {
    found <- optim(b, value, slope, method = "BFGS",
      control = list(reltol = 1e-16, maxit = 2000))
    b <- found$par
    if (max(abs(slope(b))) < 1e-7) break
  }
  if (max(abs(slope(b))) > 1e-5) stop("the penalised likelihood was not maximised")
  list(value = -found$value, odds = offset + drop(turned %*% b))
}

plain <- function(x, y, fixed = integer(), at = numeric()) {
  free <- setdiff(seq_len(ncol(x)), fixed)
  offset <- if (length(fixed)) drop(x[, fixed, drop = FALSE] %*% at) else rep(0, nrow(x))
  if (!length(free)) return(sum(dbinom(y, 1, plogis(offset), log = TRUE)))
  m <- glm.fit(x[, free, drop = FALSE], y, family = binomial(), offset = offset,
    control = tight)
  -m$deviance / 2
}

# Both limits of a coefficient: the nearest places where the profile likelihood has
# fallen enough. `height` looks for the highest of several maxima, if `wide`, by chance.
profiled <- function(height, top, estimate, error, conf_level) {
  drop <- qchisq(conf_level, 1) / 2
  one <- function(sign) {
    gap <- function(t, wide = FALSE) {
      top - height(estimate + sign * t * error, wide) - drop
    }
    near <- 0
    step <- sqrt(2 * drop) / 2
    for (again in 1:100) {
      beyond <- gap(near + step)
      if (beyond <= 0) {
        near <- near + step
        step <- step * 1.5
        next
      }
      at_near <- gap(near)
      if (at_near > 0) stop("the profile likelihood was lost")
      t <- uniroot(gap, c(near, near + step), f.lower = at_near, f.upper = beyond,
        tol = 1e-12)$root
      if (gap(t, TRUE) > -1e-7) return(estimate + sign * t * error)
      near <- t
      step <- step / 10
    }
    stop("the profile likelihood has no limit")
  }
  c(one(-1), one(1))
}

# The highest of the maxima found from several beginnings: what was known, the best
# model, and if `wide` twelve places around it.
several <- function(x, y, fixed, at, known, best, spread, wide) {
  starts <- c(known, list(best, rep(0, nrow(x))))
  if (wide) {
    starts <- c(starts, lapply(1:12, function(i) {
      best * runif(1, -1, 4) + drop(x %*% (spread * rnorm(ncol(x), sd = 3)))
    }))
  }
  found <- lapply(starts, function(near) {
    tryCatch(highest(x, y, fixed, at, near), error = function(e) NULL)
  })
  found <- Filter(Negate(is.null), found)
  if (!length(found)) stop("the penalised likelihood was not maximised")
  found[[which.max(vapply(found, function(one) one$value, 0))]]
}

# Percentile limits of the c statistic over the people that were drawn for the record,
# those with and those without the event apart.
c_limits <- function(record, with, without, level, resamples) {
  part <- parts_of(record)[[1]]
  first <- drawn(part, "with_event")
  second <- drawn(part, "without")
  n <- c(length(with), length(without))
  possible(dim(first) == c(resamples, n[1]) & dim(second) == c(resamples, n[2]),
    "other people")
  look_at_resamples("people with the event:", first, n[1])
  look_at_resamples("people without the event:", second, n[2])
  found <- vapply(seq_len(resamples), function(i) {
    ranks <- rank(c(with[first[i, ]], without[second[i, ]]))
    (sum(ranks[seq_len(n[1])]) - n[1] * (n[1] + 1) / 2) / prod(n)
  }, 0)
  if (diff(range(found)) == 0) return(c(NA, NA))
  quantile(found, c((1 - level) / 2, (1 + level) / 2), names = FALSE)
}

fitted_model <- function(record, frame, penalised) {
  conf_level <- option(record, "conf_level")
  names <- unlist(record$data$variables)
  n_all <- nrow(frame)
  d <- na.omit(frame[names])
  y <- as.numeric(code_text(d[[names[1]]]) == option(record, "level"))
  words <- terms_of(record, d, names[-1])
  x <- cbind(rep(1, nrow(d)))
  for (term in words) x <- cbind(x, columns_of(d[[term$of]], term$level))
  belongs <- c("(none)", vapply(words, function(term) term$of, ""))
  categories <- unlist(unique(lapply(words, function(term) if (length(term$level)) term$of)))
  words <- c(list(list(name = "intercept")), lapply(words, named))
  colnames(x) <- paste0("x", seq_len(ncol(x))) # brglm2 goes by names
  if (penalised) {
    by_brglm2 <- function(start) {
      m <- glm(y ~ x - 1, family = binomial(), method = brglm2::brglmFit,
        start = start, type = "MPL_Jeffreys", epsilon = 1e-12, maxit = 10000,
        slowit = 0.5)
      if (!m$converged) stop("brglm2 did not converge")
      m
    }
    m <- by_brglm2(NULL)
    b <- unname(coef(m))
    best <- drop(x %*% b)
    spread <- sqrt(diag(vcov(m)))
    top <- highest(x, y, near = best)$value
    higher <- several(x, y, integer(), numeric(), list(), best, spread, wide = TRUE)
    if (higher$value > top + 1e-8) { # brglm2 stopped at a lower maximum
      m <- by_brglm2(qr.coef(qr(x), higher$odds))
      b <- unname(coef(m))
      best <- drop(x %*% b)
      spread <- sqrt(diag(vcov(m)))
      top <- highest(x, y, near = best)$value
    }
    lost <- function(columns) {
      zero <- rep(0, length(columns))
      several(x, y, columns, zero, list(), best, spread, wide = TRUE)$value
    }
    along <- function(i) {
      known <- list(best)
      last <- best
      function(b, wide = FALSE) {
        found <- several(x, y, i, b, c(known, list(last)), best, spread, wide)
        if (wide) known <<- c(known, list(found$odds))
        last <<- found$odds
        found$value
      }
    }
  } else {
    m <- glm(y ~ x - 1, family = binomial(), control = tight)
    top <- as.numeric(logLik(m))
    lost <- function(columns) plain(x, y, columns, rep(0, length(columns)))
    along <- function(i) function(b, wide) plain(x, y, i, b)
  }
  b <- unname(coef(m))
  p <- plogis(drop(x %*% b))
  error <- sqrt(diag(solve(crossprod(sqrt(p * (1 - p)) * x))))
  ratio <- function(columns) {
    statistic <- 2 * (top - lost(columns))
    list(
      statistic_name = "χ²", statistic = statistic, dof = length(columns),
      p_value = pchisq(statistic, length(columns), lower.tail = FALSE)
    )
  }
  log_likelihood <- sum(dbinom(y, 1, p, log = TRUE))
  odds <- round(drop(x %*% b), 9)
  pairs <- wilcox.test(odds[y == 1], odds[y == 0], exact = FALSE)$statistic
  limits <- c_limits(record, odds[y == 1], odds[y == 0], conf_level,
    option(record, "resamples"))
  list(
    method = paste(
      "Logistic regression by",
      if (penalised) "Firth's penalised likelihood" else "maximum likelihood"
    ),
    unit = "",
    n = nrow(d), n_missing = n_all - nrow(d), n_events = sum(y),
    terms = lapply(seq_along(b), function(i) {
      limits <- profiled(along(i), top, b[i], error[i], conf_level)
      tested <- if (penalised) ratio(i) else list(
        statistic_name = "z", statistic = b[i] / error[i],
        p_value = 2 * pnorm(-abs(b[i] / error[i]))
      )
      c(
        words[[i]],
        list(
          estimate = b[i], std_error = error[i], conf_low = limits[1],
          conf_high = limits[2]
        ),
        tested,
        if (i > 1) list(effect = list(
          name = "odds_ratio", estimate = exp(b[i]), conf_low = exp(limits[1]),
          conf_high = exp(limits[2])
        ))
      )
    }),
    tests = lapply(c(categories, "model"), function(name) {
      tested <- if (name == "model") seq_along(b)[-1] else which(belongs == name)
      c(list(name = name), ratio(tested))
    }),
    fit = c(
      list(
        list(name = "log_likelihood", value = log_likelihood),
        list(
          name = "events_per_coefficient",
          value = min(sum(y), sum(1 - y)) / (length(b) - 1)
        ),
        list(name = "tjur_r_squared", value = mean(p[y == 1]) - mean(p[y == 0])),
        list(name = "c_statistic", value = pairs / (sum(y) * sum(1 - y)))
      ),
      if (penalised) list(list(name = "penalised_log_likelihood", value = top)),
      list(
        list(name = "c_statistic_low", value = limits[[1]]),
        list(name = "c_statistic_high", value = limits[[2]])
      )
    )
  )
}
