"""Files of other programs, in and out: today those of coding programs."""
