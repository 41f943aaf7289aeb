"""What the Overview of an open case is put together from: the one place that knows every pane."""

from evidence_board.ui.about.about_feature import AboutFeature
from evidence_board.ui.backups.backups_feature import BackupsFeature
from evidence_board.ui.board.board_pane import BoardPane
from evidence_board.ui.board.link_popover import LinkPopover
from evidence_board.ui.case_parts import CaseParts
from evidence_board.ui.check.check_feature import CheckFeature
from evidence_board.ui.citing.citing_feature import CitingFeature
from evidence_board.ui.copies.copies_feature import CopiesFeature
from evidence_board.ui.filter_bar.filter_bar import FilterBar
from evidence_board.ui.filter_bar.filter_feature import FilterFeature
from evidence_board.ui.gallery.gallery_pane import GalleryPane
from evidence_board.ui.geolocate.geolocate_feature import GeolocateFeature
from evidence_board.ui.history.history_feature import HistoryFeature
from evidence_board.ui.import_sheet.import_sheet import ImportSheet
from evidence_board.ui.inspector.inspector_pane import InspectorPane
from evidence_board.ui.map.map_pane import MapPane
from evidence_board.ui.map_layers.layers_feature import LayersFeature
from evidence_board.ui.map_tools.map_tools_feature import MapToolsFeature
from evidence_board.ui.merging.merge_feature import MergeFeature
from evidence_board.ui.navigator.navigator_pane import NavigatorPane
from evidence_board.ui.palette.palette_feature import PaletteFeature
from evidence_board.ui.places.places_feature import PlacesFeature
from evidence_board.ui.plate.plate_feature import PlateFeature
from evidence_board.ui.profile_page.profile_feature import ProfileFeature
from evidence_board.ui.timeline.timeline_pane import TimelinePane
from evidence_board.ui.tracks.tracks_feature import TracksFeature
from evidence_board.ui.triage.triage_feature import TriageFeature
from evidence_board.ui.viewer.viewer import Viewer
from evidence_board.ui.workspace import WorkspaceParts

__all__ = ["overview_parts"]


def overview_parts() -> CaseParts:
    """Return what makes the panes of the Overview and what opens over them."""
    return CaseParts(
        workspace=WorkspaceParts(
            navigator=NavigatorPane,
            filter_bar=FilterBar,
            gallery=GalleryPane,
            map=MapPane,
            board=BoardPane,
            timeline=TimelinePane,
            inspector=InspectorPane,
        ),
        import_sheet=ImportSheet,
        preview=Viewer,
        link=LinkPopover,
        features=(
            GeolocateFeature,
            CitingFeature,
            CopiesFeature,
            HistoryFeature,
            MergeFeature,
            PaletteFeature,
            PlacesFeature,
            LayersFeature,
            MapToolsFeature,
            PlateFeature,
            TracksFeature,
            TriageFeature,
            FilterFeature,
            CheckFeature,
            BackupsFeature,
            ProfileFeature,
            AboutFeature,
        ),
    )
