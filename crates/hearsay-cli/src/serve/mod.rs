//! `hearsay serve`: the reading room, web pages over the ledger and its API.
//!
//! Decides where it listens, and through what every request passes before a page or the API answers it. Pages are in
//! `pages/`, the API is in `api/`, who may come in is for `guard/` to say, and `room` holds the ledger.

mod api;
mod assets;
mod fault;
mod guard;
mod pages;
mod room;

use std::net::TcpListener;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use axum::http::StatusCode;
use axum::{Router, middleware};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use crate::args::ServeArgs;
use crate::exit;
use crate::printer::Printer;
use crate::stop::Stop;
use guard::Door;
use room::Room;

pub(crate) use api::document;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Serves the ledger until Ctrl-C or SIGTERM.
///
/// # Errors
/// If the ledger cannot be read, the address is taken, or others than this machine could come in without a token.
pub(crate) fn run(args: &ServeArgs, printer: &Printer) -> Result<ExitCode> {
    if !args.bind.ip().is_loopback() && args.token.is_none() {
        bail!(
            "{} can be reached from other machines, and there is no --token\n  hint: give one, or listen on 127.0.0.1",
            args.bind
        );
    }
    let door = Door::new(args.bind.ip(), &args.hosts, args.token.clone());
    let room = Room::new(args.ledger.clone(), door)?;
    let listener =
        TcpListener::bind(args.bind).with_context(|| format!("cannot listen on {}", args.bind))?;
    listener.set_nonblocking(true)?;
    let stop = Stop::on_signals().context("cannot listen for Ctrl-C")?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    printer.note(&format!(
        "reading {} at http://{}/ (Ctrl-C ends)",
        args.ledger.ledger.display(),
        listener.local_addr()?
    ));
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, router(room))
            .with_graceful_shutdown(asked(stop))
            .await
    })?;
    Ok(exit::after(0))
}

/// Waits for the wish to stop.
async fn asked(stop: Stop) {
    let waited = tokio::task::spawn_blocking(move || while stop.wait(Duration::from_secs(60)) {});
    // A wait that fails is as good as a wish.
    let _ = waited.await;
}

/// Every page and the API over this room.
fn router(room: Room) -> Router {
    Router::new()
        .merge(pages::router())
        .merge(assets::router())
        .nest("/api/v1", api::router())
        .merge(guard::router())
        // From the inside out: what stands last sees a request first.
        .layer(CatchPanicLayer::custom(fault::panicked))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            PATIENCE,
        ))
        .layer(middleware::from_fn_with_state(room.clone(), guard::token))
        .layer(middleware::from_fn(guard::origin))
        .layer(middleware::from_fn_with_state(room.clone(), guard::host))
        .layer(middleware::from_fn(fault::dress))
        .layer(middleware::map_response(guard::headers))
        .with_state(room)
}

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
