"""Saved web pages, in pages of our own: the article is found, the rest of the page is not."""

import time

import pytest

from annotations.errors import ImportRefusedError
from annotations.model import ArticleFields
from annotations.text.blocks import canonical_text
from annotations.text.convert import convert_bytes
from annotations.text.webpage import text_of_tags, webpage_blocks, without_scripts
from annotations.vocabulary import BlockKind

FIRST = (
    "Ginger has been used for a long time by a great many people, and it is said to help with a "
    "great many complaints. It is a root, and roots keep well in dry sand through the winter."
)
SECOND = (
    "A study of 2014 followed forty women for three weeks and found less nausea in the mornings. "
    "Nobody has repeated it since, and the women knew what they were given."
)
THIRD = (
    "Whoever takes medicine that thins the blood should ask before taking more than a pinch of "
    "it, because the two may add up. That is known from reports of single cases."
)

BLOG = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Ginger for Nausea | Root Notes</title>
<meta name="author" content="Ann Writer"><meta property="og:site_name" content="Root Notes">
<meta property="article:published_time" content="2023-04-05T08:00:00Z">
<link rel="canonical" href="https://example.org/ginger-for-nausea">
<style>body {{ color: red }}</style></head>
<body class="post">
<nav><ul><li><a href="/">Home</a></li><li><a href="/herbs">Herbs</a></li></ul></nav>
<div id="cookie-banner" class="cookie-consent"><p>We use cookies to improve your visit.</p>
<button>Accept all</button></div>
<header class="site-header"><p>Root Notes, the site of roots</p></header>
<main><article>
<h1>Ginger for Nausea</h1>
<p class="byline">By Ann Writer</p>
<p>{FIRST}</p>
<h2>What was studied</h2>
<p>{SECOND} See <a href="https://example.org/study">the study</a> and <a href="/more">more</a>.</p>
<figure><img src="data:image/png;base64,AAAA" alt="A root"><figcaption>A root of ginger on a
table in the kitchen</figcaption></figure>
<ul><li>Tea: one cup in the morning, not more.</li><li>Powder: one gram with breakfast.</li></ul>
<blockquote><p>It settles the stomach, they say.</p></blockquote>
<table><tr><th>Form</th><th>Amount</th></tr><tr><td>Tea</td><td>one cup</td></tr></table>
<p>{THIRD}</p>
</article></main>
<aside class="related-posts"><h3>Related Posts</h3><ul><li><a href="/t">Turmeric and you</a></li>
<li><a href="/g">Garlic against all</a></li></ul></aside>
<section id="comments"><h3>2 Comments</h3><div class="comment"><p>First! Great post, thanks for
sharing this with us all.</p></div></section>
<footer><p>Copyright 2023 Root Notes. All rights reserved.</p></footer>
<script>track("page");</script></body></html>"""

NO_ARTICLE = f"""<html><head><title>Does Ginger Help?</title></head><body>
<div class="nav"><a href="/">Home</a> <a href="/a">About</a> <a href="/c">Contact</a></div>
<div class="content"><h1>Does Ginger Help?</h1>
<p>{FIRST}</p><p>{SECOND}</p><h2>Is it safe?</h2><p>{THIRD}</p></div>
<div class="footer">Imprint</div></body></html>"""

LAYOUT_TABLE = f"""<HTML><BODY BGCOLOR=#ffffff><CENTER><FONT SIZE=+3>The Ginger Page</FONT></CENTER>
<TABLE WIDTH=100%><TR><TD WIDTH=20% VALIGN=top><A HREF="index.htm">Home</A><BR>
<A HREF="links.htm">Links</A></TD>
<TD><P><FONT FACE=Arial>{FIRST}</FONT><P>{SECOND}<P>{THIRD}</TD></TR></TABLE></BODY></HTML>"""

SHORT = "<html><body><h1>Notice</h1><p>Ginger is sold out.</p><p>Come back soon.</p></body></html>"

NEWS = f"""<html lang="en"><head><title>Ginger recalled</title>
<meta property="og:title" content="Ginger recalled">
<meta name="date" content="2024-02-29"></head><body>
<header><a href="#main">Skip to main content</a><nav>News Sport Weather</nav></header>
<div id="main"><div class="story"><h1>Ginger recalled</h1><time datetime="2024-02-29">29 Feb</time>
<div class="share"><a href="https://example.org/s">Share</a></div>
<p>{FIRST}</p><div class="ad">Advertisement</div><p>{SECOND}</p>
<ol><li>Bring the packet back to the shop where it was bought.</li>
<li>Ask for the money that was paid for it.</li></ol><p>{THIRD}</p></div></div>
<div class="most-read"><h2>Most read</h2><a href="/1">A cat in a tree</a></div></body></html>"""

XHTML = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Ginger</title></head><body>
<svg class="logo"/><br /><div><h1>Ginger</h1><p>{FIRST}</p><p>{SECOND}</p><hr /><p>{THIRD}</p></div>
</body></html>"""


def said(html: str) -> str:
    return canonical_text(webpage_blocks(html)[0])


def test_a_blog_post_without_the_page_around_it():
    blocks, fields = webpage_blocks(without_scripts(BLOG))
    text = canonical_text(blocks)
    assert (blocks[0].kind, blocks[0].text) == (BlockKind.H1, "Ginger for Nausea")
    for words in (FIRST, SECOND, THIRD, "Tea: one cup", "It settles the stomach", "one cup"):
        assert words in text
    for words in ("cookies", "Accept", "Herbs", "Turmeric", "First! Great", "Copyright", "track("):
        assert words not in text
    kinds = {block.kind for block in blocks}
    assert {BlockKind.H2, BlockKind.LI, BlockKind.QUOTE, BlockKind.CELL} <= kinds
    assert [i.href for b in blocks for i in b.inlines if i.href] == ["https://example.org/study"]
    assert fields == ArticleFields(
        title="Ginger for Nausea",
        author="Ann Writer",
        publisher="Root Notes",
        url="https://example.org/ginger-for-nausea",
        published="2023-04-05",
        language="en-GB",
    )


