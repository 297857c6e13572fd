// Pages work without this; with it, GOV.UK Frontend's components get better.
import { initAll } from "./govuk/govuk-frontend.min.js";

initAll();

// A page on which an agency writes saves as it is typed.
if (document.querySelector("[data-writing]")) import("./writing.js");
const chronology = document.querySelector("[data-chronology]");
if (chronology) import("./chronology.js").then((made) => made.scroll(chronology));
const bench = document.querySelector("[data-bench]");
if (bench) import("./workbench.js").then((made) => made.work(bench));
