// Pages work without this; with it, GOV.UK Frontend's components get better.
import { initAll } from "./govuk/govuk-frontend.min.js";

initAll();