@pytest.mark.parametrize("page", [NO_ARTICLE, LAYOUT_TABLE, NEWS, XHTML])
def test_the_article_is_found_without_an_article_tag(page):
    text = said(without_scripts(page))
    for words in (FIRST, SECOND, THIRD):
        assert text.count(words) == 1
    assert "Most read" not in text
    assert "Contact" not in text


def test_a_title_stands_first_and_once():
    blocks, fields = webpage_blocks(NO_ARTICLE)
    assert fields.title == "Does Ginger Help?"
    assert [b.text for b in blocks if b.kind is BlockKind.H1] == ["Does Ginger Help?"]
    assert blocks[0].kind is BlockKind.H1


def test_the_list_of_a_news_story_is_kept():
    blocks, fields = webpage_blocks(NEWS)
    assert [b.text for b in blocks if b.kind is BlockKind.LI] == [
        "Bring the packet back to the shop where it was bought.",
        "Ask for the money that was paid for it.",
    ]
    assert (fields.title, fields.published) == ("Ginger recalled", "2024-02-29")


def test_where_nothing_is_found_the_whole_page_is_read():
    assert said(SHORT) == "Notice\nGinger is sold out.\nCome back soon."
    assert said("<div><a href='/'>Home</a></div><p>Words.") == "Home\nWords."


def test_words_without_paragraphs_keep_their_lines():
    page = f"<div><h2>Ginger</h2><div>{FIRST}<br><br>{SECOND}</div><div>{THIRD}</div></div>"
    assert said(page) == f"Ginger\n{FIRST}\n{SECOND}\n{THIRD}"


def test_a_page_with_more_tags_than_can_be_searched_is_read_whole():
    page = f"<nav>Menu of the page</nav><h1>Ginger</h1><p>{FIRST}</p>" + "<p>a</p>" * 25_000
    blocks, fields = webpage_blocks(page)
    assert [b.text for b in blocks[:3]] == ["Menu of the page", "Ginger", FIRST]
    assert fields == ArticleFields()


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("a<script>b</script>c", "a c"),
        ("a<SCRIPT type=x>if (a<b) d('</div>')</ScRiPt >c", "a c"),
        ("a<!-- b --><p>c", "a<p>c"),
        ("a<!--><p>c", "a<p>c"),
        ("a<!-- b --!>c", "ac"),
        ("a<!-- b", "a"),
        ("a<script>b", "a "),
        ("a<script b", "a "),
        ('a<script>x = "<!--"</script>c', "a c"),
        ("a<!-- <script> -->c", "ac"),
        ("a<svg><path d=1></svg>c", "a c"),
        ("a<svg class=b />c", "ac"),
        ("<scripture>a", "<scripture>a"),
        ('<img src="data:image/png;base64,AA==" alt=x>', '<img src="" alt=x>'),
        ("<img src = 'data:image/svg+xml,<svg x=\"1\">' alt=x>", '<img src ="" alt=x>'),
        ("<img src=data:image/png;base64,AA alt=x>", '<img src="" alt=x>'),
        ('<p style="background:url(data:image/png;base64,AA)">', '<p style="background:url()">'),
        ("<p>see data: 5 mg</p>", "<p>see data: 5 mg</p>"),
    ],
)
def test_scripts_comments_and_data_addresses_are_cut(html, left):
    assert without_scripts(html) == left


@pytest.mark.parametrize(
    "piece",
    ["<!--", "<!-- a ", "<script ", "<script>", "</script ", '<style a="', "<scrip", '="data:',
     "='data:\"", "url(data:", "= ", "<", "</", "</p", "<a ", "<svg/", "<!-"],
)  # fmt: skip
def test_what_never_ends_takes_no_longer_than_its_length(piece):
    html = piece * (600_000 // len(piece))
    started = time.perf_counter()
    text_of_tags(without_scripts(html))
    # The square of the length would be minutes.
    assert time.perf_counter() - started < 2


def test_the_words_of_tags_a_line_for_each_block():
    html = (
        "<title>T</title><h1>Head</h1><p>One <b>two</b> &amp; x < y<br>three</p><ul><li>four</ul>"
    )
    assert text_of_tags(html).split("\n") == ["T", "Head", "One two & x < y", "three", "four"]


def test_the_encoding_of_a_page_is_what_it_declares():
    page = BLOG.replace("utf-8", "windows-1252").replace("a root,", "a “root”, café,")
    conversion = convert_bytes(page.encode("cp1252"), "ginger.html")
    assert conversion.encoding == "cp1252"
    assert "“root”, café" in canonical_text(conversion.blocks)


def test_a_page_of_data_and_scripts_is_small_by_what_counts():
    page = (
        f"<html><body><script>{'x' * 3_000_000}</script><h1>Ginger</h1>"
        f'<img src="data:image/png;base64,{"A" * 3_000_000}"><p>{FIRST}</p><p>{SECOND}</p>'
    )
    conversion = convert_bytes(page.encode(), "a.html")
    assert conversion.notice == ""
    assert FIRST in canonical_text(conversion.blocks)


def test_a_page_without_words_is_refused():
    with pytest.raises(ImportRefusedError, match=r"“a\.html” holds no text"):
        convert_bytes(b"<html><body><img src=x><script>y</script></body></html>", "a.html")
