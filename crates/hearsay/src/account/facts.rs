//! What an account is made of: the articles in order of publication, and what is said in them, each with its words,
//! its neighbours and who is named in it.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;

use super::bag::Bag;
use super::people::People;
use super::print::{LENGTH, Printer, Prints, vectors};
use crate::date::local_day;
use crate::grammar::terms;
use crate::reading::{AttributionValue, Reading};
use crate::voice::{SourceKind, Stance};

/// The articles and what is said in them.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    /// The articles, the earliest first; those without a date last.
    pub(super) articles: Vec<Paper<'a>>,
    /// Who is named, over all articles.
    pub(super) people: People,
    /// What is said, article by article, in reading order.
    pub(super) sayings: Vec<Saying<'a>>,
}

/// An article.
#[derive(Debug)]
pub(super) struct Paper<'a> {
    pub(super) reading: &'a Reading,
    /// Its day of publication.
    pub(super) day: Option<Date>,
    /// The byte offset of each code point of the text, and its length.
    offsets: Vec<usize>,
}

/// One attribution and what is around it.
#[derive(Debug)]
pub(super) struct Saying<'a> {
    /// The number of its article.
    pub(super) article: usize,
    /// Its place among the article's.
    pub(super) place: usize,
    pub(super) value: &'a AttributionValue,
    /// What is said.
    pub(super) content: &'a str,
    /// The block it stands in, in code points.
    pub(super) block: (usize, usize),
    /// The telling words of the content.
    pub(super) words: Bag,
    /// Those of its block.
    pub(super) around: Bag,
    /// The numbers in the content.
    pub(super) numbers: BTreeSet<String>,
    /// Who is named in the content.
    pub(super) named: BTreeSet<usize>,
    /// Who is named in its block.
    pub(super) near: BTreeSet<usize>,
    /// Who says it, over all articles.
    pub(super) source: Option<usize>,
    pub(super) kind: SourceKind,
    pub(super) stance: Stance,
    /// What it is about, as a vector of length 1.
    pub(super) print: Vec<f32>,
}

impl<'a> Paper<'a> {
    fn new(reading: &'a Reading) -> Self {
        let text = &reading.article.text;
        let mut offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        offsets.push(text.len());
        Self {
            reading,
            day: reading.article.published.as_deref().and_then(local_day),
            offsets,
        }
    }

    /// The text between two code points.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'a str {
        let (start, end) = (self.byte(start), self.byte(end.max(start)));
        let text = &self.reading.article.text;
        text.get(start..end).unwrap_or_default()
    }

    /// The byte at which a code point begins; the text's length for what lies behind it.
    fn byte(&self, point: usize) -> usize {
        self.offsets[point.min(self.offsets.len() - 1)]
    }

    /// Which goes first: by day, by time where both have one, by id.
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        let time = |paper: &Self| -> Option<Timestamp> {
            paper.reading.article.published.as_deref()?.parse().ok()
        };
        let undated = |paper: &Self| paper.day.is_none();
        undated(self)
            .cmp(&undated(other))
            .then(self.day.cmp(&other.day))
            .then_with(|| match (time(self), time(other)) {
                (Some(one), Some(other)) => one.cmp(&other),
                _ => std::cmp::Ordering::Equal,
            })
            .then_with(|| self.reading.article.id.cmp(&other.reading.article.id))
    }
}

impl<'a> Facts<'a> {
    pub(super) fn new(
        readings: &'a [Reading],
        rulings: &super::Rulings,
        prints: &mut dyn Prints,
    ) -> Self {
        let mut articles: Vec<Paper<'a>> = readings.iter().map(Paper::new).collect();
        articles.sort_by(|one, other| one.order(other));
        let people = People::new(&articles, rulings);
        let mut sayings = Vec::new();
        for (number, paper) in articles.iter().enumerate() {
            Self::of_article(number, paper, &people, &mut sayings);
        }
        let mut out = Self {
            articles,
            people,
            sayings,
        };
        out.print(prints);
        out
    }

