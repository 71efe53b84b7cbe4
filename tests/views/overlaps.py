"""What a figure's texts look like once it is drawn: which there are, and whether they collide."""

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from iwsim.views.style import house_style

ROUND = 0.12
"""Share of a text's height that its box has to spare above and below small letters."""


def texts(figure: Figure):
    """Return every text that is drawn, ticks beyond the ends of an axis not among them."""
    drawn: list[Text] = []

    def draw(text, *args, **kwargs):
        drawn.append(text)

    with house_style(), pytest.MonkeyPatch.context() as patch:
        figure.draw_without_rendering()
        patch.setattr(Text, "draw", draw)
        figure.draw_without_rendering()
    return [text for text in drawn if text.get_visible() and text.get_text().strip()]


def collisions(figure: Figure):
    """Return the texts that leave the page, and the pairs that lie upon another."""
    boxes = []
    for text in texts(figure):
        box = text.get_window_extent()
        low, high = box.y0 + ROUND * box.height, box.y1 - ROUND * box.height
        boxes.append((text.get_text(), box.x0, box.x1, low, high))
    page = figure.bbox
    found = [
        said
        for said, left, right, low, high in boxes
        if not (page.x0 <= left and right <= page.x1 and page.y0 <= low and high <= page.y1)
    ]
    for at, (said, left, right, low, high) in enumerate(boxes):
        for other, start, end, bottom, top in boxes[at + 1 :]:
            if not (right <= start or end <= left or high <= bottom or top <= low):
                found.append((said, other))
    return found
