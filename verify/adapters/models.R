# Models by formula: linear, logistic and Poisson regression.

# What Python's formulas write otherwise; NULL for what R does not read.
formula_of <- function(text) {
  text <- gsub("np.", "", gsub("**", "^", text, fixed = TRUE), fixed = TRUE)
  text <- gsub("\\bC\\((\\w+)(, *Treatment\\([^)]*\\))?\\)", "factor(\\1)", text)
  calls <- regmatches(text, gregexpr("[A-Za-z_.]+(?=\\()", text, perl = TRUE))[[1]]
  if (!all(calls %in% c("factor", "I", "log", "exp", "sqrt"))) return(NULL)
  tryCatch(as.formula(text), error = function(e) NULL)
}

# Columns of the design in Python's order: after the intercept the terms of categories
# alone, then those with each number or product of numbers; a name such as "x:g-b".
design_of <- function(model) {
  terms <- terms(model)
  factors <- names(model$xlevels)
  parts <- strsplit(attr(terms, "term.labels"), ":", fixed = TRUE)
  numbers <- vapply(parts, function(p) paste(setdiff(p, factors), collapse = ":"), "")
  bucket <- match(numbers, c("", setdiff(unique(numbers), "")))
  place <- rank(order(order(bucket, lengths(parts))))
  of_column <- attr(model.matrix(model), "assign")
  order <- order(c(0, place)[of_column + 1], seq_along(of_column))
  named <- vapply(colnames(model.matrix(model)), function(column) {
    if (column == "(Intercept)") return("intercept")
    words <- vapply(strsplit(column, ":", fixed = TRUE)[[1]], function(part) {
      own <- factors[startsWith(part, factors)]
      own <- own[which.max(nchar(own))]
      if (!length(own)) return(gsub("^", " ** ", part, fixed = TRUE))
      column <- sub("^factor\\((.*)\\)$", "\\1", own)
      paste0(column, "-", substring(part, nchar(own) + 1))
    }, "")
    paste(words, collapse = ":")
  }, "")
  list(order = order, names = unname(named[order]))
}

level_labels <- function(record, name) {
  parts <- strsplit(strsplit(name, ":", fixed = TRUE)[[1]], "-", fixed = TRUE)
  unlist(lapply(parts, function(p) if (length(p) > 1) label_of(record, p[1], p[2])))
}

terms_found <- function(record, model, by_t, ratio, close) {
  design <- design_of(model)
  table <- summary(model)$coefficients[design$order, , drop = FALSE]
  dof <- if (by_t) model$df.residual else NA
  width <- if (by_t) qt(0.975, dof) else qnorm(0.975)
  p_of <- function(x) if (by_t) 2 * pt(-abs(x), dof) else 2 * pnorm(-abs(x))
  lapply(seq_along(design$names), function(i) {
    name <- design$names[i]
    b <- table[i, 1]
    error <- table[i, 2]
    limits <- b + c(-1, 1) * width * error
    term <- list(
      name = name, statistic_name = if (by_t) "t" else "z", estimate = close(b),
      std_error = close(error), statistic = close(b / error), dof = dof,
      p_value = close(p_of(b / error)),
      conf_low = close(limits[1]), conf_high = close(limits[2])
    )
    labels <- level_labels(record, name)
    if (length(labels)) term$label <- do.call(says, as.list(labels))
    if (nzchar(ratio) && name != "intercept") {
      term$effect <- list(name = ratio, estimate = close(exp(b)),
        conf_low = close(exp(limits[1])), conf_high = close(exp(limits[2])))
    }
    term
  })
}

