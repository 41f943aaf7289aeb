"""The import sheet: what comes in, what needs a person, what was left behind by a crash."""
