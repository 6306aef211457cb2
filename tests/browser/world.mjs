// The ledger that the browser looks at, and the reading room over it, in a folder of their own.

import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { calm, hostile, large } from "./pages.mjs";

const ROOT = new URL("../..", import.meta.url).pathname;
const ENVIRONMENT = { ...process.env, NO_COLOR: "1", HEARSAY_WHO: "desk" };
const LINES = { encoding: "utf8", env: ENVIRONMENT, maxBuffer: 1 << 28 };

/** A ledger file with what a test needs to know of it. */
export class World {
  /** Over the program at this path. */
  constructor(program) {
    this.program = program;
    this.folder = mkdtempSync(join(tmpdir(), "hearsay-browser-"));
    this.ledger = join(this.folder, "room.db");
    this.servers = [];
  }

  /** What a command prints. */
  told(...words) {
    return execFileSync(this.program, [...words, "--ledger", this.ledger], { ...LINES, stdio: ["ignore", "pipe", "pipe"] });
  }

  /** Reads these pages, by the names of their files, into the ledger. */
  add(name, pages) {
    const folder = join(this.folder, name);
    mkdirSync(folder);
    for (const [file, text] of Object.entries(pages)) writeFileSync(join(folder, file), text);
    this.told("add", folder);
  }

  /** The harbour of the examples. */
  examples() {
    this.told("add", join(ROOT, "examples"));
    return this;
  }

  /** The harbour, and the ferry. */
  calm() {
    this.examples();
    this.add("first", calm.first);
    this.add("second", calm.second);
    return this;
  }

  /** Pages that mean harm beside them, and one of ten megabytes. */
  hostile() {
    this.add("hostile", hostile);
    const file = join(this.folder, "large.jsonl");
    writeFileSync(file, large());
    this.told("import", file);
    return this;
  }

  /** Reads the ledger's ids again: they are what addresses are made of. */
  look() {
    const lines = this.told("export", "--format", "jsonl").split("\n").filter(Boolean);
    const values = lines.map((line) => JSON.parse(line));
    this.readings = values.filter((value) => value.type === "reading");
    this.claims = JSON.parse(this.told("claims", "--all", "--json")).claims;
    return this;
  }

  /** The reading whose headline holds these words; of several, the one that came last in the ledger. */
  reading(words) {
    const found = this.readings.filter(({ article }) => article.title?.includes(words));
    if (found.length === 0) throw new Error(`no article is called ${words}`);
    return found[found.length - 1];
  }

  /** The claim that holds these words. */
  claim(words) {
    const found = this.claims.find((claim) => claim.text.includes(words));
    if (!found) throw new Error(`nothing is claimed of ${words}`);
    return found;
  }

  /** The id of whoever has these words in the name. */
  entity(words) {
    for (const { entities } of this.readings) {
      const found = entities.find((entity) => entity.name.includes(words));
      if (found) return found.id;
    }
    throw new Error(`nobody is called ${words}`);
  }

  /** The attribution whose content holds these words, with its article's id. */
  said(words) {
    for (const { article, attributions } of this.readings) {
      const found = attributions.find(({ content }) => content?.text.includes(words));
      if (found) return { ...found, article: article.id };
    }
    throw new Error(`nobody says ${words}`);
  }

  /** Serves a copy of the ledger, which a test may change, on a free port; its address. */
  async serve(...options) {
    const copy = join(this.folder, `copy-${this.servers.length}.db`);
    cpSync(this.ledger, copy);
    const words = ["serve", "--bind", "127.0.0.1:0", "--ledger", copy, ...options];
    const server = spawn(this.program, words, { env: ENVIRONMENT, stdio: ["ignore", "ignore", "pipe"] });
    this.servers.push(server);
    let told = "";
    return new Promise((resolve, reject) => {
      server.stderr.on("data", (bytes) => {
        told += bytes;
        const address = told.match(/http:\/\/127\.0\.0\.1:\d+/);
        if (address) resolve({ address: address[0], ledger: copy });
      });
      server.on("exit", (code) => reject(new Error(`\`hearsay serve\` ended with ${code}: ${told}`)));
    });
  }

  /** Ends the servers and removes the folder. */
  async close() {
    const ended = this.servers.map((server) => {
      if (server.exitCode !== null) return undefined;
      const end = new Promise((resolve) => server.on("exit", resolve));
      server.kill("SIGTERM");
      return end;
    });
    await Promise.all(ended);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
