"""`Theme`: the look of the running application, passed to every widget that paints."""

from typing import Literal, get_args

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon
from PySide6.QtWidgets import QApplication, QToolTip

from evidence_board.ui.theme.fonts import Fonts, Role
from evidence_board.ui.theme.icons import make_icon
from evidence_board.ui.theme.motion import Motion
from evidence_board.ui.theme.palette import make_palette
from evidence_board.ui.theme.stylesheet import make_stylesheet
from evidence_board.ui.theme.tokens import Scheme, Tokens, high_contrast, tokens

__all__ = ["Mode", "Theme"]

Mode = Literal["system", "light", "dark"]

#: Colour an icon takes when its command is switched on or under the pointer.
_ACTIVE_ROLE = {"text2": "text", "text3": "text2"}


class Theme(QObject):
    """Colours, fonts, icons and motion; applies them to the application and says when they change.

    One per application, made right after the `QApplication` and handed down to the widgets.

    Attributes:
        changed: emitted after palette, stylesheet and fonts were replaced. Qt's own widgets follow by
            themselves; widgets that paint, or keep icons, repaint or ask for them again.
        motion: durations of animations.
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        *,
        mode: Mode = "system",
        text_scale: float = 1.0,
        reduced_motion: bool = False,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._mode: Mode = mode
        self._scale = text_scale
        self._icons: dict[tuple[str, int, str], QIcon] = {}
        app.setStyle("Fusion")
        self._hints = app.styleHints()
        self._load()
        self.motion = Motion(self._tokens, reduced=reduced_motion)
        self._apply()
        self._hints.colorSchemeChanged.connect(self._follow_system)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._reload)

    @property
    def mode(self) -> Mode:
        """What the user picked: ``system``, ``light`` or ``dark``."""
        return self._mode

    @mode.setter
    def mode(self, mode: Mode) -> None:
        if mode not in get_args(Mode):
            raise ValueError(f"no such theme: {mode!r}")
        if mode != self._mode:
            self._mode = mode
            self._reload()

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are shown now."""
        return self._tokens.scheme == "dark"

    @property
    def tokens(self) -> Tokens:
        """Every value of the design for the colours shown now."""
        return self._tokens

    @property
    def text_scale(self) -> float:
        """Text size the user chose, 0.85 to 1.5."""
        return self._fonts.scale

    @text_scale.setter
    def text_scale(self, scale: float) -> None:
        if scale != self._scale:
            self._scale = scale
            self._reload()

    def color(self, role: str) -> QColor:
        """Return the colour of a token role or kind; shared, do not change it.

        Beside the tokens there is ``accentOver``, see `Tokens.accent_over`.

        Raises:
            KeyError: the design has no such role.
        """
        return self._colours[role]

    def kind_color(self, kind: str) -> QColor:
        """Return the colour of a kind: account, person, unit, location, equipment, event or media."""
        return self._colours[kind]

    @property
    def on_kind(self) -> QColor:
        """Colour of an icon on the shape of a kind."""
        return self._colours["onKind"]

    def font(self, role: Role = "body", *, tabular: bool = False, mono: bool = False, weight: int = 0) -> QFont:
        """Return the font of a role; see `Fonts.font`."""
        return self._fonts.font(role, tabular=tabular, mono=mono, weight=weight)

    def metrics(
        self, role: Role = "body", *, tabular: bool = False, mono: bool = False, weight: int = 0
    ) -> QFontMetricsF:
        """Return the metrics of the font of a role; shared, made once."""
        return self._fonts.metrics(role, tabular=tabular, mono=mono, weight=weight)

    def pixels(self, length: float) -> int:
        """Return a height of the design in logical pixels at the current text size (rows, controls)."""
        return self._fonts.pixels(length)

    def line_height(self, role: Role) -> int:
        """Return the height of one line of text of a role, in logical pixels."""
        return self._fonts.line_height(role)

    def icon(self, name: str, *, size: int = 16, role: str = "text2") -> QIcon:
        """Return an icon for Qt's own widgets and menus; ask again after `changed`.

        Args:
            name: a Lucide name.
            size: side in logical pixels, one of 14, 16, 18, 24.
            role: token role of its colour at rest.
        """
        key = (name, size, role)
        if key not in self._icons:
            active = self._colours[_ACTIVE_ROLE.get(role, role)]
            self._icons[key] = make_icon(
                name,
                size=size,
                normal=self._colours[role],
                active=active,
                disabled=self._colours["disabled"],
            )
        return self._icons[key]

    def _load(self) -> None:
        self._tokens = tokens(self._scheme())
        if self._hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            self._tokens = high_contrast(self._tokens)
        self._fonts = Fonts(self._tokens, scale=self._scale)
        self._colours = {role: QColor(value) for role, value in self._tokens.colour.items()}
        self._colours["onKind"] = QColor(self._tokens.on_kind)
        self._colours["accentOver"] = QColor(self._tokens.accent_over)
        self._icons.clear()

    def _scheme(self) -> Scheme:
        if self._mode != "system":
            return self._mode
        return "dark" if self._hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def _apply(self) -> None:
        # Native parts (title bar, file dialogs) follow the scheme the user picked.
        if self._mode == "system":
            self._hints.unsetColorScheme()
        else:
            self._hints.setColorScheme(Qt.ColorScheme.Dark if self._mode == "dark" else Qt.ColorScheme.Light)
        self._app.setFont(self.font("body"))
        QToolTip.setFont(self.font("small"))
        self._app.setPalette(make_palette(self._colours))
        self._app.setStyleSheet(make_stylesheet(self._tokens, self._fonts))

    def _follow_system(self) -> None:
        if self._mode == "system" and self._scheme() != self._tokens.scheme:
            self._reload()

    def _reload(self) -> None:
        self._load()
        self._apply()
        self.changed.emit()
