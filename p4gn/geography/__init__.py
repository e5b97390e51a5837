"""Where things are: codes and names of regions, and the shapes of their maps."""
