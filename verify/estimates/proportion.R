# The proportion with one level of a variable.

method("proportion", function(record, frame) {
  values <- frame[[record$data$variables[[1]]]]
  proportion_with(values, option(record, "level"), option(record, "conf_level"))
})
