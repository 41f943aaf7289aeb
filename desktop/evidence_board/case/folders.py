"""Tells folders on which SQLite's shared memory cannot be trusted: network drives and synced folders."""

from pathlib import Path

__all__ = ["shared_folder_of"]

_NETWORK_TYPES = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "fuse.sshfs",
        "9p",
        "afs",
        "fuse.rclone",
        "davfs",
        "fuse.davfs2",
        "vboxsf",
    }
)

#: Names of folders and marker files that sync programs make.
_SYNC_NAMES = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud drive": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "syncthing": "Syncthing",
    "yandex.disk": "Yandex Disk",
    "mega": "MEGA",
}
_SYNC_MARKERS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".sync_ignore": "synced",
    ".owncloudsync.log": "ownCloud",
}


def shared_folder_of(path: Path) -> str | None:
    """Return what shares the folder of this file (``network``, ``Dropbox`` ...), or None when it is local."""
    folder = path.resolve().parent
    for part in (folder, *folder.parents):
        known = _SYNC_NAMES.get(part.name.lower().partition(" - ")[0])
        if known:
            return known
        for marker, name in _SYNC_MARKERS.items():
            if (part / marker).exists():
                return name
    if str(folder).startswith("\\\\"):
        return "network"
    return "network" if _mount_type(folder) in _NETWORK_TYPES else None


def _mount_type(folder: Path) -> str:
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = "", ""
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        mount = fields[1].replace("\\040", " ")
        inside = str(folder) == mount or str(folder).startswith(mount.rstrip("/") + "/")
        if inside and len(mount) >= len(best):
            best, kind = mount, fields[2]
    return kind
