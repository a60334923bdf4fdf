"""Composing a page around the Scenes and writing it as PNG, SVG or PDF."""
