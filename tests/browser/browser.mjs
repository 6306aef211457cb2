// Chromium without a screen, and the ways of looking that every page must stand.

import { chromium } from "playwright-core";

/** A name that leads to this machine, as an attacker's may. */
export const REBOUND = "rebound.example";

/** Nothing that the browser does of itself, and no other name: what a page fetches from elsewhere fails. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  `--host-resolver-rules=MAP ${REBOUND} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
];

/** Starts it. */
export const start = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM, args: ARGUMENTS });

/** Script, width and colours: each way of looking, with its name. */
export const ways = [true, false].flatMap((script) =>
  [1280, 390].flatMap((width) =>
    ["light", "dark"].map((scheme) => ({
      script,
      width,
      scheme,
      name: `script ${script ? "on" : "off"}, ${width} px, ${scheme}`,
      file: `${script ? "script" : "plain"}-${width}-${scheme}`,
    })),
  ),
);

/** A visitor who has not been here before, and looks this way. */
export const visitor = (browser, way) =>
  browser.newContext({
    javaScriptEnabled: way.script,
    viewport: { width: way.width, height: 900 },
    colorScheme: way.scheme,
    hasTouch: way.width < 500,
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "UTC",
  });
