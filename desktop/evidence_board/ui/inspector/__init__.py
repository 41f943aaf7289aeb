"""The inspector: what is known of the selected thing, edited in place."""
