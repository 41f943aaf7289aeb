"""Notes in Markdown: what becomes of each sign, and that nothing a stranger writes does more than stand there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_board.model.markdown import Span, parse_notes, refs_in


def looks(text):
    """Return (text, look) of each span of the first block."""
    return [
        (span.text, "".join(sign for sign, on in (("b", span.bold), ("i", span.italic), ("c", span.code)) if on))
        for span in parse_notes(text)[0].spans
    ]


def kinds(text):
    return [(block.kind, block.level, block.number, block.text) for block in parse_notes(text)]


def test_blocks_by_their_signs():
    text = "# Мол ##\nlamp\npost\n\n- one\n  - two\n3. three\n> said\n> he\n---\n```\n**x** M-001\n```\nend"
    assert kinds(text) == [
        ("heading", 1, None, "Мол"),
        ("paragraph", 0, None, "lamp\npost"),
        ("item", 0, None, "one"),
        ("item", 1, None, "two"),
        ("item", 0, 3, "three"),
        ("quote", 0, None, "said\nhe"),
        ("rule", 0, None, ""),
        ("code", 0, None, "**x** M-001"),
        ("paragraph", 0, None, "end"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a **b** *c*", [("a ", ""), ("b", "b"), (" ", ""), ("c", "i")]),
        ("**b *bi* b**", [("b ", "b"), ("bi", "bi"), (" b", "b")]),
        ("`**x**`", [("**x**", "c")]),
        ("2 * 3 * 4", [("2 * 3 * 4", "")]),
        ("file_2015_09.jpg", [("file_2015_09.jpg", "")]),
        ("**open", [("**open", "")]),
        (r"\*not\*", [("*not*", "")]),
        ("a ****", [("a ****", "")]),
        ("<b>x</b> &amp; <img src=x onerror=y>", [("<b>x</b> &amp; <img src=x onerror=y>", "")]),
    ],
)
def test_looks_by_their_signs(text, found):
    assert looks(text) == found


def test_refs_stand_alone_and_addresses_end_before_the_full_stop():
    blocks = parse_notes("M-014, A-3 and (K-20). XM-014 M-014x https://e.org/M-015. [Мол](http://e.org/a) K-1/2")
    assert refs_in(blocks) == ["M-014", "A-3", "K-20", "K-1"]
    urls = [(span.text, span.url) for span in blocks[0].spans if span.url]
    assert urls == [("https://e.org/M-015", "https://e.org/M-015"), ("Мол", "http://e.org/a")]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//host/x"])
def test_other_addresses_are_plain_text(address):
    assert all(not span.url for block in parse_notes(f"[x]({address}) {address}") for span in block.spans)


def test_a_picture_is_the_text_it_is():
    assert looks("![x](http://e.org/a.png)")[0][0].startswith("![x](")


@given(st.text(alphabet=st.sampled_from("*_`#>-+.[]()!\\ \n\t1ab:/M0Ж\u202eا<&") | st.characters(), max_size=400))
@settings(max_examples=300, deadline=None)
def test_no_letter_is_lost_or_made_up(text):
    blocks = parse_notes(text)
    shown = [letter for block in blocks for letter in block.text if letter.isalpha()]
    typed = [letter for letter in text if letter.isalpha()]
    if "](http" not in text and "```" not in text and "~~~" not in text:
        assert shown == typed
    for block in blocks:
        for span in block.spans:
            assert isinstance(span, Span) and span.text
            assert not span.url or span.url.startswith(("http://", "https://"))


@pytest.mark.parametrize("sign", ["*", "**_", "[", "](http://", "`", "> ", "- ", "\\", "_a*", "#", "M-1 ", "![", "1. "])
def test_a_long_run_of_signs_is_read_to_its_end(sign):
    assert parse_notes(sign * 20_000)
