// What a reader does: puts right, takes back, drops a page. Each deed leaves the ledger as it found it, since the next
// way of looking does it again.
//
// name     what a fault is told under
// does     the deed, given { page, world, address, way }; gives the faults
// refuses  the status of an answer that it provokes

const wants = (right, fault) => (right ? [] : [fault]);

/** Somebody who signs, with a name that is no markup. */
const NAME = "Ines <i>Varga</i> & Søn";

const main = (page) => page.locator("main").innerText();

/** Presses a button; signs, where that is asked for. */
const press = async (page, button) => {
  await button.click();
  const name = page.getByLabel("Your name, or an address");
  if ((await name.count()) === 0) return;
  await name.fill(NAME);
  await page.getByRole("button", { name: "Sign and put right" }).click();
};

/** What stands on the screen that a correction leads back to; then takes it back. */
const undone = async (page, back) => {
  const faults = [];
  const notice = page.getByRole("status");
  const text = await notice.innerText();
  faults.push(...wants(text.includes("Noted") && text.includes(NAME), `what was put right is not told with who signed: ${text}`));
  faults.push(...wants(new URL(page.url()).pathname === back, `leads back to ${page.url()}`));
  await notice.getByRole("button", { name: "Undo" }).click();
  faults.push(...wants((await page.getByRole("status").innerText()).includes("Taken back"), "what was taken back is not told"));
  return faults;
};

/** The form on one statement's own screen. */
const statement = (words, fill, effect) => async ({ page, world, address }) => {
  const back = `/desk/statement/${world.said(words).id}`;
  const facts = () => page.locator("main .evidence").first().innerText();
  await page.goto(address + back);
  const before = await facts();
  await fill(page);
  await press(page, page.getByRole("button", { name: "Put right", exact: true }));
  const faults = wants(effect(await facts()), `the screen does not show what was put right: ${await facts()}`);
  faults.push(...(await undone(page, back)));
  faults.push(...wants((await facts()) === before, "taking it back does not bring the reading back"));
  return faults;
};

const confirm = async ({ page, address }) => {
  const faults = [];
  await page.goto(`${address}/desk`);
  const id = await page.locator("ol.queue > li").first().getAttribute("id");
  const card = page.locator(`#${id}`);
  await press(page, card.getByRole("button", { name: "Right as read" }));
  faults.push(...wants((await card.count()) === 0, "what was confirmed still waits"));
  faults.push(...(await undone(page, "/desk")));
  faults.push(...wants((await card.count()) === 1, "what was taken back does not wait again"));
  return faults;
};

/** The same without a mouse. */
const typed = async ({ page, address }) => {
  await page.goto(`${address}/desk/who`);
  await page.getByLabel("Your name, or an address").fill(NAME);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${address}/desk`);
  const faults = wants((await main(page)).includes(NAME), "who signs is not told");
  const card = page.locator(`#${await page.locator("ol.queue > li").first().getAttribute("id")}`);
  await card.locator(".words a").focus();
  await page.keyboard.press("Tab");
  const at = await page.evaluate(() => document.activeElement.textContent);
  faults.push(...wants(at === "Right as read", `the first stop after the words is ${at}`));
  await page.keyboard.press("Enter");
  await page.getByRole("status").waitFor();
  return [...faults, ...(await undone(page, "/desk"))];
};

const reject = async ({ page, world, address }) => {
  const back = `/desk/statement/${world.said("the town had offered").id}`;
  await page.goto(address + back);
  await press(page, page.getByRole("button", { name: "Nobody says anything here" }));
  const faults = wants((await main(page)).includes("taken out"), "what was rejected still stands");
  const { article } = world.said("the town had offered");
  await page.goto(`${address}/articles/${article}`);
  faults.push(...wants((await page.locator(".notes", { hasText: "Two officials" }).count()) === 0, "the article still shows what was rejected"));
  await page.goBack();
  return [...faults, ...(await undone(page, back))];
};

/** From the article to the statement and back. */
const beside = async ({ page, world, address }) => {
  const { id, article } = world.said("the town had offered");
  await page.goto(`${address}/articles/${article}?at=${id}#at-${id}`);
  const note = page.locator(".note.here");
  await press(page, note.getByRole("button", { name: "Right as read" }));
  const faults = await undone(page, `/articles/${article}`);
  await page.locator(".note.here").getByRole("link", { name: "Something else is wrong" }).click();
  faults.push(...wants(new URL(page.url()).pathname === `/desk/statement/${id}`, "a note does not lead to its statement's forms"));
  return faults;
};