model_answer <- function(record, frame, kind = option(record, "model")) {
  if (option(record, "errors", "nonrobust") != "nonrobust") {
    return(skip("R has no answer to robust standard errors"))
  }
  formula <- formula_of(option(record, "formula"))
  if (is.null(formula)) return(skip("R does not read this formula"))
  families <- list(
    "GLM Binomial Logit" = binomial(), Logit = binomial(), logistic_regression = binomial(),
    "GLM Poisson Log" = poisson(), Poisson = poisson()
  )
  names <- unlist(record$data$variables)
  d <- frame[complete.cases(frame[names]), names, drop = FALSE]
  for (name in names) {
    order <- asked_order(record, name)
    if (!is.null(order)) d[[name]] <- factor(code_text(d[[name]]), order)
  }
  family <- families[[kind]]
  linear <- is.null(family)
  model <- if (linear) {
    lm(formula, d)
  } else {
    glm(formula, family, d, control = list(epsilon = 1e-14, maxit = 100))
  }
  close <- if (linear) identity else function(x) near(x, "stopped search")
  ratio <- if (linear) "" else if (family$family == "poisson") "rate_ratio" else "odds_ratio"
  by_t <- kind %in% c("OLS", "linear_regression")
  fitted_as(record, frame, model, kind, terms_found(record, model, by_t, ratio, close))
}

fitted_as <- function(record, frame, model, kind, terms) {
  linear <- !inherits(model, "glm")
  n <- nrow(model$model)
  k <- length(coef(model))
  method <- if (linear) "Linear regression" else
    switch(family(model)$family, binomial = "Logistic regression", "Poisson regression")
  pingouin <- by_pingouin(record)
  likelihood <- as.numeric(logLik(model))
  fit <- list()
  if (linear && pingouin) {
    fit <- list(list(name = "r_squared", label = "R\u00b2", value = summary(model)$r.squared))
  }
  if (linear && !startsWith(kind, "GLM")) {
    fit <- c(fit, list(list(name = "adjusted_r_squared", label = "Adjusted R\u00b2",
      value = summary(model)$adj.r.squared)))
  }
  if (!pingouin) {
    fit <- c(fit, list(
      list(name = "log_likelihood", label = "log-likelihood", value = likelihood),
      list(name = "aic", label = "AIC", value = 2 * k - 2 * likelihood)
    ))
  }
  y <- model.response(model$model)
  events <- !linear && family(model)$family == "binomial" && !pingouin
  list(
    method = method, n = n, n_missing = nrow(frame) - n, n_people = NA,
    n_events = if (events) sum(y) else NA,
    unit = unit_of_left(record), terms = terms,
    tests = if (pingouin || k < 2) list() else joint_test(model, kind),
    means = list(), contrasts = list(), fit = fit, assumptions = list()
  )
}

unit_of_left <- function(record) {
  left <- trimws(sub("~.*", "", option(record, "formula")))
  if (left %in% unlist(record$data$variables)) unit_of(record, left) else ""
}

joint_test <- function(model, kind) {
  k <- length(coef(model)) - 1
  if (kind == "GLM Gaussian Identity") return(list())
  test <- list(name = "model", label = "All terms", dof = k, dof_resid = NA)
  if (!inherits(model, "glm")) {
    f <- summary(model)$fstatistic
    p <- pf(f[[1]], f[[2]], f[[3]], lower.tail = FALSE)
    more <- list(statistic_name = "F", statistic = f[[1]], dof_resid = f[[3]],
      p_value = p, effect = sized("r_squared", summary(model)$r.squared))
    return(list(c(test[c("name", "label", "dof")], more)))
  }
  x <- model$null.deviance - model$deviance
  more <- list(statistic_name = "\u03c7\u00b2", statistic = x,
    p_value = pchisq(x, k, lower.tail = FALSE))
  if (!startsWith(kind, "GLM")) {
    none <- glm(model$y ~ 1, family(model))
    share <- 1 - as.numeric(logLik(model)) / as.numeric(logLik(none))
    more$effect <- sized("mcfadden_r_squared", share)
  }
  list(c(test, more))
}

for (name in c("OLS", "Logit", "Poisson", "GLM")) {
  method(paste0("statsmodels.", name), function(record, frame) model_answer(record, frame))
}
method("pingouin.linear_regression", function(record, frame) {
  model_answer(record, frame, "linear_regression")
})
method("pingouin.logistic_regression", function(record, frame) {
  model_answer(record, frame, "logistic_regression")
})
