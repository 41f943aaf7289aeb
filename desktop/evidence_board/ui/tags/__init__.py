"""Tags: chosen while one types, renamed with everything below them, merged and removed."""
