//! Articles: the list, one as a reading, its versions, two beside each other.

use axum::extract::State;
use axum::response::Response;
use hearsay::export::Shelf;
use hearsay::ledger::{ArticleFilter, ArticleRow, Ledger, Stored};
use hearsay::reading::Reading;
use serde::Deserialize;
use utoipa::IntoParams;

use super::answer::{Page, json};
use super::asked::{Asked, Id, Limit, period, words};
use super::place;
use crate::ask::{VersionValue, version_values};
use crate::claims::Comparison;
use crate::claims::load::Pair;
use crate::ledger;
use crate::serve::fault::Fault;
use crate::serve::room::Room;

/// Which articles.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ArticleQuery {
    /// Words of the headline or the text; `"a phrase"`, `beginning*`, `-without`.
    about: Option<String>,
    /// Words of the outlet's name.
    outlet: Option<String>,
    /// Published then or later: 2031, 2031-03 or 2031-03-17.
    #[param(pattern = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
    since: Option<String>,
    /// Published then or earlier.
    #[param(pattern = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
    until: Option<String>,
    /// The id of an article: those of its story.
    story_of: Option<String>,
    /// Older versions of pages too, not the latest alone.
    #[serde(default)]
    #[param(value_type = Option<bool>)]
    all_versions: bool,
    /// Where the page before ended: its `next`.
    cursor: Option<String>,
    /// The most rows of a page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// List articles, those published last first
#[utoipa::path(get, path = "/articles", operation_id = "listArticles", tag = "articles", params(ArticleQuery),
    responses((status = 200, description = "A page of articles", body = Page<ArticleRow>)))]
pub(super) async fn list(
    State(room): State<Room>,
    Asked(asked): Asked<ArticleQuery>,
) -> Result<Response, Fault> {
    const LIST: &str = "articles";
    let filter = ArticleFilter {
        about: words(asked.about.as_deref())?,
        since: period(asked.since)?,
        until: period(asked.until)?,
        outlet: asked.outlet,
        all_versions: asked.all_versions,
        after: place(LIST, asked.cursor.as_deref())?,
        limit: asked.limit.and_one(),
        story_of: None,
    };
    let (rows, count) = room
        .read(move |held| {
            let story_of = asked.story_of.map(|id| ledger::article(held, &id));
            let filter = ArticleFilter {
                story_of: story_of.transpose()?,
                ..filter
            };
            Ok(held.article_list(&filter)?)
        })
        .await?;
    json(&Page::new(LIST, rows, Some(count), asked.limit, |row| {
        (row.head.published.clone(), row.head.id.clone())
    }))
}

/// One article with who says what in it
///
/// As `hearsay read --json` prints it, with the ids of the ledger and as corrected.
#[utoipa::path(get, path = "/articles/{id}", operation_id = "getArticle", tag = "articles",
    params(("id" = String, Path, description = "The id, or its first digits", pattern = "^[0-9a-fA-F]{4,20}$")),
    responses((status = 200, description = "The reading", body = Reading)))]
pub(super) async fn one(State(room): State<Room>, Id(id): Id) -> Result<Response, Fault> {
    let reading = room
        .read(move |ledger| Ok(ledger.reading(&article(ledger, &id)?)?))
        .await?;
    json(&reading)
}

/// The versions of an article's page, oldest first, each with what changed
#[utoipa::path(get, path = "/articles/{id}/versions", operation_id = "listVersions", tag = "articles",
    params(("id" = String, Path, description = "The id, or its first digits", pattern = "^[0-9a-fA-F]{4,20}$")),
    responses((status = 200, description = "The versions; none of a page without an address", body = [VersionValue])))]
pub(super) async fn versions(State(room): State<Room>, Id(id): Id) -> Result<Response, Fault> {
    let versions = room
        .read(move |ledger| {
            Ok(match ledger.url_of(&article(ledger, &id)?)? {
                Some(url) => version_values(&url, &ledger.versions(&url)?),
                None => Vec::new(),
            })
        })
        .await?;
    json(&versions)
}

/// Which two articles.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct CompareQuery {
    /// The id of an article, or of an attribution in it.
    a: String,
    /// The id of another.
    b: String,
}

/// What two articles share and where they part
#[utoipa::path(get, path = "/compare", operation_id = "compareArticles", tag = "articles", params(CompareQuery),
    responses((status = 200, description = "Both beside each other", body = Comparison)))]
pub(super) async fn compare(
    State(room): State<Room>,
    Asked(asked): Asked<CompareQuery>,
) -> Result<Response, Fault> {
    room.read(move |ledger| {
        let Pair { account, readings } = Pair::of(ledger, [&asked.a, &asked.b])?;
        let shelf = Shelf::new(&account, &readings);
        json(&Comparison::new(&shelf, &readings[0], &readings[1]))
    })
    .await
}

/// The whole id of an article.
fn article(ledger: &Ledger, id: &str) -> Result<String, Fault> {
    match ledger.find(id)? {
        Stored::Article(id) => Ok(id),
        other => Err(super::elsewhere("an article", &other)),
    }
}
