//! The whole ledger in the formats of other programs, sent while it is written.

use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use hearsay::export::{Format, brat};
use hearsay::ledger::Ledger;
use http_body::Frame;
use serde::Deserialize;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;
use utoipa::IntoParams;

use super::asked::{Asked, List};
use super::tar;
use crate::exchange::Export;
use crate::serve::fault::Fault;
use crate::serve::room::Room;

/// Bytes that are sent at once.
const PART: usize = 64 * 1024;
/// Parts that wait for a slow reader.
const WAITING: usize = 4;
/// How long a reader may take nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// In which format, and of what.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ExportQuery {
    /// JSON lines unless another is asked for; brat is an archive (tar) of its files.
    #[param(inline)]
    format: Option<Format>,
    /// Only these articles. Claims belong to the whole ledger, and are left out then.
    #[serde(default)]
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false)]
    article: List<String>,
}

/// Everything, in a form that other programs read
///
/// It is sent while it is written: one that breaks off is not whole.
#[utoipa::path(get, path = "/export", operation_id = "export", tag = "export", params(ExportQuery),
    responses((status = 200, description = "The export", content(
        (String = "application/x-ndjson"), (String = "text/csv"), (String = "application/ld+json"),
        (String = "application/xml"), (serde_json::Value = "application/json"), (String = "application/x-tar")))))]
pub(super) async fn export(
    State(room): State<Room>,
    Asked(asked): Asked<ExportQuery>,
) -> Result<Response, Fault> {
    let format = asked.format.unwrap_or(Format::Jsonl);
    let (sender, receiver) = mpsc::channel(WAITING);
    let (begun, has_begun) = oneshot::channel();
    let written = tokio::spawn(async move {
        let articles = asked.article.0;
        room.aside(move |ledger| {
            let export = Export::of(ledger, &articles, format)?;
            // Nobody may be waiting any more: the first part that is sent will tell.
            let _ = begun.send(());
            let broken = sender.clone();
            write(ledger, &export, format, Sender(sender)).map_err(|error| {
                // Whoever reads learns that this is not all.
                let _ = broken.blocking_send(Err(io::ErrorKind::BrokenPipe.into()));
                Fault::from(error)
            })
        })
        .await
    });
    // What cannot be exported is told before the first byte goes out.
    if has_begun.await.is_err() {
        return Err(match written.await {
            Ok(Err(fault)) => fault,
            _ => Fault::internal("the export failed"),
        });
    }
    let (media, ending) = form(format);
    let name = format!("attachment; filename=\"hearsay.{ending}\"");
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
    ];
    Ok((headers, Body::new(Parts(receiver))).into_response())
}

/// Writes what is exported.
fn write(ledger: &Ledger, export: &Export, format: Format, sender: Sender) -> anyhow::Result<()> {
    let mut out = io::BufWriter::with_capacity(PART, sender);
    if format == Format::Brat {
        files(ledger, &export.articles, &mut out)?;
    } else {
        export.write(ledger, &mut out)?;
    }
    Ok(out.flush()?)
}

/// The media type of a format, and how the names of its files end.
fn form(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::Jsonl => ("application/x-ndjson", "jsonl"),
        Format::Csv => ("text/csv; charset=utf-8", "csv"),
        Format::WebAnnotation => ("application/x-ndjson", "annotations.jsonl"),
        Format::Ftm => ("application/x-ndjson", "ftm.json"),
        Format::SchemaOrg => ("application/ld+json", "schema-org.jsonld"),
        Format::Prov => ("application/ld+json", "prov.jsonld"),
        Format::Graphml => ("application/xml", "graphml"),
        Format::LabelStudio => ("application/json", "labelstudio.json"),
        Format::Brat => ("application/x-tar", "brat.tar"),
    }
}

/// The files of brat, in an archive.
fn files(ledger: &Ledger, articles: &[String], out: &mut dyn Write) -> anyhow::Result<()> {
    tar::file(out, "annotation.conf", &brat::config())?;
    for article in articles {
        let files = brat::files(&ledger.reading(article)?);
        for (ending, text) in [("txt", &files.txt), ("ann", &files.ann)] {
            tar::file(out, &format!("{}.{ending}", files.name), text)?;
        }
    }
    Ok(tar::end(out)?)
}

/// Where parts are written to, on a thread that may wait.
struct Sender(mpsc::Sender<io::Result<Bytes>>);

impl Write for Sender {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let part = self.0.send(Ok(Bytes::copy_from_slice(bytes)));
        let sent = Handle::current().block_on(timeout(PATIENCE, part));
        match sent {
            Ok(Ok(())) => Ok(bytes.len()),
            Ok(Err(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The parts as the body of an answer.
struct Parts(mpsc::Receiver<io::Result<Bytes>>);

impl http_body::Body for Parts {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let part = self.0.poll_recv(context);
        part.map(|part| part.map(|part| part.map(Frame::data)))
    }
}
