//! Articles made by rule: invented people and places say invented things, each article another.

/// Numbers that look like chance and are the same in every run (a linear congruential generator
/// with Knuth's constants).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }

    pub(crate) fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

const FIRST: &[&str] = &[
    "Anna", "Pieter", "Leila", "Marco", "Ines", "Tomas", "Ruth", "Jonas",
];
const LAST: &[&str] = &[
    "Berg", "Oud", "Haddou", "Silva", "Kest", "Varga", "Lind", "Moro", "Tamm",
];
const ROLES: &[&str] = &[
    "the harbour master",
    "a spokeswoman for the port authority",
    "the mayor",
    "the chairman of the pilots' union",
    "two officials briefed on the talks",
    "the finance minister",
    "a crane driver who did not want to be named",
    "the River Chronicle",
    "local media",
];
const CUES: &[&str] = &[
    "said",
    "denied",
    "confirmed",
    "claimed",
    "warned",
    "told reporters",
    "announced",
    "reported",
];
const SUBJECTS: &[&str] = &[
    "the new quay",
    "the strike",
    "the lease of the lighthouse",
    "the missing sand",
    "the second ferry",
    "the night shift",
    "the dredging of the channel",
    "the budget of the port",
];
const VERBS: &[&str] = &[
    "would cost more than planned",
    "had been agreed in secret",
    "would be delayed until the autumn",
    "was never discussed",
    "had been approved by the council",
    "could end this week",
    "would be paid by the ministry",
    "had failed twice",
];
const PLACES: &[&str] = &[
    "Quellin",
    "Sant Iven",
    "Port Velmar",
    "Lund Weir",
    "Ostravia",
    "Harrow Bay",
];
const DAYS: &[&str] = &["Monday", "Tuesday", "Thursday", "Friday", "Sunday"];

/// One generated article.
pub(crate) struct Generated {
    pub(crate) url: String,
    pub(crate) outlet: String,
    pub(crate) title: String,
    pub(crate) published: String,
    pub(crate) paragraphs: Vec<String>,
}

/// Article `number`, of so many paragraphs of two or three sentences.
pub(crate) fn article(number: usize, paragraphs: usize) -> Generated {
    let mut chance = Chance::new(number as u64 + 1);
    let place = chance.pick(PLACES);
    let subject = chance.pick(SUBJECTS);
    let outlet = format!("The {place} Gazette");
    let mut body = Vec::new();
    for _ in 0..paragraphs {
        let mut sentences = Vec::new();
        for _ in 0..2 + chance.below(2) {
            sentences.push(sentence(&mut chance, subject));
        }
        body.push(sentences.join(" "));
    }
    Generated {
        url: format!("https://gazette-{}.example/2031/{number}", number % 7),
        outlet,
        title: format!("{place}: what is said of {subject} ({number})"),
        published: format!("2031-{:02}-{:02}", 1 + number % 12, 1 + number % 28),
        paragraphs: body,
    }
}

fn sentence(chance: &mut Chance, subject: &str) -> String {
    let who = match chance.below(3) {
        0 => format!("{} {}", chance.pick(FIRST), chance.pick(LAST)),
        1 => format!(
            "{}, {} {}",
            capital(chance.pick(ROLES)),
            chance.pick(FIRST),
            chance.pick(LAST)
        ),
        _ => capital(chance.pick(ROLES)),
    };
    let (cue, verb, place, day) = (
        chance.pick(CUES),
        chance.pick(VERBS),
        chance.pick(PLACES),
        chance.pick(DAYS),
    );
    match chance.below(4) {
        0 => format!("“We know that {subject} {verb},” {who} {cue} in {place} on {day}."),
        1 => format!("{who} {cue} on {day} that {subject} {verb}."),
        2 => format!("According to {who}, {subject} {verb}."),
        _ => format!(
            "In {place}, {subject} is older than the town hall, and the boats wait until {day} for the tide."
        ),
    }
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

impl Generated {
    /// As a page.
    pub(crate) fn html(&self) -> String {
        let paragraphs: Vec<String> = self
            .paragraphs
            .iter()
            .map(|p| format!("<p>{p}</p>"))
            .collect();
        format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
             <meta property=\"og:site_name\" content=\"{outlet}\"><link rel=\"canonical\" href=\"{url}\">\
             <meta property=\"article:published_time\" content=\"{published}T08:00:00Z\"></head>\
             <body><article><h1>{title}</h1>{body}</article></body></html>",
            title = self.title,
            outlet = self.outlet,
            url = self.url,
            published = self.published,
            body = paragraphs.join("\n")
        )
    }

    /// As a line of JSON lines.
    pub(crate) fn json(&self) -> String {
        serde_json::json!({
            "text": self.paragraphs.join("\n\n"),
            "url": self.url,
            "title": self.title,
            "outlet": self.outlet,
            "published": self.published,
            "desk": "generated",
        })
        .to_string()
    }
}
