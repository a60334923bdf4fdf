"""Composing pages around Scenes and writing them as pictures and documents."""
