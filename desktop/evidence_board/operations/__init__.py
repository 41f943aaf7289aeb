"""User verbs: each opens one transaction at the gate and yields one change set."""
