// Invented pages: one matter told by several outlets, with a copy, a denial and a later version, and pages that mean harm.

/** What an attacker's markup would leave behind if it were taken as markup. */
export const TRACE = "owned";

/** Words from right to left, and controls that nobody closes. */
export const BIDI = "\u202e\u2067";

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A page; everything given is text. */
const page = ({ url, outlet, title, day, author = "", paragraphs, head = "" }) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<meta property="og:site_name" content="${escaped(outlet)}">
<meta name="author" content="${escaped(author)}">
<meta property="article:published_time" content="${day}T08:00:00Z">
<link rel="canonical" href="${escaped(url)}">${head}</head>
<body><article><h1>${escaped(title)}</h1>
${paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`).join("\n")}
</article></body></html>`;

const WIRE = {
  url: "https://lundwire.example/ferry",
  outlet: "Lund Wire",
  title: "Ferry to stop in May, harbour master says",
  day: "2031-04-28",
  author: "Ruth Kest",
  paragraphs: [
    "The ferry across the Lund will stop in May, the harbour master Ines Varga told Lund Wire on Monday.",
    "“The ferry across the Lund will stop in May for want of a boiler,” Varga said.",
    "Two officials briefed on the talks said that the town had offered to pay for the boiler.",
    "Varga has run the harbour since the flood. She declined to comment on the price of the boiler.",
  ],
};

const DENIAL = {
  url: "https://weirherald.example/line-denies",
  outlet: "The Weir Herald",
  title: "Line denies end of ferry",
  day: "2031-04-29",
  paragraphs: [
    "The director of the shipping line, Piet Oud, denied that the ferry across the Lund would stop in May.",
    "“Nobody has asked us,” Oud said. The harbour master Ines Varga told Lund Wire on Monday that the ferry across the Lund will stop in May.",
    "Passengers doubted that the ferry would run through the summer, according to the Weir Herald.",
  ],
};

/** Pages by the names of their files, those of a second visit apart. */
export const calm = {
  first: {
    "wire.html": page(WIRE),
    "copy.html": page({
      ...WIRE,
      url: "https://harrowgazette.example/ferry-to-stop",
      outlet: "The Harrow Gazette",
      day: "2031-04-29",
      author: "",
      paragraphs: WIRE.paragraphs.slice(0, 3),
    }),
    "denial.html": page(DENIAL),
    "echo.html": page({
      url: "https://rivereye.example/boiler",
      outlet: "River Eye",
      title: "A boiler and a ferry",
      day: "2031-05-02",
      paragraphs: [
        "Lund Wire reported that the ferry across the Lund will stop in May.",
        "The mayor, Tomas Lind, confirmed that the ferry across the Lund would stop in May. “The boiler is older than I am,” he said.",
        "The director of the shipping line, Piet Oud, said again that the ferry across the Lund would not stop in May.",
      ],
    }),
  },
  second: {
    "denial.html": page({
      ...DENIAL,
      paragraphs: [
        "The owner of the shipping line, Piet Oud, denied that the ferry across the Lund would stop in May.",
        DENIAL.paragraphs[1],
        "Correction: an earlier version of this article called Piet Oud the director of the line. He owns it.",
      ],
    }),
  },
};

const SCRIPT = `<script>window.${TRACE}=1</script>`;
const IMAGE = `"><img src=x onerror="window.${TRACE}=1" data-${TRACE}>`;
const LINE = "the ferry across the Lund would stop in May";

/** Pages that mean harm, by the names of their files. */
export const hostile = {
  "markup.html": page({
    url: `https://markup.example/a?q=${IMAGE}`,
    outlet: `Markup ${IMAGE}`,
    title: `Ferry ${SCRIPT} says ${IMAGE}`,
    day: "2031-05-03",
    author: `Ada ${SCRIPT}`,
    head: `<script type="application/ld+json">{"@type":"NewsArticle","description":"</script><script>window.${TRACE}=1</script>`,
    paragraphs: [
      `Ines ${SCRIPT} Varga, the harbour master, denied that ${LINE}. ${SCRIPT}`,
      `“The ferry will stop </script></style></textarea></title>${IMAGE} in May,” Piet Oud said.`,
      `The <b data-${TRACE}>Gazette</b> reported that ${LINE} --> ]]> {{ 7*7 }} {% raw %} \${7*7} <!-- and more.`,
      `&lt;img src=x onerror=window.${TRACE}=1&gt; is what the mayor said: “&#60;script&#62;window.${TRACE}=1&#60;/script&#62;”.`,
    ],
  }),
  "bidi.html": page({
    url: "https://bidi.example/ferry",
    outlet: `Bidi ${BIDI} Post`,
    title: `${BIDI}Ferry to stop in May, says Varga`,
    day: "2031-05-04",
    author: `Jonas ${BIDI} Tamm`,
    paragraphs: [
      `Jonas${BIDI} Tamm, a pilot, said that ${LINE}${BIDI}.`,
      `“The ferry ${BIDI} across the Lund will stop,” said the ${BIDI} pilot Jonas Tamm.`,
      `הנמל ייסגר במאי, said the harbour master Ines Varga in Lund.`,
    ],
  }),
  "address.html": page({
    url: `javascript:window.${TRACE}=1`,
    outlet: "Address",
    title: "Address of a script",
    day: "2031-05-05",
    paragraphs: [`The keeper of the weir, Anna Berg, said that ${LINE}.`],
  }),
  // As lines, an address is taken as it stands.
  "lines.jsonl": [`javascript:window.${TRACE}=1`, `data:text/html,${SCRIPT}`, "//elsewhere.example/x", ` javascript:${TRACE}()`]
    .map((url, number) =>
      JSON.stringify({
        url,
        title: `Address ${number} ${SCRIPT}`,
        outlet: "Lines",
        published: "2031-05-06",
        text: `Address ${number}\n\nThe keeper of the weir, Anna Berg, said on Friday that ${LINE} at gate ${number}.`,
      }),
    )
    .join("\n"),
  "long.html": page({
    url: `https://long.example/${"long".repeat(300)}`,
    outlet: "Long" + "ness".repeat(100),
    title: "Ferry" + "fully".repeat(400),
    day: "2031-05-07",
    paragraphs: [
      `The keeper ${"Weir".repeat(300)} said that ${LINE} ${"a".repeat(20_000)}.`,
      `Anna Berg said that “${"ferry ".repeat(2_000)}” will do.`,
    ],
  }),
};

/** Ten megabytes that are one article, as a reading: two thousand paragraphs, one in fifty of which somebody says. */
export const large = () => {
  const said = "Anna Berg said that the sluice will hold.";
  const filling = "The water of the sluice is older than the town hall, and boats wait at the gate for the tide. ";
  const paragraphs = Array.from({ length: 2_000 }, (_, number) => {
    const words = `${filling.repeat(53)}Gate ${number}.`;
    return number % 50 === 0 ? `${said} ${words}` : words;
  });
  const title = "All the water there is";
  paragraphs.unshift(title);
  const blocks = [];
  const attributions = [];
  const mentions = [];
  let at = 0;
  for (const paragraph of paragraphs) {
    blocks.push({ kind: paragraph === title ? "title" : "paragraph", start: at, end: at + paragraph.length });
    if (paragraph.startsWith(said)) {
      const part = (from, to) => ({ spans: [[at + from, at + to]], text: paragraph.slice(from, to) });
      const who = { ...part(0, 9), kind: "person", entity: "e0" };
      mentions.push({ start: at, end: at + 9, text: "Anna Berg", form: "name" });
      attributions.push({
        id: `a${attributions.length}`, parent: null, source: who, cue: part(10, 14), content: part(20, 40),
        quotation: "indirect", mode: "speech", stance: "asserts", certainty: "certain", polarity: "positive",
        chain: [who], said: null, confidence: 0.9,
      });
    }
    at += paragraph.length + 2;
  }
  const told = { url: "https://large.example/sluice", outlet: "Large", title, published: "2031-05-08" };
  return JSON.stringify({
    schema: "hearsay.reading/1",
    article: {
      id: "", ...told, authors: [], language: "en", text: paragraphs.join("\n\n"), blocks, warnings: [],
      signals: { url: "x", outlet: "x", title: "x", authors: [], published: "x", language: "x" },
    },
    entities: [{ id: "e0", name: "Anna Berg", kind: "person", roles: [], mentions }],
    attributions,
  });
};
