//! Whatever the bytes, the feed reader gives entries that hold together, or an error.
//!
//! The same checks run under cargo-fuzz in `fuzz/fuzz_targets/feed.rs`.

#[path = "feeds/checks.rs"]
mod checks;

use proptest::prelude::*;

/// What feeds are made of, and what breaks them.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "<rss version=\"2.0\">",
        "<rss>",
        "<rss",
        "</rss>",
        "<channel>",
        "</channel>",
        "<item>",
        "</item>",
        "<title>",
        "</title>",
        "<title/>",
        "<link>/quay</link>",
        "<link>",
        "<guid>https://tarn.example/1</guid>",
        "<pubDate>Tue, 04 Mar 2031 10:00:00 +0100</pubDate>",
        "<pubDate>9999-12-31T23:59:59-23:59</pubDate>",
        "<description>&lt;p>Tide",
        "</description>",
        "<content:encoded><![CDATA[",
        "]]>",
        "</content:encoded>",
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"https://tarn.example/\">",
        "<feed xml:base=\"http://[\">",
        "</feed>",
        "<entry>",
        "</entry>",
        "<id>",
        "</id>",
        "<link href=\"a\"/>",
        "<link rel=\"self\" href=\"https://tarn.example/feed\"/>",
        "<content type=\"xhtml\"><div>",
        "<content type=\"html\" src=\"x\">",
        "</content>",
        "<summary type=\"text/plain\">",
        "</summary>",
        "<author><name> </name></author>",
        "<updated>soon</updated>",
        "<media:group xmlns:media=\"http://search.yahoo.com/mrss/\">",
        "<media:content duration=\"1:99:99999999999999999999\" url=\"\"/>",
        "<itunes:duration xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\">99999999999:9</itunes:duration>",
        "<rdf:RDF xmlns=\"http://my.netscape.com/rdf/simple/0.9/\">",
        "</rdf:RDF>",
        "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"\",\"items\":[{\"id\":\"\"}]}",
        "<?xml version=\"1.0\" encoding=\"utf-16\"?>",
        "<!DOCTYPE a [<!ENTITY b \"&c;\">]>",
        "<!DOCTYPE html>",
        "<html>",
        "&b;",
        "&#0;",
        "&#x110000;",
        "\u{0}",
        "\u{FFFE}",
        "é",
    ]);
    prop_oneof![8 => known.prop_map(str::to_owned), 1 => "[ -~]{0,12}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_pieces_are_read(pieces in prop::collection::vec(piece(), 0..24)) {
        checks::check(pieces.concat().as_bytes());
    }

    #[test]
    fn any_item_is_read(pieces in prop::collection::vec(piece(), 0..12)) {
        let item = pieces.concat();
        checks::check(format!("<rss version=\"2.0\"><channel><item>{item}</item></channel></rss>").as_bytes());
        checks::check(format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>{item}</entry></feed>").as_bytes());
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        checks::check(&bytes);
    }
}

#[test]
fn depth_and_length_are_no_danger() {
    let deep = "<a>".repeat(200_000);
    for text in [
        format!("<rss version=\"2.0\"><channel><item><title>{deep}"),
        format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><content type=\"xhtml\">{deep}"
        ),
        format!(
            "<rss version=\"2.0\"><channel><item><title>{}</title></item></channel></rss>",
            "&lt;b>".repeat(200_000)
        ),
        format!(
            "{{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"\",\"items\":{}",
            "[".repeat(200_000)
        ),
        format!("<html>{deep}"),
    ] {
        checks::check(text.as_bytes());
    }
}
