# Read every text of a folder with statcheck, and print each test that it finds as a line
# of CSV: the name of the text, the test as printed, its kind, and whether p is wrong.

# Rscript tests/statcheck.R FOLDER; ends with 3 where statcheck is not installed.

if (!requireNamespace("statcheck", quietly = TRUE)) quit(status = 3)

paths <- list.files(commandArgs(TRUE)[1], full.names = TRUE)
texts <- vapply(
  paths,
  function(path) paste(readLines(path, warn = FALSE, encoding = "UTF-8"), collapse = "\n"),
  character(1)
)
names(texts) <- basename(paths)

# Every printed test has two tails, or one by its kind.
found <- statcheck::statcheck(texts, messages = FALSE)
utils::write.csv(
  found[, c("source", "raw", "test_type", "error")], stdout(), row.names = FALSE
)
