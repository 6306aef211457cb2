//! The API's description: OpenAPI 3.1, from the code that answers.

use axum::response::Response;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{Components, ContentBuilder, HeaderBuilder, OpenApi, PathItem, Ref, RefOr};
use utoipa::openapi::{InfoBuilder, LicenseBuilder, OpenApiBuilder, Required};
use utoipa::{PartialSchema, ToSchema};
use utoipa_axum::router::OpenApiRouter;

use super::addresses;
use super::answer::data;
use crate::serve::fault::Problem;

/// The document, as `docs/openapi.json` has it.
///
/// # Errors
/// None but those of JSON.
pub(crate) fn text() -> serde_json::Result<String> {
    let mut out = Vec::new();
    let form = serde_json::ser::PrettyFormatter::with_indent(b" ");
    serde::Serialize::serialize(
        &document(),
        &mut serde_json::Serializer::with_formatter(&mut out, form),
    )?;
    out.push(b'\n');
    Ok(String::from_utf8_lossy(&out).into_owned())
}

/// This document
#[utoipa::path(get, path = "/openapi.json", operation_id = "getDocument", tag = "document",
    responses((status = 200, description = "OpenAPI 3.1", body = serde_json::Value)))]
pub(super) async fn answer() -> Result<Response, crate::serve::fault::Fault> {
    let text = text().map_err(anyhow::Error::from)?;
    Ok(data("application/json", text))
}

/// Every address, with what all of them have in common.
fn document() -> OpenApi {
    let nested: OpenApiRouter<super::Room> =
        OpenApiRouter::with_openapi(head()).nest("/api/v1", addresses());
    let mut document = nested.into_openapi();
    let components = document.components.get_or_insert_with(Components::new);
    components
        .schemas
        .insert("Problem".to_owned(), Problem::schema());
    components.add_security_scheme(
        "token",
        SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)),
    );
    for (path, item) in &mut document.paths.paths {
        let has_id = path.contains('{');
        for (operation, writes) in operations(item) {
            common(operation, has_id, writes);
        }
    }
    // Without --token none is needed, and with one it is.
    document.security = Some(vec![
        SecurityRequirement::default(),
        SecurityRequirement::new("token", Vec::<String>::new()),
    ]);
    document
}

/// What stands at the head of the document.
fn head() -> OpenApi {
    let info = InfoBuilder::new()
        .title("hearsay")
        .description(Some(
            "Who says what, on whose word. The same JSON as the command line prints: offsets are Unicode code points, ids are \
             those of the ledger, and the first four digits of an id or more stand for it. Lists come in pages: `next` is the \
             `cursor` of the page that follows, and rows that are added meanwhile shift nothing. Answers have a strong ETag. \
             What cannot be answered is told as application/problem+json (RFC 9457), with a `hint` where something can be done.",
        ))
        .version(env!("CARGO_PKG_VERSION"))
        .license(Some(
            LicenseBuilder::new()
                .name("MIT OR Apache-2.0")
                .identifier(Some("MIT OR Apache-2.0"))
                .build(),
        ))
        .build();
    OpenApiBuilder::new().info(info).build()
}

/// The operations of an address, each with whether it changes something or has a body.
fn operations(item: &mut PathItem) -> impl Iterator<Item = (&mut Operation, bool)> {
    let reads = item.get.iter_mut().map(|operation| (operation, false));
    let writes = item.post.iter_mut().map(|operation| (operation, true));
    reads.chain(writes)
}

/// What every operation may answer.
fn common(operation: &mut Operation, has_id: bool, writes: bool) {
    let mut problems = vec![
        (
            "400",
            "The request does not have the form that is described here",
        ),
        ("401", "The token is needed"),
        (
            "403",
            "The ledger cannot be written, or another site's page asked",
        ),
        ("404", "Nothing has the id"),
        ("421", "Another host was asked for"),
        ("422", "The request has the right form and makes no sense"),
        ("500", "The program failed"),
        (
            "503",
            "The ledger is locked, the disk is full, or it took too long",
        ),
    ];
    if writes {
        problems.extend([
            ("413", "The body is too large"),
            ("415", "The body is not said to be JSON"),
        ]);
    }
    if !has_id && !writes {
        problems.retain(|(status, _)| *status != "403");
    }
    let answers = &mut operation.responses.responses;
    for (status, words) in problems {
        let content = ContentBuilder::new()
            .schema(Some(Ref::from_schema_name(Problem::name())))
            .build();
        let problem = ResponseBuilder::new()
            .description(words)
            .content("application/problem+json", content)
            .build();
        answers.insert(status.to_owned(), RefOr::T(problem));
    }
    if writes || operation.operation_id.as_deref() == Some("export") {
        return;
    }
    if let Some(RefOr::T(found)) = answers.get_mut("200") {
        let tag = HeaderBuilder::new()
            .description(Some("Strong: it changes with every byte of the answer"))
            .schema(Some(string()))
            .build();
        found.headers.insert("ETag".to_owned(), RefOr::T(tag));
    }
    let same = ResponseBuilder::new()
        .description("What the caller has is what would be sent")
        .build();
    answers.insert("304".to_owned(), RefOr::T(same));
    let parameters = operation.parameters.get_or_insert_default();
    parameters.push(RefOr::T(if_none_match()));
}

fn if_none_match() -> Parameter {
    ParameterBuilder::new()
        .name("If-None-Match")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some("The ETag of an answer that the caller has"))
        .schema(Some(string()))
        .build()
}

fn string() -> utoipa::openapi::schema::Object {
    ObjectBuilder::new().schema_type(Type::String).build()
}
