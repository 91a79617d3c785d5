# Totals shipped with the HELP data, against scores from the items.

SHIPPED <- c(
  RAW_RE = "recognition", RAW_AM = "ambivalence", RAW_TS = "taking_steps",
  CES_D = "mood", PSS_FA = "family_support"
)

method("help_totals", function(record, frame) {
  total <- record$data$variables[[1]]
  ours <- help_scores(frame)[[SHIPPED[[total]]]]
  shipped <- frame[[total]]
  there <- !is.na(shipped)
  same <- sum(ours[there] == shipped[there], na.rm = TRUE)
  # Wilson's interval is that of the score test without continuity correction.
  limits <- suppressWarnings(
    prop.test(same, sum(there), conf.level = 0.95, correct = FALSE)
  )$conf.int
  list(
    method = "Wilson interval",
    count = same, n = sum(there), n_missing = sum(!there),
    proportion = same / sum(there), conf_low = limits[1], conf_high = limits[2]
  )
})
