"""The full page of an account, person, unit, place, piece of equipment or event."""
