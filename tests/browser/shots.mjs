// Takes pictures of the example pages in the reading room: an article with a note open, and a claim's two sides.
//
// node shots.mjs PROGRAM FOLDER

import { join } from "node:path";

import { start, visitor } from "./browser.mjs";
import { World } from "./world.mjs";

const [program, folder] = process.argv.slice(2);
const shots = [
  {
    name: "article",
    at: ({ article, id }) => `/articles/${article}?at=${id}`,
    of: (world) => world.said("had allegedly signed an agreement"),
    height: 860,
  },
  { name: "claim", at: ({ id }) => `/claims/${id}`, of: (world) => world.claim("giving Ostravia"), height: 820 },
];

const world = new World(program);
const browser = await start();
try {
  world.examples().look();
  const { address } = await world.serve();
  const context = await visitor(browser, { script: true, width: 1200, scheme: "light" });
  for (const { name, at, of, height } of shots) {
    const page = await context.newPage();
    await page.setViewportSize({ width: 1200, height });
    await page.goto(address + at(of(world)));
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await page.close();
  }
} finally {
  await browser.close();
  await world.close();
}
