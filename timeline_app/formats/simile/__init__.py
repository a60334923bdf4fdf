"""SIMILE's timelines, XML and JSON."""
