"""What the picture is: from a timeline and a view to a Scene, without a screen."""
