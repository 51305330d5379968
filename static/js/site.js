// What every page has. Nothing here is needed to read or to take part.

import { initMenu } from "./site/menu.js";
import { initPageMenu } from "./site/page-menu.js";
import { initShare } from "./site/share.js";
import { initMore } from "./site/more.js";
import { initDialogs } from "./site/dialog.js";
import { initFields } from "./site/fields.js";
import { initMe } from "./site/personal.js";

document.documentElement.classList.add("has-js");
initMenu();
initPageMenu();
initShare();
initMore();
initDialogs();
initFields();
initMe();
// Paper cannot be unfolded; newer browsers do this by style (utilities.css).
addEventListener("beforeprint", () => document.querySelectorAll("main details").forEach((details) => (details.open = true)));

// What only pages with votes or a form need; a form that joins a page later brings its script along (debate.js).
if (document.querySelector("[data-block], [data-vote]")) import("./votes.js");
if (document.querySelector("form[method=post], [data-sent], [data-captcha]")) import("./forms.js");
