//! `hearsay mcp` as a program that speaks over standard input and output, one JSON message a line.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// A ledger of four pages about one sale, and the program over it.
struct Talk {
    folder: PathBuf,
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    number: u64,
}

fn hearsay() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearsay"));
    command
        .env_remove("HEARSAY_LEDGER")
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    command
}

impl Talk {
    fn begin(name: &str) -> Self {
        let folder =
            std::env::temp_dir().join(format!("hearsay-mcp-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        let ledger = folder.join("hearsay.db");
        let pages = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd/claims.in");
        let added = hearsay()
            .args(["add", pages, "--ledger"])
            .arg(&ledger)
            .status();
        assert!(added.expect("the program starts").success());
        let mut child = hearsay()
            .args(["mcp", "--ledger"])
            .arg(&ledger)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().expect("its output"));
        let mut talk = Self {
            folder,
            child,
            input,
            output,
            number: 0,
        };
        let hello = talk.ask(
            "initialize",
            json!({"protocolVersion": "2025-06-18", "capabilities": {},
                "clientInfo": {"name": "test", "version": "1"}}),
        );
        assert_eq!(hello["serverInfo"]["name"], "hearsay");
        assert!(hello["capabilities"]["tools"].is_object());
        talk.send(&json!({"jsonrpc": "2.0", "method": "notifications/initialized"}));
        talk
    }

    fn send(&mut self, message: &Value) {
        let input = self.input.as_mut().expect("it listens");
        writeln!(input, "{message}").expect("it listens");
    }

    /// The result of a request.
    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.number += 1;
        let id = self.number;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let mut line = String::new();
            let read = self.output.read_line(&mut line).expect("it answers");
            assert!(read > 0, "it ended before it answered {method}");
            let message: Value = serde_json::from_str(&line).expect("a message a line");
            if message["id"] == id {
                return message["result"].clone();
            }
        }
    }

    /// What a tool answers.
    fn call(&mut self, tool: &str, arguments: Value) -> Value {
        let result = self.ask("tools/call", json!({"name": tool, "arguments": arguments}));
        assert_ne!(result["isError"], true, "{tool}: {result}");
        let text = result["content"][0]["text"].as_str().expect("text");
        let value = result["structuredContent"].clone();
        assert_eq!(serde_json::from_str::<Value>(text).expect("JSON"), value);
        value
    }

    /// What a tool says is wrong.
    fn refused(&mut self, tool: &str, arguments: Value) -> String {
        let result = self.ask("tools/call", json!({"name": tool, "arguments": arguments}));
        assert_eq!(result["isError"], true, "{tool}: {result}");
        result["content"][0]["text"]
            .as_str()
            .expect("text")
            .to_owned()
    }

    /// Ends the input, upon which the program ends.
    fn end(mut self) {
        drop(self.input.take());
        assert!(self.child.wait().expect("it ends").success());
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        // Nothing is left of a test that failed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// That this is evidence: words, an address, a place.
fn quoted(quote: &Value) {
    for field in ["quote", "address", "article", "attribution"] {
        assert!(quote[field].is_string(), "{field}: {quote}");
    }
    let length = quote["quote"]
        .as_str()
        .map_or(0, |text| text.chars().count()) as u64;
    let span = &quote["spans"][0];
    let (start, end) = (span[0].as_u64(), span[1].as_u64());
    let (start, end) = (start.expect("a number"), end.expect("a number"));
    assert!(start < end && end - start <= length, "{quote}");
}

#[test]
fn tools_answer_with_quotes() {
    let mut talk = Talk::begin("answers");
    let tools = talk.ask("tools/list", json!({}));
    let tools = tools["tools"].as_array().expect("tools");
    let mut names: Vec<&str> = tools
        .iter()
        .map(|tool| tool["name"].as_str().expect("a name"))
        .collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "denials_of",
            "origins_of",
            "read_text",
            "search_claims",
            "who_said"
        ]
    );
    for tool in tools {
        assert_eq!(tool["annotations"]["readOnlyHint"], true, "{tool}");
        assert!(tool["inputSchema"]["properties"].is_object(), "{tool}");
    }

    let found = talk.call("search_claims", json!({"about": "shipping", "limit": 1}));
    let claim = &found["claims"][0];
    assert_eq!(found["claims"].as_array().map(Vec::len), Some(1));
    assert_eq!(claim["status"], "denied");
    for statement in claim["statements"].as_array().expect("statements") {
        quoted(statement);
        assert!(statement["bearing"].is_string());
    }

    let said = talk.call("who_said", json!({"about": "lock", "by": "Rennick"}));
    assert!(said["count"].as_u64().is_some_and(|count| count >= 2));
    for quote in said["said"].as_array().expect("sayings") {
        quoted(quote);
    }

    let denials = talk.call("denials_of", json!({"about": "lock"}));
    let denials = denials["said"].as_array().expect("sayings");
    assert!(!denials.is_empty());
    for quote in denials {
        quoted(quote);
        assert_eq!(quote["stance"], "denies");
    }

    let id = claim["id"].as_str().expect("an id");
    let origins = talk.call("origins_of", json!({"claim": &id[..8]}));
    assert_eq!(origins["claim"]["id"], id);
    assert_eq!(origins["count"]["min"], 1);
    let whose = origins["origins"].as_array().expect("origins");
    // Four articles, two voices: the official who spoke, and the one who denies it.
    assert_eq!(whose.len(), 2, "{origins}");
    for origin in whose {
        origin["statements"]
            .as_array()
            .expect("statements")
            .iter()
            .for_each(quoted);
    }

    let text = "The ferry will stop in May, the harbour master Ines Varga said on Monday.";
    let read = talk.call(
        "read_text",
        json!({"text": text, "url": "https://lund.example/f", "published": "2031-03-05"}),
    );
    let quote = &read["said"][0];
    quoted(quote);
    assert_eq!(quote["address"], "https://lund.example/f");
    assert_eq!(quote["said"], json!(["2031-03-03", "2031-03-03"]));
    talk.end();
}

#[test]
fn what_makes_no_sense_is_told_and_the_talk_goes_on() {
    let mut talk = Talk::begin("refusals");
    assert!(
        talk.refused("denials_of", json!({"about": "?!"}))
            .contains("no word")
    );
    assert!(
        talk.refused("origins_of", json!({"claim": "0000"}))
            .contains("0000")
    );
    assert!(
        talk.refused("who_said", json!({"since": "soon"}))
            .contains("soon")
    );
    assert!(
        talk.refused("read_text", json!({"text": " "}))
            .contains("hint")
    );
    let none = talk.call("search_claims", json!({"about": "starlight"}));
    assert_eq!(none["claims"], json!([]));
    talk.end();
}
