# How many rows there are.

method("count", function(record, frame) {
  list(count = nrow(frame))
})
