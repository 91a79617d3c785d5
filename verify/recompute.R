# Recompute every published result of the thesis in R.
#
#   Rscript verify/recompute.R <in> <out>
#
# <in>   a folder: register.json (id -> what was asked), study.json, codebook.json,
#        instruments.json, coding_frame.json, help.csv, help_extract.csv, packages.txt,
#        draws.json and draws (what was drawn for results that rest on chance)
# <out>  the file to write: what R found, numbers with 17 significant digits, and words
#
# A record says what was asked, never what was found: groups, labels, pairs and terms
# are R's own. Methods stand in the rooms of the analysis, a file for each function of
# Python; each has names of its own, and can use what is defined here, in the files beside
# this one, and in the files of its room that begin with _.

local({
  words <- commandArgs(trailingOnly = FALSE)
  script <- sub("^--file=", "", grep("^--file=", words, value = TRUE))
  here <<- dirname(normalizePath(script))
})
asked <- commandArgs(trailingOnly = TRUE)
input <- asked[1]
output <- asked[2]

needed <- readLines(file.path(input, "packages.txt"))
there <- vapply(needed, function(name) nzchar(system.file(package = name)), TRUE)
if (!all(there)) {
  cat("missing packages:", needed[!there], "\n", file = stderr())
  quit(status = 4)
}

given <- function(name) {
  jsonlite::fromJSON(file.path(input, paste0(name, ".json")), simplifyVector = FALSE)
}
register <- given("register")
study <- given("study")
codebook <- given("codebook")
instruments <- given("instruments")
coding_frame <- given("coding_frame")
draws <- given("draws")

# --- what a method uses -----------------------------------------------------------

methods <- new.env()

# Say how the results of a function of Python are recomputed.
method <- function(name, compute) {
  if (!is.null(methods[[name]])) stop(name, " is defined twice")
  methods[[name]] <- compute
}

# What the function was called with; an error if it does not say, and there is no default.
option <- function(record, name, default = NULL) {
  for (given in record$data$options) {
    if (given$name == name) return(given$value)
  }
  if (is.null(default)) stop("the record has no option ", name)
  default
}

# An option that lists numbers.
numbers_in <- function(text) as.numeric(strsplit(as.character(text), ", ")[[1]])

# A number that R simulates by itself, where the draws cannot be given to it; `error` is
# the standard error of the difference between two independent runs.
mc <- function(value, error) structure(list(value = value, error = error), class = "mc")

# A text of which R knows these parts, in this order; the rest is an author's.
says <- function(...) structure(list(parts = c(...)), class = "says")

# A number that R itself knows less precisely than others: `kind` is one of those that
# reported/recomputing/closeness.py states a tolerance for.
near <- function(value, kind) structure(list(value = value, kind = kind), class = "near")

# A number that R cannot recompute, and why.
skip <- function(reason) structure(list(reason = reason), class = "skip")

found <- new.env()

# R's own result of another id.
recomputed <- function(id) {
  if (is.null(found[[id]])) found[[id]] <- answer(id)
  if (!is.null(found[[id]]$error)) stop(id, ": ", found[[id]]$error)
  found[[id]]$values
}

source(file.path(here, "data.R"), local = FALSE)
source(file.path(here, "words.R"), local = FALSE)
source(file.path(here, "effects.R"), local = FALSE)
source(file.path(here, "transcripts.R"), local = FALSE)
source(file.path(here, "draws.R"), local = FALSE)

# --- one result -------------------------------------------------------------------

