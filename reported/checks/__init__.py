"""What must hold of a built page: a check says what it looked at and what it found."""
