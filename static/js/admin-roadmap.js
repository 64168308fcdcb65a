// Shows what needs JavaScript: the grips by which rows are dragged. Numbers do the same without it.
"use strict";

document.documentElement.classList.add("js");
