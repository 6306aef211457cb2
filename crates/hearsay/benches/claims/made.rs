//! Readings of stories that never were, made by rule from a seed, with known copies, citations and denials.

use hearsay::reading::Reading;
use serde_json::{Value, json};

/// Most articles of a story; the fewest are 2.
const LONGEST: usize = 18;

/// Claims of a story.
const CLAIMS: usize = 4;

/// Outlets in all.
const OUTLETS: usize = 200;

/// Days over which stories begin.
const DAYS: usize = 1_500;

const SYLLABLES: [&str; 24] = [
    "ba", "ko", "ri", "tan", "mel", "os", "vin", "dra", "pel", "un", "ner", "sto", "gal", "hi",
    "quo", "ras", "ten", "lo", "mir", "zed", "fen", "wu", "bri", "cha",
];

/// What is known of the articles made so far.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Known {
    /// Articles that are copies of an earlier one.
    pub(crate) copies: usize,
    /// Articles that name another of the story as their source.
    pub(crate) citations: usize,
    /// Attributions that deny.
    pub(crate) denials: usize,
}

/// Numbers by chance from a seed (splitmix64).
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    /// The chance of a word.
    pub(crate) fn of(word: &str) -> Self {
        Self(word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    /// A number from 0 to less than `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }

    fn word(&mut self) -> String {
        let count = 2 + self.below(3);
        (0..count)
            .map(|_| SYLLABLES[self.below(SYLLABLES.len())])
            .collect()
    }

    fn name(&mut self) -> String {
        let word = self.word();
        word[..1].to_uppercase() + &word[1..]
    }

    fn some<'a>(&mut self, of: &'a [String], count: usize) -> Vec<&'a str> {
        (0..count)
            .map(|_| of[self.below(of.len())].as_str())
            .collect()
    }
}

/// Makes articles story by story.
pub(crate) struct Maker {
    chance: Chance,
    common: Vec<String>,
    outlets: Vec<String>,
    story: Story,
    number: usize,
}

