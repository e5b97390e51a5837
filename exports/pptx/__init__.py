"""The parts of a briefing for PowerPoint: its template, its pages, and how each kind of slide is drawn with native, editable objects."""
