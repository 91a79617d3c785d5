# The same participants at two times, all together.

method("paired_change", function(record, frame) {
  paired(record, frame, list(group = "all", label = "All"))
})
