// What every screen must pass, whatever it shows.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { TRACE } from "./pages.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Listens to a page from its first request on: what it asks of others, what it complains of. */
export const listen = (page, address) => {
  const heard = [];
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== address) heard.push(`asks ${protocol === "data:" ? "a data: address" : origin} for something`);
  });
  page.on("console", (message) => {
    if (message.type() === "error") heard.push(`complains: ${message.text()}`);
  });
  page.on("pageerror", (error) => heard.push(`its script fails: ${error.message}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // What was still on its way when the reader went on is no fault.
    if (why !== "net::ERR_ABORTED") heard.push(`does not get ${request.url()}: ${why}`);
  });
  page.on("dialog", (dialog) => {
    heard.push(`opens a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  return heard;
};

/** What a page's policy must say, and a drawing's, whose style stands in it. */
const RULES = {
  page: [/default-src 'self'/, /frame-ancestors 'none'/, /base-uri 'none'/, /^((?!unsafe).)*$/],
  drawing: [/default-src 'none'/, /frame-ancestors 'none'/, /^((?!script-src).)*$/],
};

/** The headers of an answer. */
export const headers = async (response, kind) => {
  const faults = [];
  const all = await response.allHeaders();
  const policy = all["content-security-policy"] ?? "";
  for (const rule of RULES[kind]) {
    if (!rule.test(policy)) faults.push(`its policy is not ${rule}: ${policy || "there is none"}`);
  }
  if (all["x-content-type-options"] !== "nosniff") faults.push("lets browsers guess its type");
  if (all["referrer-policy"] !== "no-referrer") faults.push("tells others where readers come from");
  return faults;
};

/** What a page's words could have become. Runs in the page. */
const inert = (trace) => {
  const faults = [];
  const all = [...document.querySelectorAll("*")];
  if (window[trace] !== undefined) faults.push("a script of an article ran");
  if (document.querySelector(`[data-${trace}], b[data-${trace}]`)) faults.push("an element of an article became one");
  const address = (element) => element.getAttribute("href") ?? element.getAttribute("src") ?? element.getAttribute("action");
  for (const element of all) {
    const name = element.localName;
    const handler = element.getAttributeNames().find((attribute) => attribute.startsWith("on"));
    if (handler) faults.push(`<${name}> has ${handler}`);
    if (element.hasAttribute("style") || name === "style") faults.push(`<${name}> brings a style of its own`);
    if (["iframe", "object", "embed", "base", "template"].includes(name)) faults.push(`there is an <${name}>`);
    if (name === "script" && !element.src) faults.push("a script stands in the page");
    const leads = address(element);
    if (leads === null || leads === undefined) continue;
    // Whatever is not this room is an article's own address, a link that says so.
    const { protocol, origin } = new URL(leads, location.href);
    const own = origin === location.origin;
    const away = name === "a" && ["http:", "https:"].includes(protocol) && /\bnoopener\b/.test(element.rel);
    if (!own && !away) faults.push(`<${name}> leads to ${leads.slice(0, 80)}`);
  }
  return faults;
};

/** Controls that turn text around, where nothing holds them. Runs in the page. */
const isolated = () => {
  const faults = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!/[\u202a-\u202e\u2066-\u2069]/.test(text.data)) continue;
    if (!text.parentElement.closest("bdi, [dir=auto]")) {
      const parent = text.parentElement;
      faults.push(`words could turn those beside them around: <${parent.localName} class="${parent.className}"> ${text.data.trim().slice(0, 60)}`);
    }
  }
  return faults;
};

/** Landmarks, headings, width, colours. Runs in the page. */
const built = ({ width, scheme }) => {
  const faults = [];
  const one = (selector, what) => {
    const count = document.querySelectorAll(selector).length;
    if (count !== 1) faults.push(`has ${count} ${what} instead of one`);
  };
  one("main", "main parts");
  one("h1", "first headings");
  one("body > header", "heads");
  one("body > footer", "feet");
  if (!document.documentElement.lang) faults.push("does not say its language");
  if (!document.title.trim()) faults.push("has no title");
  for (const nav of document.querySelectorAll("nav")) {
    if (!nav.getAttribute("aria-label")) faults.push("has a nav without a name");
  }
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll("main *")].find((element) => {
      const beyond = element.getBoundingClientRect().right > root.clientWidth + 1;
      return beyond && !element.closest(".unseen, .scroll");
    });
    const which = wide ? `: <${wide.localName} class="${wide.className}"> ${wide.textContent.trim().slice(0, 40)}` : "";
    faults.push(`scrolls sideways: ${root.scrollWidth} px on ${width}${which}`);
  }
  for (const element of [root, document.body]) {
    if (["hidden", "clip"].includes(getComputedStyle(element).overflowX)) faults.push("hides what is too wide");
  }
  const ground = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).slice(0, 3).map(Number);
  const bright = ground.reduce((sum, part) => sum + part, 0) / 765;
  if (scheme === "dark" ? bright > 0.3 : bright < 0.7) faults.push(`its ground is rgb(${ground}) in ${scheme}`);
  return faults;
};

