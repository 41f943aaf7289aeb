"""Worker processes that read hostile bytes, and the supervisor that keeps them alive."""
