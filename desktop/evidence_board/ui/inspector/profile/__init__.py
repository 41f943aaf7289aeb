"""The parts of a profile: what the inspector says of an account, person, unit, place, equipment or event."""
