// Looks at each screen in each way, does each deed, tries each door; tells the faults, each with a picture.
//
// node main.mjs PROGRAM FOLDER [WORDS]: the program, where pictures go, and words of the screens that are wanted.

import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { start, visitor, ways } from "./browser.mjs";
import * as checks from "./checks.mjs";
import { deeds } from "./deeds.mjs";
import { doors } from "./doors.mjs";
import { screens } from "./screens.mjs";
import { World } from "./world.mjs";

const [program, pictures, wanted = ""] = process.argv.slice(2);
const chosen = ({ name }) => name.includes(wanted);
const faults = [];

/** Notes what is wrong, with a picture of it. */
const note = async (page, name, way, found) => {
  if (found.length === 0) return;
  const picture = join(pictures, `${name.replace(/[^a-z0-9]+/gi, "-")}-${way.file}.png`);
  const taken = await page.screenshot({ path: picture }).then(() => picture, () => "no picture could be taken");
  for (const fault of new Set(found)) {
    faults.push(fault);
    console.error(`${name} [${way.name}]: ${fault}\n  ${taken}`);
  }
};

/** Runs a part of the test with a page of its own; what goes wrong in it is a fault too. */
const visit = async (context, name, way, address, look) => {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const heard = checks.listen(page, address);
  const found = [];
  try {
    await look(page, found, heard);
  } catch (error) {
    found.push(error.message.split("\n")[0]);
  }
  await note(page, name, way, [...found, ...heard]);
  await page.close();
};

/** The browser complains of every answer that is an error, also where one is wanted. */
const forgive = (heard, status) => {
  const others = heard.filter((words) => !words.includes(`status of ${status}`));
  heard.splice(0, heard.length, ...others);
};

/** One screen, one way. */
const seen = (screen, world, address, way) => async (page, found, heard) => {
  const response = await page.goto(address + screen.at(world));
  const status = screen.status ?? 200;
  forgive(heard, screen.status);
  if (response.status() !== status) {
    found.push(`answers ${response.status()} instead of ${status}`);
    return;
  }
  found.push(...(await checks.headers(response, screen.drawing ? "drawing" : "page")));
  if (screen.drawing) {
    found.push(...(await checks.drawing(page)));
    return;
  }
  const text = await page.locator("main").innerText();
  for (const words of screen.holds ?? []) if (!text.includes(words)) found.push(`does not hold "${words}"`);
  for (const path of screen.leads ?? []) {
    if ((await page.locator(`main a[href^="${path}"]`).count()) === 0) found.push(`leads nowhere under ${path}`);
  }
  found.push(...(await checks.looks(page, way)));
  if (way.script) found.push(...(await checks.axe(page)));
  if (way.script && way.scheme === "light") found.push(...(await checks.keyboard(page)));
  if (screen.acts) {
    await page.goto(address + screen.at(world));
    found.push(...(await screen.acts(page, way, world)));
  }
  // Last, since the browser complains of what its policy refuses.
  const before = heard.length;
  if (way.script) found.push(...(await checks.policy(page)));
  heard.length = before;
};

/** Chromium without script now and then answers a click and never tells that it did: such a deed is done once more. */
const patiently = async (deed) => {
  try {
    return await deed();
  } catch (error) {
    if (error.name !== "TimeoutError") throw error;
    return await deed();
  }
};

rmSync(pictures, { recursive: true, force: true });
mkdirSync(pictures, { recursive: true });
const world = new World(program);
const browser = await start();
let looks = 0;
try {
  world.calm();
  const quiet = world.look().readings.length;
  const calm = await world.serve();
  for (const deed of deeds.filter(chosen)) {
    for (const way of ways.filter(({ scheme }) => scheme === "light")) {
      const context = await visitor(browser, way);
      await visit(context, deed.name, way, calm.address, async (page, found, heard) => {
        found.push(...(await patiently(() => deed.does({ page, world, address: calm.address, way }))));
        found.push(...(await checks.looks(page, way)));
        if (way.script) found.push(...(await checks.axe(page)));
        forgive(heard, deed.refuses);
      });
      await context.close();
      looks += 1;
    }
  }
  world.hostile().look();
  const room = await world.serve();
  console.log(`${quiet} pages, ${world.readings.length - quiet} that mean harm, at ${room.address}`);
  for (const way of ways) {
    const context = await visitor(browser, way);
    for (const screen of screens.filter(chosen)) {
      if (screen.ways && !screen.ways(way)) continue;
      await visit(context, screen.name, way, room.address, seen(screen, world, room.address, way));
      looks += 1;
    }
    await context.close();
  }
  for (const door of doors.filter(chosen)) {
    const way = ways[0];
    const context = await visitor(browser, way);
    const found = await door.tries({ context, world, address: room.address }).catch((error) => [error.message]);
    for (const fault of found) {
      faults.push(fault);
      console.error(`${door.name}: ${fault}`);
    }
    await context.close();
    looks += 1;
  }
} finally {
  await browser.close();
  await world.close();
}
console.log(`${looks} looks, ${faults.length} faults`);
process.exitCode = faults.length === 0 && looks > 0 ? 0 : 1;
