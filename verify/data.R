# The tables on which results rest, read and derived in R alone.
#
# Everything starts from the raw files: missing codes by the codebook, scores by the
# scoring keys, and each derived column by its definition. Python's values are not seen.

LOW_MOOD <- 16 # points of the CES-D

# --- reading ----------------------------------------------------------------------

# Every cell of a CSV file as text; rows without anything, as spreadsheets leave, are none.
cells_of <- function(path) {
  cells <- read.csv(path,
    colClasses = "character", na.strings = character(), check.names = FALSE,
    fileEncoding = "UTF-8-BOM"
  )
  blank <- vapply(cells, function(column) !nzchar(trimws(column, whitespace = "[\\h\\v]")),
    logical(nrow(cells)))
  cells <- cells[rowSums(!matrix(blank, nrow(cells))) > 0, , drop = FALSE]
  rownames(cells) <- NULL
  cells
}

# The variables of a table of the codebook, each item of a questionnaire by itself.
variables_of <- function(table) {
  found <- list()
  for (variable in codebook$tables[[table]]$variables) {
    names <- variable$name
    if (!is.null(variable$items)) {
      pattern <- sub("\\{item:02d\\}", "%02d", variable$name)
      names <- sprintf(pattern, seq_len(variable$items))
    }
    for (name in names) found[[name]] <- variable
  }
  found
}

# One column of cells as values: NA for a missing code, numbers as numbers.
values_of <- function(cells, variable) {
  cells[cells %in% names(variable$missing)] <- NA
  switch(variable$type,
    integer = , number = as.numeric(cells),
    date = as.Date(cells, format = "%Y-%m-%d"),
    cells
  )
}

# A table of the data folder, in the order of its file.
raw_table <- function(name) {
  file <- codebook$tables[[name]]$file
  cells <- cells_of(file.path(study$folder, file))
  known <- variables_of(name)
  kept <- intersect(names(known), names(cells))
  columns <- lapply(kept, function(column) values_of(cells[[column]], known[[column]]))
  as.data.frame(setNames(columns, kept), check.names = FALSE)
}

# Columns of `other` beside the rows of `frame`, by the same key; NA where there is none.
beside <- function(frame, other, key) {
  stopifnot(!anyDuplicated(other[[key]]))
  new <- setdiff(names(other), c(names(frame), "data_kind"))
  cbind(frame, other[match(frame[[key]], other[[key]]), new, drop = FALSE],
    row.names = NULL
  )
}

# --- scores -----------------------------------------------------------------------

# The scores of one instrument; `items` holds its item columns in their order.
score <- function(items, instrument) {
  points <- as.matrix(items)
  stopifnot(ncol(points) == instrument$items)
  zero <- points %in% unlist(instrument$scored_zero)
  turned <- sum(unlist(instrument$response_range)) - points
  turned[zero] <- points[zero] <- 0
  scored <- lapply(instrument$scales, function(scale) {
    keyed <- points
    reversed <- unlist(scale$reverse_keyed)
    keyed[, reversed] <- turned[, reversed]
    used <- keyed[, unlist(scale$items), drop = FALSE]
    needed <- scale$minimum_answered
    if (is.null(needed)) needed <- ncol(used)
    found <- if (scale$rule == "sum") rowSums(used, na.rm = TRUE) else rowMeans(used, na.rm = TRUE)
    ifelse(rowSums(!is.na(used)) >= needed, found, NA_real_)
  })
  names(scored) <- vapply(instrument$scales, function(scale) scale$name, "")
  as.data.frame(scored)
}

# Every score of one wave, with the wave in the names.
scores_of <- function(wave) {
  answers <- raw_table("responses")
  answers <- answers[answers$wave == wave, ]
  found <- data.frame(participant = answers$participant)
  for (instrument in instruments) {
    columns <- sprintf("%s_%02d", instrument$name, seq_len(instrument$items))
    scored <- score(answers[columns], instrument)
    found[paste0(names(scored), "_", wave)] <- scored
  }
  found
}

# --- derived tables ---------------------------------------------------------------

# Birthdays between two days; one on 29 February falls on 1 March of other years.
completed_years <- function(born, on) {
  years <- as.integer(format(on, "%Y")) - as.integer(format(born, "%Y"))
  years - (format(on, "%m%d") < format(born, "%m%d"))
}

yes_no <- function(true) ifelse(true, "yes", "no")

