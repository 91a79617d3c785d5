# A logistic model by glm.

method("logistic_model", function(record, frame) {
  fitted_model(record, frame, penalised = FALSE)
})
