// The screens, one entry each.
//
// name     what a fault is told under
// at       the path, given the world
// status   of the answer, if it is not 200
// holds    words that are to be read in the main part
// leads    beginnings of addresses that the main part leads to
// acts     what a reader does there, given page, way and world; gives the faults
// ways     which ways of looking, if not all
// drawing  true for what is no page

import { axe, looks } from "./checks.mjs";
import { TRACE } from "./pages.mjs";

/** For pages that mean harm: what they could do, they could do on the telephone with script on or off. */
const narrow = ({ width, scheme }) => width < 500 && scheme === "light";

/** What a test of its own finds. */
const wants = (right, fault) => (right ? [] : [fault]);

/** The path of an article, given words of its headline. */
const article = (words, rest = "") => (world) => `/articles/${world.reading(words).article.id}${rest}`;

const searching = async (page, way) => {
  const faults = [];
  if (way.script) {
    await page.keyboard.press("/");
    const there = await page.evaluate(() => document.activeElement?.id === "q");
    faults.push(...wants(there, "/ does not lead to the search box"));
  }
  await page.locator("#q").fill("boiler");
  await page.locator("#q").press("Enter");
  await page.waitForURL("**/search?q=boiler*");
  faults.push(...wants((await page.locator("main").innerText()).includes("boiler"), "a search does not find what was said"));
  return faults;
};

/** The first saying: its number, its note, the words it lights. */
const reading = async (page, way) => {
  const faults = [];
  const reference = page.locator("a.ref").first();
  const note = page.locator(await reference.getAttribute("href"));
  await reference.click();
  await page.waitForTimeout(50);
  faults.push(...wants(await note.isVisible(), "a number does not open its note"));
  if (!(await note.isVisible())) return faults;
  faults.push(...wants((await note.locator("p.chain").innerText()).length > 0, "a note does not show the chain"));
  if (way.script) {
    await page.locator(".text span.said").first().hover();
    faults.push(...wants((await page.locator(".lit").count()) > 1, "nothing lights up under the pointer"));
  }
  const marked = await page.locator(".text span.said").first().evaluate((element) => getComputedStyle(element).textDecorationLine);
  faults.push(...wants(marked === "underline", "what is said is not underlined"));
  return faults;
};

/** That a stance is to be known without its colour. */
const stances = async (page) => {
  const styles = await page.locator(".legend .said").evaluateAll((all) =>
    all.map((element) => {
      const { textDecorationStyle, textDecorationThickness } = getComputedStyle(element);
      return `${textDecorationStyle} ${textDecorationThickness}`;
    }),
  );
  return wants(styles.length > 0 && new Set(styles).size === styles.length, `stances look alike: ${styles.join(", ")}`);
};

/** From a claim's evidence to its very words. */
const evidence = async (page) => {
  const link = page.locator('main a[href*="#at-"]').first();
  await link.click();
  await page.waitForURL("**/articles/**");
  const anchor = new URL(page.url()).hash.slice(1);
  const seen = await page.evaluate((id) => {
    const { top, bottom } = document.getElementById(id)?.getBoundingClientRect() ?? { top: -1, bottom: -1 };
    return bottom >= 0 && top < innerHeight;
  }, anchor);
  return wants(seen, "evidence does not lead to its words");
};

/** A dossier on paper: no furniture, nothing cut off. */
const printed = async (page) => {
  await page.emulateMedia({ media: "print" });
  const faults = await page.evaluate(() => {
    const shown = (selector) => [...document.querySelectorAll(selector)].some((element) => element.checkVisibility());
    const found = [];
    if (shown("body > header, form, .skip")) found.push("prints what only a screen can use");
    if (!shown(".evidence")) found.push("prints no evidence");
    const ground = getComputedStyle(document.body).backgroundColor;
    if (ground !== "rgb(255, 255, 255)") found.push(`prints on ${ground}`);
    return found;
  });
  await page.emulateMedia({ media: null });
  return faults;
};

const dossier = async (page, way) => [...(await printed(page)), ...(await evidence(page, way))];

/** The forms that a card holds. */
const opened = async (page, way) => {
  await page.locator("li.card summary").first().click();
  return [...(await looks(page, way)), ...(way.script ? await axe(page) : [])];
};

const hostile = [
  ["scripts in everything", "Ferry <script>"],
  ["words turned around", "\u202e"],
  ["an address that runs", "Address of a script"],
  ["an address that runs, as a line", "Address 0"],
  ["an address that holds a page", "Address 1"],
  ["an address of nobody's scheme", "Address 2"],
  ["an address that runs, after a blank", "Address 3"],
  ["words without an end", "fullyfully"],
].map(([name, words]) => ({ name, at: article(words), ways: narrow, leads: ["/"] }));