const bearing = async ({ page, world, address }) => {
  const back = `/desk/claim/${world.claim("across the Lund").id}`;
  await page.goto(address + back);
  const card = page.locator("li.card", { hasText: "Piet Oud" }).first();
  await card.locator("summary").click();
  await card.getByLabel("What it does with this claim").selectOption("doubts");
  await press(page, card.getByRole("button", { name: "It does this" }));
  const faults = wants((await page.locator("li.card", { hasText: "doubts" }).count()) > 0, "nobody doubts now");
  return [...faults, ...(await undone(page, back))];
};

const apart = async ({ page, world, address }) => {
  const back = `/desk/claim/${world.claim("across the Lund").id}`;
  await page.goto(address + back);
  const cards = page.locator("li.card");
  const before = await cards.count();
  const card = cards.last();
  await card.locator("summary").click();
  await press(page, card.getByRole("button", { name: "It is about another claim" }));
  const faults = wants((await cards.count()) < before, "it is still a statement of this claim");
  faults.push(...(await undone(page, back)));
  faults.push(...wants((await cards.count()) === before, "taking it back does not bring it back"));
  return faults;
};

const together = async ({ page, world, address }) => {
  const back = `/desk/claim/${world.claim("across the Lund").id}`;
  await page.goto(address + back);
  await page.getByLabel("Claims with these words").fill("boiler");
  await page.getByRole("button", { name: "Find" }).click();
  const cards = page.locator("li.card");
  const before = await cards.count();
  await page.getByRole("radio").first().check();
  await press(page, page.getByRole("button", { name: "These two are one claim" }));
  const faults = wants((await cards.count()) > before, "it has no statement more");
  faults.push(...(await undone(page, back)));
  faults.push(...wants((await cards.count()) === before, "taking it back does not part them"));
  return faults;
};

const merge = async ({ page, world, address }) => {
  const back = `/desk/entity/${world.entity("Lund Wire")}`;
  await page.goto(address + back);
  await page.getByLabel("Names with these words").fill("Morgenblatt");
  await page.getByRole("button", { name: "Find" }).click();
  const cards = page.locator("li.card");
  const before = await cards.count();
  await page.getByRole("radio").first().check();
  await press(page, page.getByRole("button", { name: /These two are one/ }));
  const faults = wants((await cards.count()) > before, "it is named in no article more");
  faults.push(...(await undone(page, new URL(page.url()).pathname)));
  faults.push(...wants((await cards.count()) === before, "taking it back does not part them"));
  return faults;
};

const separate = async ({ page, world, address }) => {
  const back = `/desk/entity/${world.entity("Anton Berezin")}`;
  await page.goto(address + back);
  const cards = page.locator("li.card");
  const before = await cards.count();
  await press(page, page.getByRole("button", { name: "This one is another" }).first());
  const faults = wants((await cards.count()) < before, "it is still named there");
  faults.push(...(await undone(page, new URL(page.url()).pathname)));
  faults.push(...wants((await cards.count()) === before, "taking it back does not join them"));
  return faults;
};

/** What was done before stands on record, and can be taken back there too. */
const record = async ({ page, world, address }) => {
  await page.goto(`${address}/desk/statement/${world.said("the town had offered").id}`);
  await page.getByLabel("Why").fill("</textarea><b data-owned>asked</b> \u202eagain");
  await page.getByLabel("Stance").selectOption("doubts");
  await press(page, page.getByRole("button", { name: "Put right", exact: true }));
  await page.goto(`${address}/desk/corrections`);
  const first = page.locator("ol.queue > li").first();
  const text = await first.innerText();
  const faults = wants(text.includes(NAME) && text.includes("data-owned"), `the record does not say who and why: ${text}`);
  faults.push(...wants((await first.locator("time").count()) > 0, "the record does not say when"));
  await first.getByRole("button", { name: /Undo/ }).click();
  faults.push(...wants((await first.innerText()).includes("Taken back on"), "the record does not say what was taken back"));
  return faults;
};

/** A correction that makes no sense is refused, with what is wrong and a way back. */
const refused = (fill, told) => async ({ page, world, address }) => {
  const back = `/desk/statement/${world.said("the town had offered").id}`;
  await page.goto(address + back);
  await fill(page);
  await press(page, page.getByRole("button", { name: "Put right", exact: true }));
  const faults = wants((await main(page)).includes(told), `it is not told what is wrong: ${await main(page)}`);
  const way = page.locator(`main a[href="${back}"]`);
  faults.push(...wants((await way.count()) === 1, "there is no way back to the form"));
  return faults;
};

