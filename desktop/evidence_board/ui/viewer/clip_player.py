"""`ClipPlayer`: goes through the frames of a video, one by one or at its own pace; workers decode them."""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from evidence_board.media.clip_requests import ClipFrame, ClipFrames
from evidence_board.model.case_index import ItemRow
from evidence_board.model.errors import KnownError
from evidence_board.ui.decoder import Decoder

__all__ = ["ClipPlayer"]

_RUN, _BACK = 10, 8
_AHEAD = 6
_KEPT = 64
_TICK_MS = 10
#: Without a rate in the file, frames are looked for this far apart.
_UNKNOWN_RATE_S = 0.04
_LONG_MS = 1_000
#: A frame so little later than what is asked for is the one that is meant: times are kept rounded.
_LATE_S = 1e-4
#: So much waiting for frames, as a share of what was played, is said in words.
_SLOW_SHARE, _SLOW_LEAST_S = 0.25, 0.5


class ClipPlayer(QObject):
    """Knows the frame that is shown and those around it.

    Frames are kept with their neighbours, so that a step back and forth again asks nobody.

    Attributes:
        shown: (ClipFrame) another frame is shown.
        facts_changed: length, rate or sound are known now.
        playing_changed: playing began or ended.
        failed: (words) there is no frame, and why.
        waiting: (True or False) a frame takes longer than a second.
        duration_s: seconds; 0 while not known.
        fps: frames in a second; 0 while not known.
        has_sound: whether there is a sound track.
        at_s: time of the frame shown.
        is_slow: frames take longer to decode than they last.
    """

    shown = Signal(object)
    facts_changed = Signal()
    playing_changed = Signal()
    failed = Signal(str)
    waiting = Signal(bool)

    def __init__(self, decoder: Decoder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._decoder = decoder
        self._item_id = ""
        self._max_edge = 1_280
        self.duration_s = self.fps = self.at_s = 0.0
        self.has_sound = self.is_playing = self.is_slow = False
        self._frames: OrderedDict[float, ClipFrame] = OrderedDict()
        self._next: dict[float, float] = {}
        self._previous: dict[float, float] = {}
        self._last_frame: float | None = None
        self._asked = False
        self._clock = QElapsedTimer()
        self._begun_s = self._lost_s = 0.0
        self._tick = QTimer(self)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._play_on)
        self._long = QTimer(self)
        self._long.setSingleShot(True)
        self._long.setInterval(_LONG_MS)
        self._long.timeout.connect(lambda: self.waiting.emit(True))

    # -- what is shown ---------------------------------------------------------------------------------

    @property
    def frame(self) -> ClipFrame | None:
        """The frame shown."""
        return self._frames.get(self.at_s)

    @property
    def frame_number(self) -> int | None:
        """Number of the frame shown, from 0; None where the file does not say its rate."""
        return round(self.at_s * self.fps) if self.fps else None

    @property
    def is_waiting(self) -> bool:
        """Whether a frame was asked for and is not there yet."""
        return self._asked

    def open(self, item: ItemRow, *, at_s: float, max_edge: int) -> None:
        """Show a video at a time."""
        self.close()
        self._item_id, self._max_edge = item.id, max_edge
        self.duration_s = item.duration_s or 0.0
        self.facts_changed.emit()
        self._ask(at_s, 1, then=at_s)

    def close(self) -> None:
        """Forget the video."""
        self.stop()
        self._decoder.cancel("frames")
        self._arrived()
        self._item_id = ""
        self.duration_s = self.fps = self.at_s = 0.0
        self.has_sound = self.is_slow = False
        self._last_frame = None
        self._forget()

    def set_edge(self, max_edge: int) -> None:
        """Take frames of another size from now on."""
        if max_edge > self._max_edge * 1.1 and self._item_id:
            self._max_edge = max_edge
            self._forget()
            if not self.is_playing:
                self._ask(self.at_s, 1, then=self.at_s)

    def seek(self, at_s: float) -> None:
        """Show the frame that is on screen at a time."""
        if not self._item_id:
            return
        wanted = max(0.0, min(at_s, self.duration_s) if self.duration_s else at_s)
        if self.is_playing:
            self._begun_s = wanted
            self._clock.restart()
        known = self._known(wanted)
        if known is not None:
            self._show(known)
        else:
            self._ask(wanted, _AHEAD if self.is_playing else 2, then=wanted)

    def step(self, frames: int) -> None:
        """Go some frames on or back; stops playing."""
        self.stop()
        if frames == 0 or not self._item_id:
            return
        chain = self._next if frames > 0 else self._previous
        at = self.at_s
        for left in range(abs(frames), 0, -1):
            following = chain.get(at)
            if following is None or following not in self._frames:
                self._step_unknown(at, left if frames > 0 else -left)
                return
            at = following
        self._show(at)

    def cancel(self) -> None:
        """Wait for no frame any more."""
        self.stop()
        self._decoder.cancel("frames")
        self._arrived()

    # -- playing ---------------------------------------------------------------------------------------

    def toggle(self) -> None:
        """Play, or stop."""
        if self.is_playing:
            self.stop()
        else:
            self.play()

    def play(self) -> None:
        """Play from here, from the start when it is at the end."""
        if not self._item_id or self.is_playing or self.frame is None:
            return
        if self._last_frame is not None and self.at_s >= self._last_frame:
            self.seek(0.0)
        self.is_playing, self.is_slow = True, False
        self._begun_s, self._lost_s = self.at_s, 0.0
        self._clock.start()
        self._tick.start()
        self.playing_changed.emit()

    def stop(self) -> None:
        """Stop at the frame shown."""
        if self.is_playing:
            self.is_playing = False
            self._tick.stop()
            self.playing_changed.emit()

    def _play_on(self) -> None:
        wanted = self._begun_s + self._clock.elapsed() / 1_000 - self._lost_s
        at = self.at_s
        while (following := self._next.get(at)) is not None and following <= wanted and following in self._frames:
            at = following
        if at != self.at_s:
            self._show(at)
        ahead, end = 0, at
        while ahead < _AHEAD and (following := self._next.get(end)) is not None and following in self._frames:
            ahead, end = ahead + 1, following
        if self._last_frame is not None and end >= self._last_frame:
            if wanted >= end + self.gap_s:
                self.stop()
            return
        if ahead < _AHEAD and not self._asked:
            self._ask(end + 0.6 * self.gap_s, _RUN, after=end)
        if ahead == 0 and wanted > at + self.gap_s:
            # Nothing to show yet: the clock waits, no frame is left out.
            self._lost_s += wanted - at - self.gap_s
            self._say_slow()

    def _say_slow(self) -> None:
        slow = self._lost_s > max(_SLOW_LEAST_S, _SLOW_SHARE * (self.at_s - self._begun_s))
        if slow != self.is_slow:
            self.is_slow = slow
            self.facts_changed.emit()

    # -- frames ----------------------------------------------------------------------------------------

    @property
    def gap_s(self) -> float:
        """How long a frame is on screen, in seconds, as far as the file says."""
        return 1 / self.fps if self.fps else _UNKNOWN_RATE_S

    def _step_unknown(self, at: float, frames: int) -> None:
        if frames > 0:
            if self._last_frame is None or at < self._last_frame:
                self._ask(at + 0.6 * self.gap_s, max(frames, 4), after=at, steps=frames)
        elif at > 0:
            start = max(0.0, at - (_BACK + 0.5) * self.gap_s)
            self._ask(start, _BACK + 2, before=at, steps=frames)

    def _known(self, wanted: float) -> float | None:
        """Return the time of the kept frame that is on screen at a time, if it is sure to be that one."""
        for at in self._frames:
            following = self._next.get(at)
            if following is not None and at - _LATE_S <= wanted < following - _LATE_S:
                return at
        return wanted if wanted in self._frames else None

    def _ask(
        self,
        at_s: float,
        count: int,
        *,
        then: float | None = None,
        after: float | None = None,
        before: float | None = None,
        steps: int = 0,
    ) -> None:
        """Ask for frames; ``after`` and ``before`` name the kept frame they join."""
        item_id = self._item_id
        self._asked = True
        if not self.is_playing:
            self._long.start()

        def done(found: ClipFrames) -> None:
            if item_id != self._item_id:
                return
            self._arrived()
            self._take_facts(found)
            times = self._keep(found.frames, after=after)
            if len(times) < count and len(times) == len(found.frames):
                self._end_of(times, after)
            if then is not None and times:
                self._show(times[0])
            elif steps > 0 and times:
                self._show(times[min(steps, len(times)) - 1])
            elif steps < 0 and before is not None:
                earlier = [at for at in times if at < before - 1e-6]
                if earlier:
                    self._show(earlier[max(0, len(earlier) + steps)])

        def failed(error: KnownError) -> None:
            self._arrived()
            if self.frame is not None and (after is not None or then is not None):
                # Behind the last frame, or where the file is damaged from: the clip ends here.
                self._last_frame = max(self._frames)
                self.stop()
            else:
                self.stop()
                self.failed.emit(str(error))

        self._decoder.frames(item_id, at_s=at_s, count=count, max_edge=self._max_edge, done=done, failed=failed)

    def _end_of(self, times: Sequence[float], after: float | None) -> None:
        """The run is shorter than asked for: its last frame is that of the clip."""
        last = times[-1] if times else after
        if last is not None:
            self._last_frame = last if self._last_frame is None else max(last, self._last_frame)

    def _take_facts(self, found: ClipFrames) -> None:
        facts = (found.fps or self.fps, found.duration_s or self.duration_s, found.has_sound)
        if facts != (self.fps, self.duration_s, self.has_sound):
            self.fps, self.duration_s, self.has_sound = facts
            self.facts_changed.emit()

    def _keep(self, frames: Sequence[ClipFrame], *, after: float | None) -> list[float]:
        """Keep a run of frames; a repeat of the frame it follows is dropped."""
        times = []
        previous = after
        for frame in frames:
            if after is not None and frame.at_s <= after + 1e-6:
                continue
            self._frames[frame.at_s] = frame
            self._frames.move_to_end(frame.at_s)
            if previous is not None and previous != frame.at_s:
                self._next[previous], self._previous[frame.at_s] = frame.at_s, previous
            previous = frame.at_s
            times.append(frame.at_s)
        while len(self._frames) > _KEPT:
            at, frame = self._frames.popitem(last=False)
            if at == self.at_s and len(self._frames) > 1:
                # The frame in view is never forgotten.
                self._frames[at] = frame
                continue
            following = self._next.pop(at, None)
            if following is not None:
                self._previous.pop(following, None)
        return times

    def _forget(self) -> None:
        self._frames.clear()
        self._next.clear()
        self._previous.clear()

    def _show(self, at: float) -> None:
        frame = self._frames[at]
        self._frames.move_to_end(at)
        self.at_s = at
        self.shown.emit(frame)

    def _arrived(self) -> None:
        self._asked = False
        self._long.stop()
        self.waiting.emit(False)
