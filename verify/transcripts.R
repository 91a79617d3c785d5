# Transcripts of the interviews, read from their files, and who says what in them.

# A transcript as code points, with LF line ends and without a byte order mark.
code_points <- function(interview) {
  path <- file.path(study$folder, "transcripts", paste0(interview, ".txt"))
  text <- rawToChar(readBin(path, "raw", file.size(path)))
  Encoding(text) <- "UTF-8"
  points <- utf8ToInt(text)
  if (anyNA(points)) stop(path, " is not UTF-8")
  if (length(points) && points[1] == 0xFEFF) points <- points[-1]
  points <- points[!(points == 13 & c(points[-1], 0) == 10)]
  points[points == 13] <- 10
  points
}

# Blanks that do not belong to the words of a turn.
BLANKS <- c(9:13, 28:32, 133, 160, 5760, 8192:8202, 8232, 8233, 8239, 8287, 12288)

# Pieces of the patterns: a blank, what may stand before a label (a time, bold) and behind
# its name (a time, something in brackets), a dash.
B <- "[^\\S\\n]"
CLOCK <- "[\\[(#]?\\d{1,2}(?::\\d\\d){1,2}(?:[.,-]\\d+)?[\\])#]?"
OPENING <- paste0("(*UCP)^", B, "*(?:", CLOCK, B, "+)?[*_]*")
BRACKETED <- "\\([^()\\n]{1,40}\\)|\\[[^\\[\\]\\n]{1,40}\\]"
BEHIND <- paste0("(?:[*_]*", B, "*(?:", CLOCK, "|", BRACKETED, "))?")
DASH <- "[-\u2010\u2011\u2013\u2014]"

quoted <- function(text) paste0("\\Q", text, "\\E")

# The pattern of what follows a label's name, itself the end of the label as it was given.
ending_pattern <- function(ending) {
  signs <- strsplit(gsub("(*UCP)\\s", "", ending, perl = TRUE), "")[[1]]
  signs <- ifelse(grepl(DASH, signs, perl = TRUE), DASH, quoted(signs))
  if (!length(signs)) signs <- ":"
  before <- paste0(B, if (grepl("(*UCP)^\\s", ending, perl = TRUE)) "+" else "*")
  paste0("[*_]*(?:", before, paste(signs, collapse = ""), "|\\t)")
}

# A label's name, and what follows it.
label_parts <- function(label) {
  bare <- gsub("(*UCP)^[\\s*_]+|[\\s*_]+$", "", label, perl = TRUE)
  name <- sub("(*UCP)[^\\p{L}\\p{N}}]+$", "", bare, perl = TRUE)
  if (name == "") name <- bare
  ending <- substring(bare, nchar(name) + 1)
  list(name = name, ending = gsub("*", "", ending, fixed = TRUE))
}

# The patterns of lines that begin with labels, in either form of accented letters.
label_patterns <- function(labels) {
  unlist(lapply(labels, function(label) {
    part <- label_parts(label)
    after <- ending_pattern(part$ending)
    if (part$ending == "") after <- paste0(after, "|", B, "*$")
    forms <- c(stringi::stri_trans_nfc(part$name), stringi::stri_trans_nfd(part$name))
    words <- strsplit(forms, "(*UCP)\\s+", perl = TRUE)
    names <- vapply(words, function(w) paste(quoted(w), collapse = paste0(B, "+")), "")
    paste0("(?i)", names, BEHIND, "(?:", after, ")[*_]*")
  }))
}

# How many signs of a line the first of some patterns takes that fits; -1 if none does.
taken_by <- function(patterns, line) {
  for (pattern in patterns) {
    found <- regexpr(paste0(OPENING, pattern), line, perl = TRUE)
    if (found > 0) return(attr(found, "match.length"))
  }
  -1
}

# The pattern of what nobody has named and looks like a label: a word, or two or three of
# which each begins with a capital or a digit.
unnamed_pattern <- function(labels) {
  ends <- vapply(labels, function(label) ending_pattern(label_parts(label)$ending), "")
  rest <- "[\\w.'\u2019]*(?:[-&/][\\w.'\u2019]+)*"
  word <- paste0("[\\w.'\u2019]", rest)
  name <- paste0("[\\p{Lu}\\p{Nd}]", rest)
  names <- paste0(name, "(?:", B, name, "){1,2}")
  paste0(
    "[\\[(<]*(?=\\p{L})(?:", names, "|", word, ")[\\])>]*", BEHIND,
    "(?:", paste(ends, collapse = "|"), ")(?!//)[*_]*"
  )
}

# The number of the participant's turn in which each character stands; 0 for none. A line
# without a label goes on with the turn before it.
turn_of_characters <- function(points, pseudonym) {
  labels <- unlist(study$speakers$participant)
  own <- label_patterns(gsub("{pseudonym}", pseudonym, labels, fixed = TRUE))
  others <- study$speakers$others
  others <- if (is.null(others)) unnamed_pattern(labels) else label_patterns(unlist(others))
  turn <- integer(length(points))
  number <- last <- 0 # the turn that goes on, and its last word so far; 0 for nobody's
  speaks <- FALSE
  from <- 1
  for (end in c(which(points == 10), length(points) + 1)) {
    line <- points[seq_len(end - from) + from - 1]
    text <- intToUtf8(line)
    taken <- taken_by(own, text)
    if (taken >= 0) {
      speaks <- TRUE
      last <- 0
    } else if ((taken <- taken_by(others, text)) >= 0) {
      speaks <- FALSE
    }
    said <- which(!line %in% BLANKS & seq_along(line) > taken)
    if (speaks && length(said)) {
      if (!last) number <- number + 1
      begin <- if (last) last + 1 else from - 1 + min(said)
      last <- from - 1 + max(said)
      turn[begin:last] <- number
    }
    from <- end + 1
  }
  turn
}
