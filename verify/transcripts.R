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

# Blanks that do not belong to the words of a turn: tab, space, no-break space.
BLANKS <- c(9, 11, 12, 32, 160, 8239)

# The number of the participant's turn in which each character stands; 0 for none.
turn_of_characters <- function(points, pseudonym) {
  opening <- utf8ToInt(enc2utf8(paste0(pseudonym, ":")))
  turn <- integer(length(points))
  ends <- c(which(points == 10), length(points) + 1)
  from <- 1
  for (end in ends) {
    words <- from + length(opening)
    if (words < end && all(points[from:(words - 1)] == opening)) {
      said <- which(!points[words:(end - 1)] %in% BLANKS)
      if (length(said)) turn[words - 1 + min(said):max(said)] <- max(turn) + 1
    }
    from <- end + 1
  }
  turn
}