    /// Gives each saying its print, block by block: those of one block take one pass.
    fn print(&mut self, kept: &mut dyn Prints) {
        let mut printer = Printer::default();
        let mut all: Vec<Option<Vec<i8>>> = self
            .sayings
            .iter()
            .map(|saying| {
                kept.recall(&saying.value.id)
                    .filter(|print| print.len() == LENGTH)
            })
            .collect();
        for at in 0..all.len() {
            if all[at].is_some() {
                continue;
            }
            let home =
                |number: &usize| (self.sayings[*number].article, self.sayings[*number].block);
            // The sayings of an article stand together.
            let article = self.sayings[at].article;
            let with: Vec<usize> = (at..all.len())
                .take_while(|number| self.sayings[*number].article == article)
                .filter(|number| all[*number].is_none() && home(number) == home(&at))
                .collect();
            let paper = &self.articles[article];
            let (start, end) = self.sayings[at].block;
            let first = paper.byte(start);
            let ranges: Vec<Range<usize>> = with
                .iter()
                .map(|&number| {
                    let spans = self.sayings[number]
                        .value
                        .content
                        .iter()
                        .flat_map(|content| &content.spans);
                    let spans = spans.filter(|[from, _]| (start..end).contains(from));
                    let from = spans.clone().map(|[from, _]| *from).min().unwrap_or(start);
                    let to = spans.map(|[_, to]| *to).max().unwrap_or(end).min(end);
                    paper.byte(from) - first..paper.byte(to) - first
                })
                .collect();
            let made = printer.print(paper.slice(start, end), &ranges);
            for (number, print) in with.into_iter().zip(made) {
                kept.keep(&self.sayings[number].value.id, &print);
                all[number] = Some(print);
            }
        }
        let all: Vec<Vec<i8>> = all.into_iter().flatten().collect();
        for (saying, vector) in self.sayings.iter_mut().zip(vectors(&all)) {
            saying.print = vector;
        }
    }

    fn of_article(
        number: usize,
        paper: &Paper<'a>,
        people: &People,
        sayings: &mut Vec<Saying<'a>>,
    ) {
        let reading = paper.reading;
        let mentions: Vec<(usize, usize, usize)> = reading
            .entities
            .iter()
            .filter_map(|entity| Some((people.of(&entity.id)?, entity)))
            .flat_map(|(who, entity)| {
                let mentions = entity.mentions.iter();
                mentions.map(move |mention| (mention.start, mention.end, who))
            })
            .collect();
        let named = |start: usize, end: usize| -> BTreeSet<usize> {
            mentions
                .iter()
                .filter(|(from, to, _)| start <= *from && *to <= end)
                .map(|(_, _, who)| *who)
                .collect()
        };
        let mut place = 0;
        for value in &reading.attributions {
            let Some(content) = &value.content else {
                continue;
            };
            let Some(&[start, _]) = content.spans.first() else {
                continue;
            };
            let block = reading
                .article
                .blocks
                .iter()
                .find(|block| (block.start..block.end).contains(&start));
            // Titles and captions repeat the body; what only they say is no statement.
            if block.is_some_and(|block| !block.kind.is_body()) {
                continue;
            }
            let block = block.map_or((0, paper.offsets.len() - 1), |block| {
                (block.start, block.end)
            });
            let source = value.source.as_ref();
            let entity = source.and_then(|source| source.entity.as_deref());
            let terms = terms::of(&content.text);
            let numbers = terms.iter().filter(|term| term.is_number);
            let numbers = numbers.map(|term| term.word.clone()).collect();
            sayings.push(Saying {
                article: number,
                place,
                value,
                content: &content.text,
                block,
                words: Bag::of(terms),
                around: Bag::of(terms::of(paper.slice(block.0, block.1))),
                numbers,
                named: content
                    .spans
                    .iter()
                    .flat_map(|&[start, end]| named(start, end))
                    .collect(),
                near: named(block.0, block.1),
                source: entity.and_then(|entity| people.of(entity)),
                kind: source
                    .and_then(|source| source.kind)
                    .unwrap_or(SourceKind::None),
                stance: value.stance.unwrap_or(Stance::Asserts),
                print: Vec::new(),
            });
            place += 1;
        }
    }
}
