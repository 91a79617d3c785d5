# New codes by interview: means by the hypergeometric distribution, bands and the share of
# orders that stop from the orders that were drawn for the record.

codes_below <- function(theme) {
  own <- vapply(theme$codes, function(code) code$code, "")
  c(unlist(lapply(theme$themes, codes_below)), own)
}

# The codes of each thing counted, in the order of the frame.
codes_of_things <- function(level) {
  themes <- lapply(coding_frame$themes, codes_below)
  if (level == "theme") themes else as.list(unlist(themes))
}

# How many interviews had been held when the rule was first met; NA if it never was.
# `first` says in which interview each code came up first.
stopping_point <- function(first, n, base_size, run_length, threshold) {
  base <- sum(first <= base_size)
  if (base == 0) return(NA)
  end <- base_size + run_length
  while (end <= n) {
    added <- sum(first > end - run_length & first <= end)
    # compared as whole numbers would be: no share is a hair above the threshold
    if (added / base <= threshold + 1e-12) return(end)
    end <- end + 1
  }
  NA
}

band <- function(counts, p) quantile(counts, p, names = FALSE, type = 1)

# Random orders of `n` interviews, a row for each: every interview comes at every place
# alike often.
orders_of <- function(record, many, n) {
  orders <- drawn(parts_of(record)[[1]], "orders")
  possible(dim(orders) == c(many, n), "other interviews")
  possible(apply(orders, 1, sort) == seq_len(n), "not every interview once")
  if (n > 1) {
    times <- vapply(seq_len(n), function(place) tabulate(orders[, place], n), numeric(n))
    # an order has every interview and every place once, which takes from the variance
    look_at_counts("interviews by place in the orders", times, many / n, (n - 1)^2,
      many * n, shrunk = (n - 1) / n)
  }
  orders
}

method("saturation", function(record, frame) {
  asked <- function(name) option(record, name)
  held <- selected(settings_beside(raw_table("interviews")), record$data$filter)
  if (nzchar(asked("order_by"))) held <- held[order(held[[asked("order_by")]]), ]
  n <- nrow(held)
  coded <- table_of("coding")
  coded <- coded[coded$interview %in% held$interview & coded$coder == asked("coder"), ]
  things <- codes_of_things(asked("level"))
  there <- vapply(things, function(codes) {
    held$interview %in% coded$interview[coded$code %in% codes]
  }, logical(n))
  there <- matrix(there, n)
  occurs <- there[, colSums(there) > 0, drop = FALSE]
  first_in <- function(order) {
    apply(occurs[order, , drop = FALSE], 2, function(flags) which(flags)[1])
  }
  stops <- function(first) {
    stopping_point(first, n, asked("base_size"), asked("run_length"), asked("threshold"))
  }
  many <- asked("n_orders")
  orders <- orders_of(record, many, n)
  firsts <- lapply(seq_len(many), function(i) first_in(orders[i, ]))
  new <- vapply(firsts, tabulate, numeric(n), nbins = n)
  new <- matrix(new, n)
  total <- matrix(apply(new, 2, cumsum), n)
  met <- sum(!is.na(vapply(firsts, stops, 1)))
  tail <- (1 - asked("conf_level")) / 2
  mean_total <- function(k) sum(1 - dhyper(0, colSums(occurs), n - colSums(occurs), k))
  seen <- first_in(seq_len(n))
  list(
    method = says("New codes by interview, over all orders", "Guest, Namey and Chen"),
    n_interviews = n, n_codes = ncol(occurs), n_frame_codes = length(things),
    n_orders = many, base_size = asked("base_size"),
    run_length = asked("run_length"), threshold = asked("threshold"),
    stopped_at = stops(seen), share_stopped = met / many,
    steps = lapply(seq_len(n), function(k) {
      list(
        interviews = k, new_mean = mean_total(k) - mean_total(k - 1),
        new_low = band(new[k, ], tail), new_high = band(new[k, ], 1 - tail),
        total_mean = mean_total(k), total_low = band(total[k, ], tail),
        total_high = band(total[k, ], 1 - tail),
        observed_new = sum(seen == k), observed_total = sum(seen <= k)
      )
    }),
    data = list(rows = nrow(coded))
  )
})
