"""The window: it shows the state, and tells what was done to it."""