answer <- function(id) {
  record <- register[[id]]
  if (is.null(record)) return(list(error = paste("no result has the id", id)))
  compute <- methods[[record$data[["function"]]]]
  if (is.null(compute)) return(list(error = paste("no method for", record$data[["function"]])))
  record$draws <- draws[[id]]
  around <- looks # of a result that asked for this one
  on.exit(looks <<- around)
  looks <<- list()
  tryCatch(
    {
      frame <- selected(frame_of(record$data$source), record$data$filter)
      set.seed(20161129) # a run can be repeated
      values <- withCallingHandlers(
        compute(record, frame),
        warning = function(w) invokeRestart("muffleWarning")
      )
      if (!inherits(values, "skip") && is.null(values$data$rows)) {
        names <- unlist(record$data$variables)
        lacking <- setdiff(names, names(frame))
        if (length(lacking)) stop("the table has no column ", lacking[1])
        rows <- if (length(names)) sum(complete.cases(frame[names])) else nrow(frame)
        values$data <- list(rows = rows)
      }
      list(values = values, looks = looks)
    },
    error = function(e) list(error = conditionMessage(e))
  )
}

# --- writing ----------------------------------------------------------------------

exact <- function(number) if (is.finite(number)) sprintf("%.17g", number) else NULL

# An answer as JSON: numbers as text in full precision, words as they are, NA as null.
written <- function(value) {
  if (inherits(value, "mc")) {
    return(list(value = exact(value$value), error = exact(value$error)))
  }
  if (inherits(value, "near")) return(list(value = exact(value$value), kind = value$kind))
  if (inherits(value, "skip")) return(list(skip = value$reason))
  if (inherits(value, "says")) return(list(says = as.list(value$parts)))
  if (is.list(value)) {
    parts <- lapply(value, written)
    return(if (length(parts)) parts else list())
  }
  if (length(value) > 1) return(lapply(unname(as.list(value)), written))
  if (length(value) == 0 || is.na(value)) return(NULL)
  if (is.character(value)) return(unname(value))
  exact(as.numeric(value))
}

# A table column by column: numbers in full precision, dates and words as text.
columns <- function(frame) {
  lapply(as.list(frame), function(column) {
    text <- if (is.numeric(column)) sprintf("%.17g", column) else as.character(column)
    I(ifelse(is.na(column), NA, text))
  })
}

faults <- character()
shared <- environment()
read_in <- function(file, into) {
  tryCatch(
    suppressPackageStartupMessages(sys.source(file, envir = into)),
    error = function(e) {
      place <- file.path("verify", basename(dirname(file)), basename(file))
      faults <<- c(faults, paste0(place, ": ", conditionMessage(e)))
    }
  )
}
for (room in sort(list.dirs(here, recursive = FALSE))) {
  files <- sort(list.files(room, "\\.R$", full.names = TRUE))
  of_room <- new.env(parent = shared)
  several <- startsWith(basename(files), "_")
  for (file in files[several]) read_in(file, of_room)
  for (file in files[!several]) read_in(file, new.env(parent = of_room))
}

ids <- names(register)
for (number in seq_along(ids)) {
  cat("progress", number, length(ids), ids[number], "\n", file = stderr())
  if (is.null(found[[ids[number]]])) found[[ids[number]]] <- answer(ids[number])
}
results <- lapply(setNames(ids, ids), function(id) {
  one <- found[[id]]
  if (!is.null(one$error)) return(one)
  looks <- lapply(one$looks, function(look) {
    numbers <- c("found", "expected", "error")
    look[numbers] <- lapply(look[numbers], function(number) exact(as.numeric(number)))
    look
  })
  c(list(values = written(one$values)), if (length(looks)) list(looks = looks))
})
derived <- lapply(
  setNames(study$compared, study$compared),
  function(name) {
    tryCatch(
      list(columns = columns(table_of(name))),
      error = function(e) list(error = conditionMessage(e))
    )
  }
)
versions <- lapply(setNames(needed, needed), function(p) as.character(packageVersion(p)))
cat(
  jsonlite::toJSON(
    list(
      r = R.version.string, packages = versions, faults = as.list(faults),
      results = results, derived = derived
    ),
    auto_unbox = TRUE, null = "null", na = "null", digits = NA
  ),
  file = output
)
