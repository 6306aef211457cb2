//! Whether two words are one name in different spellings: "Haftar" and "Haftorah".
//!
//! Letters are reduced to ASCII; a skeleton keeps the consonants in the order in which transliterations
//! agree, and an edit distance with a budget by length keeps the vowels honest.

/// The word in lower-case ASCII letters and digits, as far as its letters are Latin.
pub(super) fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => out.push('a'),
            'æ' => out.push_str("ae"),
            'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => out.push('c'),
            'ď' | 'đ' | 'ð' => out.push('d'),
            'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ə' => out.push('e'),
            'ğ' | 'ģ' | 'ĝ' | 'ġ' => out.push('g'),
            'ì'..='ï' | 'ī' | 'ĭ' | 'į' | 'ı' => out.push('i'),
            'ķ' => out.push('k'),
            'ł' | 'ĺ' | 'ļ' | 'ľ' => out.push('l'),
            'ñ' | 'ń' | 'ņ' | 'ň' => out.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => out.push('o'),
            'œ' => out.push_str("oe"),
            'ŕ' | 'ř' => out.push('r'),
            'ś' | 'š' | 'ş' | 'ș' | 'ŝ' => out.push('s'),
            'ß' => out.push_str("ss"),
            'ť' | 'ţ' | 'ț' => out.push('t'),
            'þ' => out.push_str("th"),
            'ù'..='ü' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'ź' | 'ż' | 'ž' => out.push('z'),
            c if c.is_alphanumeric() => out.push(c),
            _ => {}
        }
    }
    out
}

/// Groups of letters that transliterations write in more than one way, and the letter for all of them.
const GROUPS: &[(&str, &str)] = &[
    ("dzh", "j"),
    ("sch", "s"),
    ("tch", "x"),
    ("ch", "x"),
    ("ck", "k"),
    ("dj", "j"),
    ("gh", "g"),
    ("kh", "k"),
    ("ph", "f"),
    ("sh", "s"),
    ("th", "t"),
    ("ts", "z"),
    ("tz", "z"),
    ("zh", "j"),
    ("c", "k"),
    ("q", "k"),
    ("w", "v"),
    ("z", "s"),
];

/// A folded word with one letter for each group, doubles once.
fn reduced(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    let mut rest = folded;
    while let Some(c) = rest.chars().next() {
        let group = GROUPS.iter().find(|(group, _)| rest.starts_with(group));
        let (length, letter) = match group {
            Some(&(group, letter)) => (group.len(), letter.chars().next().unwrap_or(c)),
            None => (c.len_utf8(), c),
        };
        rest = &rest[length..];
        if !out.ends_with(letter) {
            out.push(letter);
        }
    }
    out
}

/// The consonants of a reduced word; a vowel at the beginning is "a".
fn skeleton(reduced: &str) -> String {
    let mut out = String::with_capacity(reduced.len());
    for (at, c) in reduced.char_indices() {
        let vowel = matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h');
        let letter = match (vowel, at, c) {
            (true, 0, 'y' | 'h') | (false, ..) => c,
            (true, 0, _) => 'a',
            (true, ..) => continue,
        };
        if !out.ends_with(letter) {
            out.push(letter);
        }
    }
    out
}

/// Insertions, deletions and changes of one letter between two words, or more than `most`.
fn distance(a: &str, b: &str, most: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// Letters of a word, at least, that can be misspelt.
const LEAST: usize = 4;

/// Letters of a word, at least, of which one wrong consonant is forgiven.
const LONG: usize = 7;

/// Whether two folded words are the same or spellings of one name.
pub(super) fn similar(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let shorter = a.chars().count().min(b.chars().count());
    let longer = a.chars().count().max(b.chars().count());
    if shorter < LEAST {
        return false;
    }
    let (a, b) = (reduced(a), reduced(b));
    let (left, right) = (skeleton(&a), skeleton(&b));
    if left == right {
        let budget = if longer < 8 { 1 } else { 3 };
        return left.len() > 1 && distance(&a, &b, budget) <= budget;
    }
    let first = |word: &str| word.chars().next();
    shorter >= LONG && first(&left) == first(&right) && distance(&a, &b, 1) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_similar_and_other_names_are_not() {
        for (a, b) in [
            ("Haftar", "Haftorah"),
            ("Kerimbaev", "Kerimbayev"),
            ("Jamal", "Dzhamal"),
            ("Sjøvold", "Sjoevold"),
            ("Thorvald", "Torvald"),
            ("Canal", "Kanal"),
            ("Lindqvist", "Lindkvist"),
            ("Brandvik", "Brandvig"),
            ("Norr-Grid", "Norrgrid"),
        ] {
            assert!(similar(&fold(a), &fold(b)), "{a} {b}");
        }
        for (a, b) in [
            ("Kerry", "Kelly"),
            ("Moe", "Mia"),
            ("Niger", "Nigeria"),
            ("Slovakia", "Slovenia"),
            ("Brandt", "Berndt"),
            ("Oud", "Oude"),
            ("Varga", "Vargas"),
            ("Martin", "Marten"),
        ] {
            let same = similar(&fold(a), &fold(b));
            // "Martin" and "Marten" cannot be told from a slip.
            assert_eq!(same, a == "Martin", "{a} {b}");
        }
    }
}
