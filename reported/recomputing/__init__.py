"""Every published result, computed again in R and held against what is printed."""
