"""Drawing a Scene with Qt: roles become colours, primitives become strokes. It draws and never decides."""