/// One who speaks in an article: name, kind, cue, content, stance.
type Saying = (String, &'static str, &'static str, String, &'static str);

struct Story {
    left: usize,
    day: usize,
    topic: Vec<String>,
    people: Vec<String>,
    claims: Vec<Vec<String>>,
    /// Outlets and what they printed that is no copy: sayings and the sentences after them.
    printed: Vec<(usize, Vec<Saying>, Vec<String>)>,
}

impl Maker {
    pub(crate) fn new() -> Self {
        let mut chance = Chance::of("articles");
        let common = (0..4_000).map(|_| chance.word()).collect();
        let outlets = (0..OUTLETS)
            .map(|_| {
                format!(
                    "{} {}",
                    chance.name(),
                    ["Post", "Gazette", "Echo"][chance.below(3)]
                )
            })
            .collect();
        let story = Story::new(&mut chance);
        Self {
            chance,
            common,
            outlets,
            story,
            number: 0,
        }
    }

    /// The next article; what is known of it is added.
    pub(crate) fn next(&mut self, known: &mut Known) -> Reading {
        if self.story.left == 0 {
            self.story = Story::new(&mut self.chance);
        }
        self.story.left -= 1;
        self.number += 1;
        let chance = &mut self.chance;
        let outlet = chance.below(OUTLETS);
        let earlier = self.story.printed.len();
        let (sayings, filling) = match chance.below(10) {
            // A copy, less its last sentence.
            0 | 1 if earlier > 0 => {
                known.copies += 1;
                let (_, sayings, filling) = &self.story.printed[chance.below(earlier)];
                (sayings.clone(), filling[..filling.len() - 1].to_vec())
            }
            kind => {
                let mut sayings = Vec::new();
                let claim = self.story.claim(chance);
                if kind < 5 && earlier > 0 {
                    let (cited, ..) = self.story.printed[chance.below(earlier)];
                    sayings.push((
                        self.outlets[cited].clone(),
                        "outlet",
                        "reported",
                        claim,
                        "asserts",
                    ));
                } else {
                    sayings.push((
                        self.story.person(chance),
                        "person",
                        "said",
                        claim,
                        "asserts",
                    ));
                }
                let claim = self.story.claim(chance);
                let denies = chance.below(3) == 0;
                let (cue, stance) = if denies {
                    ("denied", "denies")
                } else {
                    ("said", "asserts")
                };
                sayings.push((self.story.person(chance), "person", cue, claim, stance));
                let filling: Vec<String> = (0..8)
                    .map(|_| {
                        let mut words = chance.some(&self.story.topic, 5);
                        words.extend(chance.some(&self.common, 7));
                        words.join(" ")
                    })
                    .collect();
                self.story
                    .printed
                    .push((outlet, sayings.clone(), filling.clone()));
                (sayings, filling)
            }
        };
        known.citations += sayings.iter().filter(|saying| saying.1 == "outlet").count();
        known.denials += sayings.iter().filter(|saying| saying.4 == "denies").count();
        let day = self.story.day + chance.below(6);
        reading(self.number, &self.outlets[outlet], day, &sayings, &filling)
    }
}

impl Story {
    fn new(chance: &mut Chance) -> Self {
        let topic: Vec<String> = (0..60).map(|_| chance.word()).collect();
        let claims = (0..CLAIMS)
            .map(|_| {
                chance
                    .some(&topic, 8)
                    .into_iter()
                    .map(str::to_owned)
                    .collect()
            })
            .collect();
        Self {
            left: 2 + chance.below(LONGEST - 1),
            day: chance.below(DAYS),
            claims,
            people: (0..4)
                .map(|_| format!("{} {}", chance.name(), chance.name()))
                .collect(),
            topic,
            printed: Vec::new(),
        }
    }

    /// One of the claims in words of its own: who says the same seldom says it word for word.
    fn claim(&self, chance: &mut Chance) -> String {
        let mut words = self.claims[chance.below(CLAIMS)].clone();
        for at in (1..words.len()).rev() {
            words.swap(at, chance.below(at + 1));
        }
        words.truncate(7);
        words.join(" ")
    }

    /// One of the story's people, or somebody who speaks everywhere.
    fn person(&self, chance: &mut Chance) -> String {
        match chance.below(self.people.len() + 1) {
            0 => "Vera Holm".to_owned(),
            number => self.people[number - 1].clone(),
        }
    }
}

fn reading(
    number: usize,
    outlet: &str,
    day: usize,
    sayings: &[Saying],
    filling: &[String],
) -> Reading {
    let mut text = String::new();
    let (mut entities, mut attributions, mut blocks): (Vec<Value>, Vec<Value>, Vec<Value>) =
        Default::default();
    for (at, (who, kind, cue, content, stance)) in sayings.iter().enumerate() {
        let start = text.len();
        let cued = start + who.len() + 1;
        let said = cued + cue.len() + " that ".len();
        text.push_str(&format!("{who} {cue} that {content}."));
        let end = text.len();
        let id = format!("e{at}");
        let name = json!([[start, start + who.len()]]);
        entities.push(json!({"id": id, "name": who, "kind": kind, "roles": [],
            "mentions": [{"start": start, "end": start + who.len(), "text": who, "form": "name"}]}));
        attributions.push(json!({
            "id": format!("a{at}"), "parent": null,
            "source": {"spans": name, "text": who, "kind": kind, "entity": id},
            "cue": {"spans": [[cued, cued + cue.len()]], "text": cue},
            "content": {"spans": [[said, said + content.len()]], "text": content},
            "quotation": "indirect", "mode": "speech", "stance": stance, "certainty": "certain",
            "polarity": "positive", "chain": [{"text": who, "spans": name, "kind": kind, "entity": id}],
            "said": null, "confidence": 0.9
        }));
        blocks.push(json!({"kind": "paragraph", "start": start, "end": end}));
        text.push_str("\n\n");
    }
    for sentence in filling {
        let start = text.len();
        text.push_str(sentence);
        text.push('.');
        blocks.push(json!({"kind": "paragraph", "start": start, "end": text.len()}));
        text.push_str("\n\n");
    }
    let date = jiff::civil::date(2027, 1, 1).saturating_add(jiff::Span::new().days(day as i64));
    serde_json::from_value(json!({
        "schema": "hearsay.reading/1",
        "article": {
            "id": "", "url": format!("https://o.example/{number}"), "outlet": outlet, "title": null, "authors": [],
            "published": date.to_string(), "language": "en", "text": text, "blocks": blocks, "warnings": [],
            "signals": {"url": "x", "outlet": "x", "title": null, "authors": [], "published": "x", "language": "x"}
        },
        "entities": entities, "attributions": attributions
    }))
    .expect("a reading")
}