/** What stands and leads where, as far as every screen has it. */
export const looks = async (page, way) => [
  ...(await page.evaluate(inert, TRACE)),
  ...(await page.evaluate(isolated)),
  ...(await page.evaluate(built, way)),
];

/** Faults of accessibility that axe finds and calls serious or critical. */
export const axe = async (page) => {
  // As the browser's tools do it, so that the page's policy stays in force.
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, impact, nodes }) => `axe, ${impact}: ${id}, ${nodes.length} times, first ${nodes[0].html.slice(0, 160)}`);
  });
  return found;
};

/** That a script in the page would not run: the policy is in force, not only sent. */
export const policy = (page, trace = TRACE) =>
  page.evaluate((name) => {
    const script = document.createElement("script");
    script.textContent = `window.${name}policy = 1`;
    document.body.append(script);
    script.remove();
    const ran = window[`${name}policy`] !== undefined;
    return ran ? ["its policy lets scripts run that stand in it"] : [];
  }, trace);

/** How many steps of the keyboard are looked at. */
const STEPS = 60;

/** The keyboard: the way past the head, a visible place, no trap. */
export const keyboard = async (page) => {
  const faults = [];
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return undefined;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const { top, bottom, width, height } = element.getBoundingClientRect();
      // A date has several stops.
      const again = element === window.lastFocused;
      window.lastFocused = element;
      if (!again) element.dataset.seen = Number(element.dataset.seen ?? 0) + 1;
      return {
        name: `<${element.localName}> ${(element.textContent || element.name || "").trim().slice(0, 40)}`,
        text: element.textContent.trim(),
        shown: (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none",
        inView: bottom > 0 && top < innerHeight && width > 0 && height > 0,
        times: Number(element.dataset.seen),
      };
    });
  // An address that names a place on the page begins there.
  const below = new URL(page.url()).hash !== "" || (await page.locator("[autofocus]").count()) > 0;
  await page.keyboard.press("Tab");
  const first = await focused();
  if (below) return faults;
  if (!first || !/skip/i.test(first.text)) faults.push(`the keyboard begins at ${first?.name ?? "nothing"}, not at the way past the head`);
  else if (!first.inView) faults.push("the way past the head is not to be seen when the keyboard is on it");
  for (let step = 1; step < STEPS; step += 1) {
    await page.keyboard.press("Tab");
    const at = await focused();
    if (!at || at.times > 1) break;
    if (!at.shown) faults.push(`one does not see that the keyboard is at ${at.name}`);
    if (!at.inView) faults.push(`the keyboard is out of sight at ${at.name}`);
  }
  const reachable = await page.evaluate((most) => {
    const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")];
    const seen = all.filter((element) => element.checkVisibility({ visibilityProperty: true }));
    const missed = seen.slice(0, most - 10).filter((element) => element.dataset.seen === undefined && element.type !== "radio");
    return missed.map((element) => `<${element.localName}> ${(element.textContent || element.name).trim().slice(0, 40)}`);
  }, STEPS);
  for (const name of reachable.slice(0, 3)) faults.push(`the keyboard does not get to ${name}`);
  await page.evaluate(() => document.activeElement?.blur());
  return faults;
};

/** A drawing by itself: nothing in it runs or leads away. */
export const drawing = (page) =>
  page.evaluate((trace) => {
    const faults = [];
    if (document.documentElement.localName !== "svg") faults.push("is no drawing");
    if (window[trace] !== undefined) faults.push("a script of an article ran");
    for (const element of document.querySelectorAll("*")) {
      const names = element.getAttributeNames();
      if (["script", "foreignObject", "image", "a"].includes(element.localName)) faults.push(`holds a <${element.localName}>`);
      if (names.some((name) => name.startsWith("on"))) faults.push(`<${element.localName}> has a handler`);
    }
    return faults;
  }, TRACE);
