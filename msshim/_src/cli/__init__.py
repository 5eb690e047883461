"""The commands: run, check, convert, verify, api, info."""
