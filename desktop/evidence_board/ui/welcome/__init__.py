"""The screen without a case: begin one, open one, or practise."""
