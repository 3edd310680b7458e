"""Start-up checks of the log-in."""
