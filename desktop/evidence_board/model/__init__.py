"""The words of the domain: frozen dataclasses and enumerations, standard library only."""
