# Results of libraries to which R has no answer here.

for (name in c(
  "scipy.stats.binomtest", "scipy.stats.friedmanchisquare",
  "pingouin.friedman", "pingouin.cochran", "pingouin.rm_anova",
  "pingouin.anova table", "pingouin.pairwise",
  "statsmodels.WLS", "statsmodels.Probit", "statsmodels.MixedLM", "statsmodels.PHReg",
  "statsmodels.anova_lm"
)) {
  method(name, function(record, frame) skip("R has no answer to this kind of result"))
}
