"""Scoring keys, one YAML file per instrument; no item wording."""
