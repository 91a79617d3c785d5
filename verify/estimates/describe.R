# The distribution of an outcome in everybody.

method("describe", function(record, frame) {
  values <- frame[[record$data$variables[[1]]]]
  quartiles <- quantile(values, c(0.25, 0.5, 0.75), na.rm = TRUE, type = 7)
  list(unit = unit_of(record, record$data$variables[[1]]), summary = list(
    group = "all", label = "All",
    n = sum(!is.na(values)),
    n_missing = sum(is.na(values)),
    mean = mean(values, na.rm = TRUE),
    sd = sd(values, na.rm = TRUE),
    median = quartiles[[2]],
    q1 = quartiles[[1]],
    q3 = quartiles[[3]],
    minimum = min(values, na.rm = TRUE),
    maximum = max(values, na.rm = TRUE)
  ))
})
