# Alpha, omega total and item statistics of one scale.

NO_SPREAD <- 1e-12
LEAST_OWN <- 1e-4 # of an item's variance; below it there is no proper factor

same <- function(x) diff(range(x)) == 0

# Answers as the key scores them, complete rows only.
keyed_items <- function(record, frame) {
  key <- instruments[[option(record, "instrument")]]
  scale <- Filter(function(s) s$name == option(record, "scale"), key$scales)[[1]]
  reversed <- unlist(scale$items) %in% unlist(scale$reverse_keyed)
  items <- frame[unlist(record$data$variables)]
  zero <- as.matrix(items)
  zero[] <- zero %in% unlist(key$scored_zero)
  items[reversed] <- sum(unlist(key$response_range)) - items[reversed]
  items[zero == 1] <- 0
  items[complete.cases(items), , drop = FALSE]
}

# Alpha can be computed: at least two items, none constant, and a total that varies.
has_alpha <- function(items) {
  total <- rowSums(items)
  ncol(items) > 1 && !any(vapply(items, same, TRUE)) &&
    diff(range(total)) > NO_SPREAD * max(abs(items))
}

# psych's alpha with that of all but each item; NULL where there is none.
psych_alpha <- function(items) {
  if (!has_alpha(items)) return(NULL)
  utils::capture.output(
    found <- suppressMessages(psych::alpha(items, warnings = FALSE))
  )
  list(alpha = found$total$raw_alpha, without = found$alpha.drop$raw_alpha)
}

raw_alpha <- function(items) {
  found <- psych_alpha(items)
  if (is.null(found)) NA else found$alpha
}

alpha_without <- function(items, i, whole) {
  if (!has_alpha(items[-i])) return(NA)
  if (is.null(whole)) raw_alpha(items[-i]) else whole$without[i]
}

alpha_limits <- function(alpha, items, level) {
  if (is.na(alpha) || 1 - alpha <= NO_SPREAD) return(c(NA, NA))
  found <- psych::alpha.ci(alpha, nrow(items), ncol(items), p.val = 1 - level)
  c(found$lower.ci, found$upper.ci)
}

item_rest <- function(items, i) {
  rest <- rowSums(items[-i])
  if (ncol(items) < 2 || same(items[[i]])) return(NA)
  if (diff(range(rest)) <= NO_SPREAD * max(abs(items[-i]))) return(NA)
  cor(items[[i]], rest)
}

# The items' own variances, as shares of what was observed; negative if improper.
own_shares <- function(fit, items) {
  found <- lavaan::parameterTable(fit)
  own <- found$est[found$op == "~~" & found$lhs == found$rhs & found$lhs != "f"]
  own / vapply(items, var, 0)
}

# The likelihood can have several peaks: the best of many random starts.
best_of_many <- function(items) {
  tryCatch(
    factanal(items, 1, control = list(nstart = 50, lower = LEAST_OWN)),
    error = function(e) NULL
  )
}

# The table of a fitted model, to be searched on from what factanal found.
started <- function(fit, factors, items) {
  found <- lavaan::parameterTable(fit)
  if (is.null(factors)) return(found)
  spread <- vapply(items, sd, 0)
  found$est[found$op == "=~"] <- factors$loadings[, 1] * spread
  own <- found$op == "~~" & found$lhs == found$rhs & found$lhs != "f"
  found$est[own] <- factors$uniquenesses * spread^2
  found
}

# One factor by maximum likelihood, omega as a defined parameter.
omega_total <- function(items, level) {
  none <- list(
    effect = list(name = "omega_total", estimate = NA, conf_low = NA, conf_high = NA),
    loadings = rep(NA, ncol(items))
  )
  k <- ncol(items)
  if (k < 3 || nrow(items) <= k || any(vapply(items, same, TRUE))) return(none)
  spectrum <- eigen(cor(items), symmetric = TRUE, only.values = TRUE)$values
  if (min(spectrum) < LEAST_OWN / k) return(none)
  names(items) <- paste0("x", seq_len(k))
  model <- c(
    paste("f =~", paste0("l", seq_len(k), "*x", seq_len(k), collapse = " + ")),
    paste0("x", seq_len(k), " ~~ e", seq_len(k), "*x", seq_len(k)),
    paste0(
      "omega := (", paste0("l", seq_len(k), collapse = "+"), ")^2 / ((",
      paste0("l", seq_len(k), collapse = "+"), ")^2 + ",
      paste0("e", seq_len(k), collapse = "+"), ")"
    )
  )
  # The best of two searches, then scoring steps until nothing moves.
  search <- function(...) {
    lavaan::cfa(
      model, items, std.lv = TRUE, estimator = "ML", likelihood = "normal",
      information = "expected", ...
    )
  }
  first <- search(bounds = "pos.var")
  starts <- list(first, started(first, best_of_many(items), items))
  tries <- lapply(starts, function(start) search(start = start, bounds = "pos.var"))
  rough <- tries[[which.max(vapply(tries, lavaan::fitMeasures, 0, "logl"))]]
  if (any(own_shares(rough, items) <= LEAST_OWN)) return(none)
  fit <- search(
    start = rough, optim.method = "GN", optim.gn.tol.x = 1e-14,
    optim.gn.iter.max = 2000
  )
  if (!lavaan::lavInspect(fit, "converged")) stop("lavaan did not converge")
  if (any(own_shares(fit, items) <= LEAST_OWN)) return(none)
  found <- lavaan::parameterEstimates(fit, level = level)
  whole <- found[found$label == "omega", ]
  all <- lavaan::standardizedSolution(fit, se = FALSE)
  loadings <- all$est.std[all$op == "=~"]
  raw <- found$est[found$op == "=~"]
  list(
    effect = list(
      name = "omega_total", estimate = whole$est,
      conf_low = max(0, whole$ci.lower),
      conf_high = min(1, whole$ci.upper)
    ),
    loadings = loadings * sign(sum(raw))
  )
}

method("reliability", function(record, frame) {
  level <- option(record, "conf_level")
  items <- keyed_items(record, frame)
  whole <- psych_alpha(items)
  alpha <- if (is.null(whole)) NA else whole$alpha
  limits <- alpha_limits(alpha, items, level)
  # lavaan prints what it finds wrong with an improper solution
  utils::capture.output(omega <- omega_total(items, level))
  key <- instruments[[option(record, "instrument")]]
  scale <- Filter(function(s) s$name == option(record, "scale"), key$scales)[[1]]
  list(
    method = says("Cronbach's alpha with Feldt's interval", "McDonald's omega total"),
    n = nrow(items),
    n_missing = nrow(frame) - nrow(items),
    n_items = ncol(items),
    alpha = list(name = "alpha", estimate = alpha, conf_low = limits[1], conf_high = limits[2]),
    omega_total = omega$effect,
    items = lapply(seq_along(items), function(i) {
      list(
        item = names(items)[i],
        label = paste("Item", unlist(scale$items)[i]),
        mean = mean(items[[i]]),
        sd = sd(items[[i]]),
        item_rest = item_rest(items, i),
        alpha_without = alpha_without(items, i, whole),
        loading = omega$loadings[i]
      )
    })
  )
})
