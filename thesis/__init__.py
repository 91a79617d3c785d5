"""The thesis itself: its command, its settings, and how it is built."""