cohort_table <- function() {
  people <- raw_table("participants")
  twice <- setdiff(
    intersect(names(variables_of("entry")), names(variables_of("followup"))),
    c("participant", "data_kind")
  )
  for (table in c("entry", "treatment", "followup")) {
    more <- raw_table(table)
    again <- names(more) %in% twice
    names(more)[again] <- paste0(names(more)[again], "_", table)
    people <- beside(people, more, "participant")
  }
  for (wave in c("entry", "followup")) {
    people <- beside(people, scores_of(wave), "participant")
  }
  within(people, {
    age <- completed_years(date_of_birth, entry_date)
    seen_again <- yes_no(!is.na(followup_date))
    heroin_change <- heroin_days_followup - heroin_days_entry
    abstinent_entry <- yes_no(heroin_days_entry == 0)
    abstinent <- yes_no(heroin_days_followup == 0)
    low_mood_entry <- yes_no(mood_entry >= LOW_MOOD)
    low_mood_followup <- yes_no(mood_followup >= LOW_MOOD)
  })
}

# Every answer to an item, with what is known of the participant who gave it.
responses_table <- function() {
  beside(raw_table("responses"), table_of("cohort"), "participant")
}

# The codes of a theme and of all sub-themes below it.
codes_below <- function(theme) {
  inner <- unlist(lapply(theme$themes, codes_below))
  c(inner, vapply(theme$codes, function(code) code$code, ""))
}

# The codes at or below any theme, sub-theme or code of the frame, by its name.
branch_of <- function(name, themes = coding_frame$themes) {
  for (theme in themes) {
    if (theme$theme == name) return(codes_below(theme))
    inner <- branch_of(name, theme$themes)
    if (length(inner)) return(inner)
    if (name %in% vapply(theme$codes, function(code) code$code, "")) return(name)
  }
  character()
}

# Excerpts with the theme of their code and what is known of their interview.
coding_table <- function() {
  coding <- raw_table("coding")
  theme_of <- character()
  for (theme in coding_frame$themes) {
    theme_of[codes_below(theme)] <- theme$theme
  }
  coding$theme <- unname(theme_of[coding$code])
  beside(coding, held_interviews(), "interview")
}

# Interviews with all that is known of the participant; with the participants alone where
# a study has no more tables.
held_interviews <- function() {
  whole <- all(c("entry", "treatment", "followup", "responses") %in% names(codebook$tables))
  people <- if (whole) table_of("cohort") else raw_table("participants")
  beside(raw_table("interviews"), people, "participant")
}

# Interviews with their setting, and for each theme whether the first coder found it.
interviews_table <- function() {
  interviews <- settings_beside(raw_table("interviews"))
  coding <- table_of("coding")
  coding <- coding[coding$coder == study$coders[[1]], ]
  for (theme in coding_frame$themes) {
    there <- coding$interview[coding$theme == theme$theme]
    interviews[[theme$theme]] <- yes_no(interviews$interview %in% there)
  }
  interviews
}

settings_beside <- function(frame) {
  beside(frame, raw_table("participants")[c("participant", "setting")], "participant")
}

# --- HELP: real people, public data -----------------------------------------------

help_waves <- function() {
  waves <- read.csv(file.path(input, "help.csv"), na.strings = "", check.names = FALSE)
  as_published(waves, help_extract())
  waves
}

help_extract <- function() read.csv(file.path(input, "help_extract.csv"))

# What others have published of these data: the trial (Samet et al. 2003), the report on
# primary care (Saitz et al. 2004) and a textbook (Horton et al. 2018). Nothing is
# computed from data that are not theirs.
as_published <- function(waves, extract) {
  entry <- waves[waves$TIME == 0, ]
  inside <- entry[entry$ID %in% extract$id, ]
  women <- inside$CES_D[inside$A1 == 2]
  held <- c(
    "470 people, 235 of them randomised to the clinic" =
      nrow(entry) == 470 && sum(entry$GROUP) == 235,
    "400 people seen at any later time" = length(unique(waves$ID[waves$TIME > 0])) == 400,
    "453 people in the extract, 107 of them women" =
      nrow(inside) == 453 && length(women) == 107,
    "mean and standard deviation of the CES-D 32.85 and 12.51" =
      all(round(c(mean(inside$CES_D), sd(inside$CES_D)), 2) == c(32.85, 12.51)),
    "mean of the CES-D in women 36.89" = round(mean(women), 2) == 36.89
  )
  if (!all(held)) stop("HELP is not as published: ", names(held)[!held][1])
}

