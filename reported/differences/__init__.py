"""What differs between the results of two editions, in the words of a reader."""
