//! Which language an article is in: what the page says, checked against its words.

use crate::article::{Article, Signalled};
use crate::span::clip;

/// Text shorter than this, in bytes, is too little to tell its language from.
const ENOUGH: usize = 200;

/// How much of a text is looked at, in bytes: more does not change the answer.
const WINDOW: usize = 20_000;

/// Fills in the language and warns where the article is not English. The page's own word is
/// kept unless the text clearly speaks against it, or it is `told` by somebody who overrules both.
pub(crate) fn check(article: &mut Article, told: bool) {
    let text = clip(&article.text, WINDOW);
    let seen = (!told && text.len() >= ENOUGH)
        .then(|| whatlang::detect(text))
        .flatten()
        .filter(|info| info.is_reliable() && info.confidence() > 0.8);
    if let Some(info) = seen {
        let tag = tag(info.lang());
        let says = article
            .language
            .as_ref()
            .map(|language| primary(&language.value));
        if says.as_deref().is_none_or(|says| says != tag) {
            if let Some(says) = says {
                article.warnings.push(format!(
                    "the page says its language is {says}, its words are {tag}"
                ));
            }
            article.language = Some(Signalled::new(tag.to_owned(), "text"));
        }
    }
    if let Some(language) = &article.language {
        let tag = primary(&language.value);
        if tag != "en" {
            article.warnings.push(format!(
                "not English but {tag}: attributions are found by English models"
            ));
        }
    }
}

/// The primary subtag of a BCP 47 tag.
fn primary(tag: &str) -> String {
    tag.split(['-', '_'])
        .next()
        .unwrap_or(tag)
        .to_ascii_lowercase()
}

/// ISO 639-1 where there is one.
fn tag(lang: whatlang::Lang) -> &'static str {
    use whatlang::Lang::{
        Afr, Ara, Bel, Ben, Bul, Cat, Ces, Cmn, Dan, Deu, Ell, Eng, Epo, Est, Fin, Fra, Heb, Hin,
        Hrv, Hun, Ind, Ita, Jpn, Kat, Kor, Lat, Lav, Lit, Mkd, Nld, Nob, Pes, Pol, Por, Ron, Rus,
        Slk, Slv, Spa, Srp, Swe, Tam, Tgl, Tha, Tur, Ukr, Urd, Vie,
    };
    match lang {
        Afr => "af",
        Ara => "ar",
        Bel => "be",
        Ben => "bn",
        Bul => "bg",
        Cat => "ca",
        Ces => "cs",
        Cmn => "zh",
        Dan => "da",
        Deu => "de",
        Ell => "el",
        Eng => "en",
        Epo => "eo",
        Est => "et",
        Fin => "fi",
        Fra => "fr",
        Heb => "he",
        Hin => "hi",
        Hrv => "hr",
        Hun => "hu",
        Ind => "id",
        Ita => "it",
        Jpn => "ja",
        Kat => "ka",
        Kor => "ko",
        Lat => "la",
        Lav => "lv",
        Lit => "lt",
        Mkd => "mk",
        Nld => "nl",
        Nob => "nb",
        Pes => "fa",
        Pol => "pl",
        Por => "pt",
        Ron => "ro",
        Rus => "ru",
        Slk => "sk",
        Slv => "sl",
        Spa => "es",
        Srp => "sr",
        Swe => "sv",
        Tam => "ta",
        Tgl => "tl",
        Tha => "th",
        Tur => "tr",
        Ukr => "uk",
        Urd => "ur",
        Vie => "vi",
        other => other.code(),
    }
}
