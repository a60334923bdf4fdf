"""Tables of any kind of file: what their columns are, and what is made of them."""
