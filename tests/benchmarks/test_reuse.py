"""What comes back in the samples is found; no figure of time is tested."""

from pathlib import Path

from tests.benchmarks.reuse import groups_of, look_for, open_sheet

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"


def test_the_groups_of_the_samples_are_found(tmp_path):
    sheet = SAMPLES / "reviews.json"
    with open_sheet(tmp_path, sheet, sorted(SAMPLES.glob("*.md"))) as library:
        found = look_for(library, groups_of(sheet))
    assert found.pairs == 54
    assert found.listed >= 0.85 * found.pairs
    assert found.badges == found.right_badges >= 10
