# Whether further variables improve a logistic model.

method("improvement", function(record, frame) {
  names <- unlist(record$data$variables)
  base <- names[-1][seq_len(option(record, "base"))]
  additions <- lapply(setdiff(names[-1], base), function(addition) {
    d <- na.omit(frame[c(names[1], base, addition)])
    y <- as.numeric(code_text(d[[names[1]]]) == option(record, "level"))
    # the test does not depend on which level the others are compared with
    parts <- lapply(c(base, addition), function(name) {
      values <- d[[name]]
      columns_of(values, if (!is.numeric(values)) sort(unique(code_text(values)))[-1])
    })
    x <- cbind(1, do.call(cbind, parts))
    width <- ncol(parts[[length(parts)]])
    last <- seq(ncol(x) - width + 1, ncol(x))
    statistic <- 2 * (highest(x, y)$value - highest(x, y, last, rep(0, width))$value)
    list(
      name = addition, statistic_name = "χ²",
      n = nrow(d), n_events = sum(y), statistic = statistic, dof = width,
      p_value = pchisq(statistic, width, lower.tail = FALSE)
    )
  })
  adjusted <- p.adjust(vapply(additions, function(a) a$p_value, 0), "holm")
  for (i in seq_along(additions)) additions[[i]]$p_adjusted <- adjusted[i]
  n <- sum(complete.cases(frame[c(names[1], base)]))
  list(
    method = "Penalised likelihood ratio tests of single additions",
    correction = "Holm", n = n, data = list(rows = n), additions = additions
  )
})
