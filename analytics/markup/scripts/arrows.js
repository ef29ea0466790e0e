// One Tab stop for each group of buttons or links (data-arrows), arrow keys inside it, and a click anywhere
// in a row of a table is one on the button of that row. Call it again after the markup was replaced;
// without it every button is a Tab stop, and all can still be reached.
export function moveByArrows(root) {
  const groups = () => [...root.querySelectorAll("[data-arrows]")];
  const buttonsOf = (group) => [...group.querySelectorAll("button, a[href]")];
  for (const group of groups()) {
    const buttons = buttonsOf(group);
    const first =
      buttons.find((each) => each.closest(".selected, [aria-pressed=true], [aria-current=page]")) || buttons[0];
    for (const each of buttons) each.tabIndex = each === first ? 0 : -1;
  }
  if (root.movesByArrows) return;
  root.movesByArrows = true;

  // Where a button begins and ends along the way of the arrow, and across it.
  const extent = (element, across) => {
    const box = element.getBoundingClientRect();
    const [x, y] = [[box.left, box.right], [box.top, box.bottom]];
    return across ? { along: x, beside: y } : { along: y, beside: x };
  };
  // The nearest button that way: what lies straight ahead counts more than what lies aside.
  const nearest = (from, buttons, across, sign) => {
    const start = extent(from, across);
    let best = null;
    let least = Infinity;
    for (const each of buttons) {
      const to = extent(each, across);
      const ahead = sign > 0 ? to.along[0] - start.along[1] : start.along[0] - to.along[1];
      const gap = Math.max(to.beside[0] - start.beside[1], start.beside[0] - to.beside[1], 0);
      const far = ahead + 4 * gap;
      if (each !== from && ahead > -2 && far < least) [best, least] = [each, far];
    }
    return best;
  };
  const ways = {
    ArrowRight: [true, 1],
    ArrowLeft: [true, -1],
    ArrowDown: [false, 1],
    ArrowUp: [false, -1],
  };
  root.addEventListener("keydown", (event) => {
    const from = event.target.closest("[data-arrows] :is(button, a[href])");
    if (!from || event.altKey || event.ctrlKey || event.metaKey) return;
    const buttons = buttonsOf(from.closest("[data-arrows]"));
    let to = null;
    if (event.key === "Home") to = buttons[0];
    else if (event.key === "End") to = buttons[buttons.length - 1];
    else if (ways[event.key]) to = nearest(from, buttons, ...ways[event.key]);
    if (!to) return;
    event.preventDefault();
    for (const each of buttons) each.tabIndex = each === to ? 0 : -1;
    to.focus();
    to.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  root.addEventListener("click", (event) => {
    if (event.target.closest("button")) return;
    if ((root.getSelection?.() ?? document.getSelection())?.type === "Range") return; // to copy
    event.target.closest("tr")?.querySelector(".row-button")?.click();
  });
}
