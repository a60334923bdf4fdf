"""The program's own files."""

from timeline_app import resources


def test_in_a_checkout_they_lie_beside_the_package(root):
    assert resources.resource("schema") == root / "resources" / "schema"
    assert resources.seed("a.json") == root / "seeds" / "a.json"


def test_installed_they_lie_inside_it(tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "timeline_app")
    (tmp_path / "timeline_app" / "_data" / "resources").mkdir(parents=True)
    assert resources.resource("a", "b") == tmp_path / "timeline_app" / "_data" / "resources" / "a" / "b"
