//! Containers made by hand, whole, for the tests to break.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

/// A page.
pub(crate) const PAGE: &str =
    "<html><p>The harbour was closed on Monday after a fire, the mayor said.</p>";

/// A gzip member.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// A zstd frame with one uncompressed block, for up to 255 bytes.
pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    let length = u8::try_from(bytes.len()).expect("a short text");
    let mut frame = vec![0x28, 0xB5, 0x2F, 0xFD, 0x20, length];
    frame.extend_from_slice(&(u32::from(length) << 3 | 1).to_le_bytes()[..3]);
    frame.extend_from_slice(bytes);
    frame
}

/// A record of a web archive with the answer of a server.
pub(crate) fn record(page: &str) -> Vec<u8> {
    let body = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://kite.example/a\r\n\
         Content-Type: application/http\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
        body.len()
    )
    .into_bytes()
}

/// A zip archive of entries that are stored as they are.
pub(crate) fn zip(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in entries {
        let offset = u32::try_from(bytes.len()).expect("small");
        let length = u32::try_from(content.len()).expect("small").to_le_bytes();
        let name_length = u16::try_from(name.len()).expect("short").to_le_bytes();
        let mut local = [0; 30];
        local[..4].copy_from_slice(b"PK\x03\x04");
        local[26..28].copy_from_slice(&name_length);
        bytes.extend_from_slice(&local);
        bytes.extend_from_slice(name.as_bytes());
        bytes.extend_from_slice(content);
        let mut listed = [0; 46];
        listed[..4].copy_from_slice(b"PK\x01\x02");
        listed[20..24].copy_from_slice(&length);
        listed[28..30].copy_from_slice(&name_length);
        listed[42..46].copy_from_slice(&offset.to_le_bytes());
        directory.extend_from_slice(&listed);
        directory.extend_from_slice(name.as_bytes());
    }
    let mut end = [0; 22];
    end[..4].copy_from_slice(b"PK\x05\x06");
    end[10..12].copy_from_slice(&u16::try_from(entries.len()).expect("few").to_le_bytes());
    end[16..20].copy_from_slice(&u32::try_from(bytes.len()).expect("small").to_le_bytes());
    [bytes, directory, end.to_vec()].concat()
}
