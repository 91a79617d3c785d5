# The sizes that a design is looked at in, a cell of what is found, and the distribution
# of a correlation.

# Sizes of two groups: at entry, then every pair of those followed up, each once.
pairs_of <- function(per_group, followed_up) {
  unique(c(list(c(per_group, per_group)), combn(followed_up, 2, simplify = FALSE)))
}

in_size_order <- function(...) unique(c(..1, sort(..2, decreasing = TRUE)))

# A cell: its kind, sizes, and true value in percent if there is one; then its measures.
one <- function(kind, sizes, ..., truth = NULL) {
  about <- if (!is.null(truth)) gsub(".", "_", format(100 * truth), fixed = TRUE)
  values <- list(...)
  list(
    name = paste(c(kind, about, sizes), collapse = "-"),
    measures = unname(Map(function(name, v) list(name = name, value = v), names(values), values))
  )
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