export const screens = [
  { name: "front", at: () => "/", holds: ["Contested", "Latest articles"], leads: ["/claims/", "/articles/", "/search?kind="], acts: searching },
  { name: "articles", at: () => "/articles", holds: ["Line denies end of ferry"], leads: ["/articles/"] },
  { name: "article", at: article("Ferry to stop in May, harbour"), holds: ["Ines Varga", "meta:og:site_name"], leads: ["#note-", "/entities/", "/claims/"], acts: async (page, way) => [...(await stances(page)), ...(await reading(page, way))] },
  {
    name: "article at a saying",
    at: (world) => {
      const said = world.said("the town had offered");
      return `/articles/${said.article}?at=${said.id}#at-${said.id}`;
    },
    holds: ["officials"],
  },
  { name: "changes", at: article("Line denies", "/changes"), holds: ["Version 2", "owner"], leads: ["/articles/"] },
  { name: "claims", at: () => "/claims", holds: ["ferry"], leads: ["/claims/"] },
  { name: "claims in dispute", at: () => "/claims?contested=1&q=base", holds: ["negotiations"], leads: ["/claims/"] },
  { name: "claim", at: (world) => `/claims/${world.claim("giving Ostravia").id}`, holds: ["Morgenblatt", "Leila Haddou"], leads: ["/articles/", "/entities/"], acts: dossier },
  { name: "claim of many", at: (world) => `/claims/${world.claim("across the Lund").id}`, holds: ["Ines Varga", "Piet Oud"], leads: ["/articles/"], acts: evidence },
  { name: "tree", at: (world) => `/claims/${world.claim("across the Lund").id}/tree.svg`, drawing: true },
  { name: "person", at: (world) => `/entities/${world.entity("Anton Berezin")}`, holds: ["defence committee", "a long sitting"], leads: ["/articles/"] },
  { name: "outlet", at: (world) => `/entities/${world.entity("Morgenblatt")}`, holds: ["diplomats"], leads: ["/articles/"] },
  { name: "search", at: () => "/search?q=ferry", holds: ["ferry"], leads: ["/articles/"] },
  { name: "search by kind", at: () => "/search?q=&kind=anonymous&stance=asserts", holds: ["Search"] },
  { name: "search for nothing", at: () => "/search?q=zeppelin", holds: ["Nothing is found"] },
  { name: "drop", at: () => "/drop", holds: ["Drop a page", "A file"] },
  { name: "desk", at: () => "/desk", holds: ["Putting right", "% sure"], leads: ["/articles/", "/desk/corrections", "/desk/who"], acts: opened },
  { name: "corrections", at: () => "/desk/corrections", holds: ["Nothing was corrected yet"] },
  { name: "who signs", at: () => "/desk/who", holds: ["Who signs?"], leads: ["/desk"] },
  { name: "a statement to put right", at: (world) => `/desk/statement/${world.said("the town had offered").id}`, holds: ["officials", "Something is wrong"], leads: ["/articles/"] },
  { name: "a claim to put right", at: (world) => `/desk/claim/${world.claim("across the Lund").id}`, holds: ["Its statements"], leads: ["/claims/"], acts: opened },
  { name: "a name to put right", at: (world) => `/desk/entity/${world.entity("Anton Berezin")}`, holds: ["Where it is named"], leads: ["/entities/"] },
  { name: "nothing there", at: () => "/articles/ffffffffffffffffffff", status: 404, holds: ["Back to the front page"], leads: ["/"] },
  { name: "no such page", at: () => "/nowhere", status: 404, leads: ["/"] },
  ...hostile,
  { name: "ten megabytes", at: article("All the water"), ways: narrow, holds: ["Part 1 of"], leads: ["/articles/"] },
  { name: "ten megabytes, the last saying", at: (world) => {
      const { article: { id }, attributions } = world.reading("All the water");
      const last = attributions[attributions.length - 1].id;
      return `/articles/${id}?at=${last}#at-${last}`;
    }, ways: narrow, holds: ["Anna Berg said"] },
  { name: "a search for markup", at: () => `/search?q=${encodeURIComponent(`"><script>window.${TRACE}=1</script><img src=x onerror=window.${TRACE}=1>`)}`, ways: narrow },
  { name: "a search for controls", at: () => `/search?q=${encodeURIComponent("\u202eferry")}`, ways: narrow },
  { name: "whoever speaks among markup", at: (world) => `/entities/${world.entity("Gazette")}`, ways: narrow },
  { name: "whoever has controls about the name", at: (world) => `/entities/${world.entity("Jonas Tamm")}`, ways: narrow },
];
