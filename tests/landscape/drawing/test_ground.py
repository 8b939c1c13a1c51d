"""Where places fall on a drawing."""

from itertools import combinations

from mikrovirk.landscape.drawing.ground import LETTER, MARGIN, WIDTH, Ground, labels

STEGE, VORDINGBORG = (12.285, 54.987), (11.91, 55.008)


def test_a_kilometre_is_as_long_across_as_down() -> None:
    ground = Ground.of([STEGE, VORDINGBORG])
    assert ground.place(VORDINGBORG) == (MARGIN, ground.place((11.91, 55.008))[1])
    assert round(ground.across / ground.down, 3) == 0.574  # the cosine of 55 degrees
    assert ground.place(STEGE)[0] <= WIDTH - MARGIN
    assert ground.place(STEGE)[1] > ground.place(VORDINGBORG)[1]


def test_one_point_alone_and_an_outline() -> None:
    ground = Ground.of([STEGE])
    assert ground.place(STEGE) == (MARGIN, MARGIN)
    assert ground.path([[STEGE, STEGE]]) == f"M{MARGIN:g} {MARGIN:g}L{MARGIN:g} {MARGIN:g}Z"


def test_names_never_lie_on_each_other() -> None:
    ground = Ground.of([STEGE, VORDINGBORG])
    spots = [(200.0 + 9 * number, 50.0, 6.0, "Nørre Alslev") for number in range(12)]
    found = labels(spots, ground)
    assert len(found) == len(spots)
    assert None in found
    boxes = []
    for label in found:
        if label:
            length = len("Nørre Alslev") * LETTER
            left = label.x - {"start": 0, "end": length, "middle": length / 2}[label.anchor]
            boxes.append((left, label.y - 11, left + length, label.y + 2))
    assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for a, b in combinations(boxes, 2))
