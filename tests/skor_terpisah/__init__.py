"""The scorecards once more, in plain pandas over the truth of the generator: none of the new marts, no module of the scoring engine."""
