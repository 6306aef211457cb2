//! Feeds of every format, the careless ones too. Towns, papers and people are invented.

use super::*;

fn only(text: &str) -> Entry {
    let feed = read(text.as_bytes()).expect("a feed");
    assert_eq!(feed.entries.len(), 1, "{feed:?}");
    feed.entries.into_iter().next().expect("an entry")
}

#[test]
fn rss_2() {
    let text = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Tarn Observer &amp;amp; Mail</title><link>https://tarn.example/</link>
<item><title>Mayor&amp;#8217;s quay</title><link>/2031/quay</link><guid isPermaLink="false">q-88</guid>
<dc:creator>Ada Brandt</dc:creator><dc:creator>Ada Brandt</dc:creator>
<pubDate>Tue, 04 Mar 2031 23:30:00 -0500</pubDate>
<description>In short</description>
<content:encoded><![CDATA[<p>The quay &amp; the crane.</p>]]></content:encoded></item>
</channel></rss>"#;
    let feed = read(text.as_bytes()).expect("a feed");
    assert_eq!(feed.title.as_deref(), Some("Tarn Observer & Mail"));
    assert_eq!(
        feed.entries,
        [Entry {
            id: "q-88".to_owned(),
            url: Some("https://tarn.example/2031/quay".to_owned()),
            title: Some("Mayor’s quay".to_owned()),
            published: Some("2031-03-04T23:30:00-05:00".to_owned()),
            authors: vec!["Ada Brandt".to_owned()],
            html: Some("<p>The quay &amp; the crane.</p>".to_owned()),
        }]
    );
}

#[test]
fn atom() {
    let entry = only(
        r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://tarn.example/news/">
<title>Tarn</title><author><name>The desk</name></author>
<entry><id>tag:tarn.example,2031:1</id><title type="html">Ferry &lt;em&gt;late&lt;/em&gt;</title>
<link rel="self" href="https://tarn.example/api/1"/><link rel="alternate" type="application/pdf" href="1.pdf"/>
<link rel="alternate" type="text/html" href="1.html"/><link rel="enclosure" href="1.mp3"/>
<updated>2031-03-05T10:00:00Z</updated><summary>A &lt; B</summary></entry></feed>"#,
    );
    assert_eq!(
        entry.url.as_deref(),
        Some("https://tarn.example/news/1.html")
    );
    assert_eq!(entry.title.as_deref(), Some("Ferry late"));
    assert_eq!(entry.published.as_deref(), Some("2031-03-05T10:00:00Z"));
    assert_eq!(entry.authors, ["The desk"]);
    assert_eq!(entry.html.as_deref(), Some("<p>A &lt; B</p>\n"));
}

#[test]
fn json_feed() {
    let entry = only(
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"Tarn","home_page_url":"https://tarn.example",
"items":[{"id":"7","url":"/7","content_text":"One line","date_published":"2031-03-04T10:00:00+02:00",
"authors":[{"name":"Ole Vik"}],"attachments":[{"url":"https://tarn.example/7.mp3","mime_type":"audio/mpeg"}]}]}"#,
    );
    assert_eq!(entry.url.as_deref(), Some("https://tarn.example/7"));
    assert_eq!(entry.authors, ["Ole Vik"]);
    assert_eq!(entry.html.as_deref(), Some("<p>One line</p>\n"));
}

#[test]
fn older_rss() {
    for root in [
        r#"<rss version="0.91"><channel><title>Tarn</title>ITEM</channel></rss>"#,
        r#"<rss><channel><title>Tarn</title>ITEM</channel></rss>"#,
        r#"<rss version="2.0.1"><channel><title>Tarn</title>ITEM</channel></rss>"#,
        r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>Tarn</title></channel>ITEM</rdf:RDF>"#,
        r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>Tarn</title></channel>ITEM</rdf:RDF>"#,
    ] {
        let item = "<item><title>Quay</title><link>https://tarn.example/q</link></item>";
        let entry = only(&root.replace("ITEM", item));
        assert_eq!(
            entry.url.as_deref(),
            Some("https://tarn.example/q"),
            "{root}"
        );
        assert_eq!(entry.id, "https://tarn.example/q", "{root}");
        assert_eq!(entry.title.as_deref(), Some("Quay"), "{root}");
    }
}

#[test]
fn what_an_entry_lacks_is_no_error() {
    let feed = read(
        br#"<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title/><tagline/>
<entry><title/><summary/><content type="html"/></entry>
<entry><title type="text/plain">Quay</title><id>https://tarn.example/2</id></entry></feed>"#,
    )
    .expect("a feed");
    assert_eq!(feed.entries[0].id, "entry 1");
    assert_eq!(feed.entries[0].html, None);
    assert_eq!(
        feed.entries[1].url.as_deref(),
        Some("https://tarn.example/2")
    );
}

#[test]
fn not_utf_8() {
    let latin = b"<?xml version='1.0' encoding='iso-8859-1'?><rss version='2.0'><channel><title>Caf\xE9</title></channel></rss>";
    assert_eq!(read(latin).expect("a feed").title.as_deref(), Some("Café"));
    let lying = "<?xml version='1.0' encoding='iso-8859-1'?><rss version='2.0'><channel><title>Café</title></channel></rss>";
    assert_eq!(
        read(lying.as_bytes()).expect("a feed").title.as_deref(),
        Some("Café")
    );
    let wide: Vec<u8> = "\u{FEFF}<?xml version='1.0' encoding='utf-16'?><rss version='2.0'><channel><title>Café</title></channel></rss>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(read(&wide).expect("a feed").title.as_deref(), Some("Café"));
    let broken =
        b"<rss version='2.0'><channel><title>Quay\x0B \xC3\xA9\xC3\xA9\xFF</title></channel></rss>";
    assert_eq!(
        read(broken).expect("a feed").title.as_deref(),
        Some("Quay éé\u{FFFD}")
    );
}

#[test]
fn a_page_names_its_feeds() {
    let page = br#"<!-- made by hand --><!DOCTYPE html><html><head><title>Tarn</title>
<link rel="stylesheet" href="a.css" type="text/css">
<link rel="alternate" type="application/rss+xml" href="/feed.xml">
<LINK REL="alternate home" TYPE="application/atom+xml; charset=utf-8" HREF="https://tarn.example/atom">
</head><body></body></html>"#;
    let error = read(page).expect_err("a page");
    let feeds = vec![
        "/feed.xml".to_owned(),
        "https://tarn.example/atom".to_owned(),
    ];
    assert_eq!(error, FeedError::Html { feeds });
    assert!(error.to_string().contains("/feed.xml"), "{error}");
}

#[test]
fn what_is_no_feed_is_said() {
    for text in [
        "",
        "The ferry is late.",
        "<opml version='2.0'><body/></opml>",
        "{\"items\":[]}",
        "{\"version\":\"https://press.example/9\",\"title\":\"\",\"items\":[]}",
    ] {
        assert_eq!(read(text.as_bytes()), Err(FeedError::Unknown), "{text}");
    }
    for text in [
        "<rss version='2.0'><channel><item><title>Quay",
        "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"Ta",
    ] {
        let error = read(text.as_bytes()).expect_err("broken");
        assert!(matches!(error, FeedError::Broken { .. }), "{text}: {error}");
    }
}
