// Pages work without this; with it, GOV.UK Frontend's components get better.
import { initAll } from "./govuk/govuk-frontend.min.js";

initAll();
const chronology = document.querySelector("[data-chronology]");
if (chronology) import("./chronology.js").then((made) => made.scroll(chronology));
