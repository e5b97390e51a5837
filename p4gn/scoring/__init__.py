"""Duties of agencies and regions: the frameworks that set them, and the scorecards made from an edition."""
