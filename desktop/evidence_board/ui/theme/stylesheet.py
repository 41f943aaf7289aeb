"""The one stylesheet of the application, written from the tokens.

Only Qt's own widgets are styled here; what `ui/widgets` paints, it paints from the same tokens. Marks that
a stylesheet could show only through an image file (check marks, arrows) are painted by widgets.
"""

from string import Template

from evidence_board.ui.theme.fonts import Fonts
from evidence_board.ui.theme.tokens import Tokens

__all__ = ["make_stylesheet"]

_SURFACES = Template("""
QMainWindow, QDialog { background: $window; }
QDialog, QMessageBox { background: $raised; }
QWidget[surface="window"] { background: $window; }
QWidget[surface="pane"] { background: $pane; }
QWidget[surface="raised"] { background: $raised; }
QWidget[surface="sunken"] { background: $sunken; }
QWidget[surface="canvas"] { background: $canvas; }
QFrame[card="true"] { background: $pane; border: 1px solid $line; border-radius: ${r_card}px; }
QFrame[card="selected"] { background: $pane; border: 2px solid $accent; border-radius: ${r_card}px; }
QFrame[card="warn"] { background: $pane; border: 2px solid $warn; border-radius: ${r_card}px; }
QFrame[line="h"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }
QFrame[line="v"] { background: $line; border: 0; max-width: 1px; min-width: 1px; }
QScrollArea { border: 0; background: transparent; }
QScrollArea > QWidget > QWidget[surface=""] { background: transparent; }
QToolTip { background: $raised; color: $text; border: 1px solid $line2; padding: 4px 8px; }
QStatusBar { background: $window; color: $text2; }
QStatusBar::item { border: 0; }
QSizeGrip { width: 0; height: 0; }
""")

_LABELS = Template("""
QLabel { background: transparent; }
QLabel[role="caption"] { font-size: ${px_caption}px; color: $text3; }
QLabel[role="label"] { font-size: ${px_label}px; font-weight: 600; color: $text2; }
QLabel[role="small"] { font-size: ${px_small}px; color: $text2; }
QLabel[role="hint"] { font-size: ${px_small}px; color: $text3; }
QLabel[role="body"] { font-size: ${px_body}px; color: $text; }
QLabel[role="secondary"] { font-size: ${px_body}px; color: $text2; }
QLabel[role="bodyStrong"] { font-size: ${px_body}px; font-weight: 600; color: $text; }
QLabel[role="lead"] { font-size: ${px_section}px; color: $text2; }
QLabel[role="section"] { font-size: ${px_section}px; font-weight: 600; color: $text; }
QLabel[role="title"] { font-size: ${px_title}px; font-weight: 600; color: $text; }
QLabel[role="display"] { font-size: ${px_display}px; font-weight: 600; color: $text; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="bad"] { color: $bad; }
QLabel[tone="accent"] { color: $accentText; }
QLabel:disabled { color: $disabled; }
QLabel[keeps="text"]:disabled { color: $text; }
QLabel[keeps="text2"]:disabled { color: $text2; }
QLabel[keeps="text3"]:disabled { color: $text3; }
""")

_BUTTONS = Template("""
QPushButton {
  min-height: ${h_button}px; padding: 0 12px; border-radius: ${r_control}px; font-weight: 500;
  background: $pane; color: $text; border: 1px solid $line2;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $sunken; }
QPushButton:focus { border: 2px solid $focus; padding: 0 11px; }
QPushButton:disabled { color: $disabled; border-color: $line; }
QPushButton[kind="primary"] {
  background: $accent; color: $onAccent; border: 1px solid $accent; font-weight: 600;
}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {
  background: $accentOver; border-color: $accentOver;
}
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $sunken; color: $disabled; border-color: $line; }
QPushButton[kind="quiet"] { background: transparent; border: 1px solid transparent; color: $text2; }
QPushButton[kind="quiet"]:hover { background: $hover; color: $text; }
QPushButton[kind="quiet"]:focus { border: 2px solid $focus; }
QPushButton[kind="quiet"]:disabled { color: $disabled; }
QPushButton[small="true"] { min-height: ${h_small}px; padding: 0 10px; }
QToolButton {
  min-width: ${h_small}px; min-height: ${h_small}px; padding: 0; border: 1px solid transparent;
  border-radius: ${r_control}px; background: transparent; color: $text2;
}
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $sunken; }
QToolButton:checked { background: $accentSoft; color: $accentText; }
QToolButton:focus { border: 2px solid $focus; }
QToolButton:disabled { color: $disabled; }
QToolButton::menu-indicator { image: none; width: 0; }
""")

