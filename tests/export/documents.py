"""Makes documents of Scenes, for the tests of what writes them."""

from timeline_app.export.composing.page import Page
from timeline_app.export.document import Document
from timeline_app.layout.lanes import TimelineIndex
from timeline_app.layout.scene import Scene
from timeline_app.layout.view import View
from timeline_app.layout.window import TimeWindow
from timeline_app.model.timeline import Timeline


def document_of(*scenes: Scene, scale: float = 1.0, **said: str) -> Document:
    """A document with a page of each Scene."""
    pages = tuple(Page(scene, scale) for scene in scenes)
    given = {"title": scenes[0].title, "description": "", "language": "en", "credit": "", "date": "", **said}
    index = TimelineIndex.of(Timeline.empty())
    return Document(pages, **given, index=index, view=View(TimeWindow(0, 1), 1, 1, 0))
