"""How long things move, and whether they move at all."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QVariantAnimation

from evidence_board.ui.theme.tokens import Tokens

__all__ = ["Motion"]


class Motion:
    """Durations of the design guide: hover 90 ms, panes and chips 160, camera 240, out-cubic.

    Attributes:
        reduced: everything is instant except progress.
    """

    def __init__(self, tokens: Tokens, *, reduced: bool = False) -> None:
        self.reduced = reduced
        self._tokens = tokens

    @property
    def fast(self) -> int:
        """Milliseconds for hover and press."""
        return self._duration("fastMs")

    @property
    def normal(self) -> int:
        """Milliseconds for panes, sheets and chips."""
        return self._duration("normalMs")

    @property
    def slow(self) -> int:
        """Milliseconds for camera moves of map and board."""
        return self._duration("slowMs")

    def _duration(self, name: str) -> int:
        return 0 if self.reduced else self._tokens.motion[name]

    def run(
        self,
        parent: QObject,
        step: Callable[[float], None],
        *,
        duration: int,
        start: float = 0.0,
        end: float = 1.0,
        done: Callable[[], None] | None = None,
    ) -> QVariantAnimation | None:
        """Move from `start` to `end` and call `step` with each value between, out-cubic.

        Args:
            parent: owner of the animation; when it goes, the animation goes.
            step: receives each value; the last is exactly `end`.
            duration: milliseconds, one of the properties of this class.
            start: first value.
            end: last value.
            done: called once after the last step.

        Returns:
            The running animation, or None when the move was instant (reduced motion).
        """
        if duration <= 0:
            step(end)
            if done is not None:
                done()
            return None
        animation = QVariantAnimation(parent)
        animation.setDuration(duration)
        animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        animation.setStartValue(start)
        animation.setEndValue(end)
        animation.valueChanged.connect(step)
        if done is not None:
            animation.finished.connect(done)
        animation.start(QAbstractAnimation.DeletionPolicy.DeleteWhenStopped)
        return animation