_INPUTS = Template("""
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {
  background: $pane; color: $text; border: 1px solid $control; border-radius: ${r_control}px;
  selection-background-color: $accent; selection-color: $onAccent;
}
QLineEdit, QComboBox { min-height: ${h_input}px; padding: 0 8px; }
QPlainTextEdit, QTextEdit { padding: 4px 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus,
QComboBox:on { border: 2px solid $focus; }
QLineEdit:focus, QComboBox:focus, QComboBox:on { padding: 0 7px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 3px 5px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QAbstractSpinBox:disabled,
QComboBox:disabled { color: $disabled; border-color: $line2; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QAbstractSpinBox[invalid="true"] {
  border: 2px solid $bad;
}
QLineEdit[invalid="true"] { padding: 0 7px; }
QLineEdit[field="search"] { border-color: $line2; min-height: 0; }
QLineEdit[field="search"]:focus { border-color: $focus; }
QLineEdit[small="true"], QComboBox[small="true"] { min-height: ${h_small_input}px; }
QAbstractSpinBox[small="true"] { min-height: ${h_small_input}px; max-height: ${h_small_input}px; }
QLineEdit[bare="true"], QPlainTextEdit[bare="true"] {
  border: 0; background: transparent; padding: 0; min-height: 0;
}
QAbstractSpinBox { padding: 0; min-height: ${h_input}px; max-height: ${h_input}px; }
QComboBox QLineEdit { border: 0; padding: 0; min-height: 0; background: transparent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: 0; }
QComboBox::drop-down { width: 28px; border: 0; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line2; outline: 0; padding: 4px; }
QComboBox QAbstractItemView::item { min-height: ${h_row}px; padding: 0 8px; }
QCalendarWidget QWidget { background: $raised; color: $text; }
""")

_VIEWS = Template("""
QAbstractItemView {
  background: $pane; color: $text; border: 0; outline: 0; alternate-background-color: $pane;
  selection-background-color: $accentSoft; selection-color: $accentText; gridline-color: $line;
}
QTableView::item, QTreeView::item { border-bottom: 1px solid $line; padding: 0 8px; }
QTreeView::item, QListView::item { min-height: ${h_row}px; }
QListView::item { padding: 0 8px; border-radius: ${r_control}px; }
QAbstractItemView::item:hover { background: $hover; }
QAbstractItemView::item:selected { background: $accentSoft; color: $accentText; }
QAbstractItemView::item:focus { border: 2px solid $focus; }
QHeaderView { background: $pane; border: 0; qproperty-defaultAlignment: 129; }
QHeaderView::section {
  background: $pane; color: $text2; font-size: ${px_small}px; font-weight: 600; text-align: left;
  border: 0; border-bottom: 1px solid $line; padding: 0 8px; min-height: ${h_row}px;
}
QHeaderView::section:hover { color: $text; }
QHeaderView::down-arrow, QHeaderView::up-arrow { image: none; width: 0; }
QTableCornerButton::section { background: $pane; border: 0; }
QTabBar { background: transparent; border: 0; }
QTabBar::tab {
  background: transparent; color: $text2; font-weight: 500; padding: 0 12px; min-height: ${h_input}px;
  border: 0; border-bottom: 2px solid transparent;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accentText; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { border: 2px solid $focus; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; }
QProgressBar {
  background: $sunken; border: 0; border-radius: 3px; min-height: 6px; max-height: 6px; color: transparent;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSlider::groove:horizontal { background: $sunken; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal {
  background: $pane; border: 2px solid $accent; width: 12px; margin: -6px 0; border-radius: 8px;
}
QSlider::handle:horizontal:focus { border-color: $text; }
""")

_MENUS = Template("""
QMenu {
  background: $raised; color: $text; border: 1px solid $line2; border-radius: ${r_card}px; padding: 4px;
}
QMenu::item { min-height: ${h_row}px; padding: 0 12px 0 10px; border-radius: ${r_chip}px; }
QMenu::item:selected { background: $accentSoft; color: $accentText; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenuBar { background: $window; color: $text; }
QMenuBar::item { padding: 4px 8px; background: transparent; border-radius: ${r_chip}px; }
QMenuBar::item:selected { background: $hover; }
QScrollBar { background: transparent; border: 0; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $line2; border-radius: 2px; margin: 4px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $control; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QSplitter::handle { background: $line; }
""")


def make_stylesheet(tokens: Tokens, fonts: Fonts) -> str:
    """Return the stylesheet for one colour scheme at the current text size."""
    size = tokens.size
    values: dict[str, str | int] = dict(tokens.colour)
    values["accentOver"] = tokens.accent_over
    values |= {f"r_{name}": value for name, value in tokens.radius.items()}
    values |= {f"px_{name}": fonts.pixels(look.px) for name, look in tokens.type.items()}
    # Heights of the design count the border, those of a stylesheet do not.
    values |= {
        "h_button": fonts.pixels(size["control"]) - 2,
        "h_small": fonts.pixels(size["controlSmall"]) - 2,
        "h_input": fonts.pixels(size["control"]) - 2,
        "h_small_input": fonts.pixels(size["controlSmall"]) - 2,
        "h_row": fonts.pixels(size["row"]),
    }
    parts = (_SURFACES, _LABELS, _BUTTONS, _INPUTS, _VIEWS, _MENUS)
    return "".join(part.substitute(values) for part in parts)