# One row per person; a further column of theirs is one more line here.
help_cohort <- function() {
  waves <- table_of("HELP/waves")
  entry <- waves[waves$TIME == 0, ]
  extract <- help_extract()
  people <- data.frame(
    person = entry$ID,
    in_extract = yes_no(entry$ID %in% extract$id),
    clinic = no_yes(entry$GROUP),
    age = entry$AGE,
    sex = c("male", "female")[entry$A1],
    substance = c("alcohol", "cocaine", "heroin")[match(entry$PRIM_SUB, 1:3)],
    jail = no_yes(entry$JAIL_5YR),
    homeless = no_yes(entry$HOMELESS),
    substance_used = no_yes(entry$ANYSUBSTATUS),
    use_days = ifelse(is.na(entry$ANYSUBSTATUS), NA, entry$DAYSANYSUB)
  )
  scored <- help_scores(waves)
  for (wave in c("entry", "followup")) {
    here <- waves$TIME == c(entry = 0, followup = 6)[[wave]]
    found <- scored[match(people$person, ifelse(here, waves$ID, NA)), ]
    people[paste0(names(found), "_", wave)] <- found
  }
  later <- waves[waves$TIME == 6, ]
  people$heroin_used <- no_yes(later$T2[match(people$person, later$ID)])
  people$seen_again <- yes_no(people$person %in% later$ID)
  later <- waves[waves$TIME > 0, ]
  people$seen_ever <- yes_no(people$person %in% later$ID)
  once <- later$ID[which(later$RCT_LINK == 1)]
  never <- later$ID[which(later$RCT_LINK == 0)]
  people$linked <- ifelse(people$person %in% once, "yes",
    ifelse(people$person %in% never, "no", NA)
  )
  people
}

# Codes 0 and 1 of HELP in words; NA for any other.
no_yes <- function(code) c("no", "yes")[match(code, 0:1)]

# The scales of each HELP interview, from their items.
help_scores <- function(waves) {
  prefixes <- c(socrates = "R1", cesd = "F1", family_support = "N2")
  scored <- lapply(names(prefixes), function(name) {
    key <- instruments[[name]]
    score(waves[paste0(prefixes[[name]], LETTERS[seq_len(key$items)])], key)
  })
  do.call(cbind, scored)
}

# --- by name ----------------------------------------------------------------------

MADE <- list(
  cohort = cohort_table, responses = responses_table, interviews = interviews_table,
  coding = coding_table, "HELP/waves" = help_waves, "HELP/cohort" = help_cohort
)

kept_tables <- new.env()

# A table by its name; made once.
table_of <- function(name) {
  if (is.null(kept_tables[[name]])) {
    make <- MADE[[name]]
    if (is.null(make)) {
      if (is.null(codebook$tables[[name]])) stop("there is no table ", name)
      make <- function() raw_table(name)
    }
    kept_tables[[name]] <- make()
  }
  kept_tables[[name]]
}

# The table that a record's `source` names, such as "simulated/cohort".
frame_of <- function(source) {
  if (source == "design") return(data.frame())
  if (startsWith(source, "HELP/")) return(table_of(source))
  parts <- strsplit(source, "/", fixed = TRUE)[[1]]
  if (length(parts) != 2 || parts[1] != study$kind) stop("there is no data ", source)
  table_of(parts[2])
}

# The conditions of a filter, "a is x or y and b is z", each with its column and values.
# A value with " and ", " or " or " is " in it stands in double quotation marks, and a
# mark within it is doubled.
conditions <- function(filter) {
  found <- list()
  left <- paste0(" and ", filter)
  while (startsWith(left, " and ")) {
    left <- substring(left, 6)
    is <- regexpr(" is ", left, fixed = TRUE)
    name <- substring(left, 1, is - 1)
    if (is < 0 || grepl(" and ", name, fixed = TRUE)) stop("filter not understood: ", left)
    left <- paste0(" or ", substring(left, is + 4))
    values <- character()
    while (startsWith(left, " or ")) {
      left <- substring(left, 5)
      quoted <- startsWith(left, '"')
      end <- "(?= or | and |\\z)"
      pattern <- paste0(if (quoted) '(?s)\\A"(?:[^"]|"")*"' else "(?s)\\A.*?", end)
      value <- regmatches(left, regexpr(pattern, left, perl = TRUE))
      if (!length(value)) stop("filter not understood: ", left)
      left <- substring(left, nchar(value) + 1)
      if (quoted) {
        value <- gsub('""', '"', substring(value, 2, nchar(value) - 1), fixed = TRUE)
      }
      values <- c(values, value)
    }
    found[[length(found) + 1]] <- list(name = name, values = values)
  }
  found
}

# The rows that a filter names: "all rows", or conditions.
selected <- function(frame, filter) {
  if (filter == "all rows") return(frame)
  kept <- rep(TRUE, nrow(frame))
  for (condition in conditions(filter)) {
    column <- frame[[condition$name]]
    if (is.null(column)) stop("filter not understood: ", condition$name)
    wanted <- condition$values
    # Numbers as numbers: as text, 20240101 would be 2.02401e+07.
    if (is.numeric(column)) wanted <- as.numeric(wanted) else column <- as.character(column)
    kept <- kept & !is.na(column) & column %in% wanted
  }
  frame[kept, , drop = FALSE]
}