const DROPPED = {
  text: "The sluice at Harrow Bay will hold, the keeper of the weir, Anna Berg, said on Friday <b data-owned>.\n\nNobody else was asked.",
  file: "The gate at Harrow Bay will be painted green, the keeper of the weir, Anna Berg, announced on Friday.",
};

/** That a page that was dropped is read: its voice is marked, and it is nowhere in the ledger. */
const read = async (page, address) => {
  await page.waitForURL(`${address}/drop/*`);
  const faults = wants((await page.locator(".notes").first().innerText()).includes("Anna Berg"), "what was dropped is not read");
  faults.push(...wants((await page.locator('main a[href^="/entities/"]').count()) === 0, "what is not kept leads into the ledger"));
  return faults;
};

/** How many articles the ledger lists. */
const listed = async (page, address) => {
  await page.goto(`${address}/articles`);
  return page.locator("main li").count();
};

const pasted = async ({ page, address }) => {
  const before = await listed(page, address);
  await page.goto(`${address}/drop`);
  const form = page.getByRole("form", { name: "Words" });
  await form.getByLabel("The article").fill(DROPPED.text);
  await form.getByRole("button", { name: "Read it" }).click();
  const faults = await read(page, address);
  await page.getByRole("button", { name: "Take it away" }).click();
  await page.waitForURL(`${address}/drop`);
  faults.push(...wants((await listed(page, address)) === before, "what was taken away is in the ledger"));
  return faults;
};

/** Kept for good: the next way of looking is told that the ledger has it. */
const uploaded = async ({ page, address }) => {
  await page.goto(`${address}/drop`);
  const form = page.getByRole("form", { name: "A file" });
  const buffer = Buffer.from(DROPPED.file);
  await form.getByLabel("A saved page").setInputFiles({ name: "gate.txt", mimeType: "text/plain", buffer });
  await form.getByRole("button", { name: "Read it" }).click();
  const faults = await read(page, address);
  const known = page.getByRole("link", { name: "go to it" });
  const goes = (await known.count()) > 0 ? known : page.getByRole("button", { name: "Keep it" });
  await goes.click();
  await page.waitForURL(`${address}/articles/*`);
  faults.push(...wants((await main(page)).includes("Harrow Bay"), "what was kept is not shown"));
  return faults;
};

/** An address of this machine. */
const inside = async ({ page, address }) => {
  await page.goto(`${address}/drop`);
  const form = page.getByRole("form", { name: "An address" });
  await form.getByLabel("Of one article").fill(`${address}/claims`);
  await form.getByRole("button", { name: "Fetch and read it" }).click();
  await page.waitForLoadState();
  const faults = wants(!page.url().includes("/drop/"), "this machine's own pages are fetched");
  faults.push(...wants((await page.locator('main a[href^="/"]').count()) > 0, "there is no way back"));
  return faults;
};

export const deeds = [
  { name: "drop a text and forget it", does: pasted },
  { name: "drop a file and keep it", does: uploaded },
  { name: "drop an address inside", refuses: 422, does: inside },
  { name: "confirm", does: confirm },
  { name: "confirm by keyboard", does: typed },
  { name: "reject", does: reject },
  { name: "confirm beside the text", does: beside },
  {
    name: "another source",
    does: statement("for want of a boiler", (page) => page.getByLabel("Who says it").fill("Two officials"), (facts) => facts.includes("Two officials")),
  },
  {
    name: "another stance",
    does: statement("the town had offered", (page) => page.getByLabel("Stance").selectOption("denies"), (facts) => facts.includes("denies")),
  },
  {
    name: "nobody as the source",
    does: statement("the town had offered", (page) => page.getByLabel("Nobody is named").check(), (facts) => !facts.includes("officials")),
  },
  { name: "another bearing", does: bearing },
  { name: "a statement about another claim", does: apart },
  { name: "two claims are one", does: together },
  { name: "two names are one", does: merge },
  { name: "one name is two", does: separate },
  { name: "the record of corrections", does: record },
  { name: "words that do not stand there", refuses: 422, does: refused((page) => page.getByLabel("What is said", { exact: true }).fill("zeppelins"), "zeppelins") },
  { name: "nothing filled in", refuses: 422, does: refused(async () => {}, "nothing is changed") },
];
