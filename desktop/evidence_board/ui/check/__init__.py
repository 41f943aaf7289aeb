"""The check of a case: its sheet, its run behind the window, the sheet of the custody log."""
