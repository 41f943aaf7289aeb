import pytest

from evidence_board.geo.layers import LayerReaders


@pytest.fixture(scope="module")
def readers():
    made = LayerReaders(workers=1)
    yield made
    made.close()


@pytest.fixture
def opened(readers):
    """Open a layer and close it after the test."""
    sources = []

    def work(path, **options):
        source = readers.open_layer(path, **options).result(timeout=120)
        sources.append(source)
        return source

    yield work
    for source in sources:
        source.close()


@pytest.fixture
def refused(readers):
    """Return the words with which a file is refused."""

    def work(path, **options):
        with pytest.raises(KnownError) as told:
            readers.open_layer(path, **options).result(timeout=120)
        assert told.value.means
        return str(told.value)

    from evidence_board.model.errors import KnownError

    return work
