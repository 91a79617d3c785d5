# A logistic model with Firth's penalty.

method("firth_logistic", function(record, frame) {
  fitted_model(record, frame, penalised = TRUE)
})
