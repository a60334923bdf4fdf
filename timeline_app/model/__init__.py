"""What the program is about, without files or screens: time, quantities, events, estimates."""
