//! The router in process, over a ledger of one small page: who comes in, what is served, how faults look.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::Response;
use tower::ServiceExt;

use super::sample::Shelf;
use super::*;

/// What came back.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: String,
}

impl Answer {
    pub(super) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().expect("text"))
    }
}

/// Sends a request through the whole router.
pub(super) fn sent(room: &Room, request: Request) -> Answer {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let response: Response = router(room.clone())
            .oneshot(request)
            .await
            .expect("infallible");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a body");
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8(body.to_vec()).expect("text"),
        }
    })
}

pub(super) fn request(method: Method, path: &str) -> axum::http::request::Builder {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "127.0.0.1:8787")
}

pub(super) fn got(room: &Room, path: &str) -> Answer {
    let request = request(Method::GET, path).body(Body::empty());
    sent(room, request.expect("a request"))
}

#[test]
fn every_answer_is_fenced_in() {
    let shelf = Shelf::new("fenced");
    let front = got(&shelf.room, "/");
    assert_eq!(front.status, StatusCode::OK);
    assert!(front.body.contains("<h1"), "{}", front.body);
    for answer in [&front, &got(&shelf.room, "/nowhere")] {
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'self'"), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
    }
}

#[test]
fn a_fault_is_a_page_with_a_way_back_and_a_problem_to_programs() {
    let shelf = Shelf::new("faults");
    let page = got(&shelf.room, "/nowhere/%3Cb%3E");
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.body.contains("<a href=\"/\">"), "{}", page.body);
    let problem = got(&shelf.room, "/api/v1/nowhere");
    assert_eq!(problem.status, StatusCode::NOT_FOUND);
    assert_eq!(problem.header("content-type"), "application/problem+json");
    let value: serde_json::Value = serde_json::from_str(&problem.body).expect("JSON");
    assert_eq!(value["status"], 404);
    assert!(value["detail"].is_string() && value["title"].is_string());
    let post = request(Method::POST, "/").body(Body::empty());
    let refused = sent(&shelf.room, post.expect("a request"));
    assert_eq!(refused.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(refused.header("allow").contains("GET"));
}

#[test]
fn a_foreign_host_is_refused() {
    let shelf = Shelf::new("hosts");
    for path in ["/", "/assets/style.css", "/api/v1/nowhere"] {
        let request = Request::builder()
            .uri(path)
            .header(header::HOST, "attacker.example:8787")
            .body(Body::empty());
        let answer = sent(&shelf.room, request.expect("a request"));
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{path}");
    }
    let nameless = Request::builder().uri("/").body(Body::empty());
    let answer = sent(&shelf.room, nameless.expect("a request"));
    assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST);
}

#[test]
fn writes_of_other_sites_are_refused_before_anything_reads_them() {
    let shelf = Shelf::new("origins");
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "http://attacker.example"),
    ] {
        let request = request(Method::POST, "/enter")
            .header(name, value)
            .body(Body::from("token=x"));
        let answer = sent(&shelf.room, request.expect("a request"));
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
    }
}

#[test]
fn with_a_token_nobody_reads_without_it() {
    let shelf = Shelf::with_token("token", "0123456789abcdef");
    for path in ["/", "/api/v1/nowhere", "/search?q=ferry"] {
        assert_eq!(
            got(&shelf.room, path).status,
            StatusCode::UNAUTHORIZED,
            "{path}"
        );
    }
    assert_eq!(got(&shelf.room, "/assets/style.css").status, StatusCode::OK);
    let with = |name: &str, value: &str| {
        let request = request(Method::GET, "/").header(name, value);
        sent(&shelf.room, request.body(Body::empty()).expect("a request")).status
    };
    assert_eq!(
        with("authorization", "Bearer 0123456789abcdef"),
        StatusCode::OK
    );
    assert_eq!(
        with("cookie", "a=b; hearsay-token=0123456789abcdef"),
        StatusCode::OK
    );
    for wrong in [
        "0123456789abcdeg",
        "0123456789abcde",
        "",
        "0123456789abcdef0",
    ] {
        let bearer = format!("Bearer {wrong}");
        assert_eq!(
            with("authorization", &bearer),
            StatusCode::UNAUTHORIZED,
            "{wrong}"
        );
    }
    let enter = |token: &str| {
        let form = format!("token={token}");
        let request = request(Method::POST, "/enter")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form));
        sent(&shelf.room, request.expect("a request"))
    };
    assert_eq!(enter("wrong").status, StatusCode::UNAUTHORIZED);
    let entered = enter("0123456789abcdef");
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
    assert!(entered.header("set-cookie").contains("HttpOnly"));
}

#[test]
fn assets_are_kept_by_their_hash() {
    let shelf = Shelf::new("assets");
    let front = got(&shelf.room, "/");
    let from = front.body.find("/assets/style.css?").expect("a stylesheet");
    let address: String = front.body[from..]
        .chars()
        .take_while(|&c| c != '"')
        .collect();
    let style = got(&shelf.room, &address);
    assert_eq!(style.status, StatusCode::OK);
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
    assert!(style.header("cache-control").contains("immutable"));
    let again = request(Method::GET, &address)
        .header(header::IF_NONE_MATCH, style.header("etag"))
        .body(Body::empty());
    let again = sent(&shelf.room, again.expect("a request"));
    assert_eq!(
        (again.status, again.body.as_str()),
        (StatusCode::NOT_MODIFIED, "")
    );
}

#[test]
fn a_panic_costs_its_request_alone() {
    let shelf = Shelf::new("panic");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let router: Router = Router::new()
        .route(
            "/",
            axum::routing::get(
                |axum::extract::State(room): axum::extract::State<Room>| async move {
                    let answer: Result<(), fault::Fault> =
                        room.write(|_| panic!("for the test")).await;
                    answer
                },
            ),
        )
        .layer(CatchPanicLayer::custom(fault::panicked))
        .layer(middleware::from_fn(fault::dress))
        .with_state(shelf.room.clone());
    let asked = request(Method::GET, "/").body(Body::empty());
    let response = runtime.block_on(router.oneshot(asked.expect("a request")));
    assert_eq!(
        response.expect("infallible").status(),
        StatusCode::INTERNAL_SERVER_ERROR
    );
    let after = runtime.block_on(shelf.room.write(|ledger| Ok(ledger.stats()?.articles)));
    assert_eq!(after, Ok(1));
}
