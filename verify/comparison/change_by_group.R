# The same participants at two times, in one group.

# The group is the one that the last condition of the filter names.
method("change_by_group", function(record, frame) {
  last <- tail(conditions(record$data$filter), 1)[[1]]
  group <- list(group = last$values, label = label_of(record, last$name, last$values))
  paired(record, frame, group)
})
