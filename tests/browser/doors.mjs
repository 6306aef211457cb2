// Who comes in: not another site's page, by whatever name or frame; not a stranger, where a token is asked for.

import { createServer } from "node:http";

import { REBOUND } from "./browser.mjs";

const wants = (right, fault) => (right ? [] : [fault]);

/** Another site, of this one page. */
const elsewhere = async (body, visit) => {
  const server = createServer((_, response) => response.setHeader("content-type", "text/html").end(body));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await visit(`http://127.0.0.1:${server.address().port}/`);
  } finally {
    server.close();
  }
};

export const doors = [
  {
    name: "a foreign name for this machine",
    tries: async ({ context, address }) => {
      const { port } = new URL(address);
      const page = await context.newPage();
      const response = await page.goto(`http://${REBOUND}:${port}/`);
      return wants(response.status() === 421, `it is answered ${response.status()}`);
    },
  },
  {
    name: "a form on another site's page",
    tries: ({ context, address }) =>
      elsewhere(`<form method=post action="${address}/desk/withdraw"><input name=id value=a><button>go</button></form>`, async (site) => {
        const page = await context.newPage();
        await page.goto(site);
        const [response] = await Promise.all([page.waitForResponse((one) => one.url().startsWith(address)), page.click("button")]);
        return wants(response.status() === 403, `it is answered ${response.status()}`);
      }),
  },
  {
    name: "a frame in another site's page",
    tries: ({ context, address }) =>
      elsewhere(`<iframe src="${address}/"></iframe>`, async (site) => {
        const page = await context.newPage();
        await page.goto(site);
        await page.waitForTimeout(300);
        const inside = await Promise.all(page.frames().slice(1).map((frame) => frame.locator("main").count()));
        return wants(inside.every((count) => count === 0), "it shows the room");
      }),
  },
  {
    name: "another site's script that reads",
    tries: ({ context, address }) =>
      elsewhere("<p>elsewhere</p>", async (site) => {
        const page = await context.newPage();
        await page.goto(site);
        const read = await page.evaluate((there) => fetch(there).then((answer) => answer.text(), () => ""), `${address}/`);
        return wants(read === "", "it gets the front page");
      }),
  },
  {
    name: "a token",
    tries: async ({ context, world }) => {
      const faults = [];
      const { address } = await world.serve("--token", "of-sixteen-letters");
      const page = await context.newPage();
      const first = await page.goto(`${address}/claims`);
      faults.push(...wants(first.status() === 401, `a stranger is answered ${first.status()}`));
      await page.getByLabel("Token").fill("another-of-sixteen");
      await page.getByRole("button", { name: "Enter" }).click();
      faults.push(...wants((await page.locator("main").innerText()).includes("that is not the token"), "a wrong token is not told"));
      await page.getByLabel("Token").fill("of-sixteen-letters");
      await page.getByRole("button", { name: "Enter" }).click();
      await page.waitForURL(`${address}/`);
      faults.push(...wants((await page.locator("main").innerText()).includes("Latest articles"), "the token does not let one in"));
      return faults;
    },
  },
];
