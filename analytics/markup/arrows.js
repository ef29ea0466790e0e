// One Tab stop for each group of buttons (data-arrows), arrow keys inside it. Call it again after
// the markup was replaced; without it every button is a Tab stop, and all can still be reached.
function moveByArrows(root) {
  const groups = () => [...root.querySelectorAll("[data-arrows]")];
  const buttonsOf = (group) => [...group.querySelectorAll("button")];
  for (const group of groups()) {
    const buttons = buttonsOf(group);
    const first =
      buttons.find((each) => each.closest(".selected, [aria-pressed=true]")) || buttons[0];
    for (const each of buttons) each.tabIndex = each === first ? 0 : -1;
  }
  if (root.movesByArrows) return;
  root.movesByArrows = true;

  const middle = (element) => {
    const box = element.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  // The nearest button that way: what lies straight ahead counts more than what lies aside.
  const nearest = (from, buttons, across, sign) => {
    const start = middle(from);
    let best = null;
    let least = Infinity;
    for (const each of buttons) {
      const to = middle(each);
      const ahead = sign * (across ? to.x - start.x : to.y - start.y);
      const aside = Math.abs(across ? to.y - start.y : to.x - start.x);
      const far = ahead + 4 * aside;
      if (ahead > 2 && far < least) [best, least] = [each, far];
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
    const from = event.target.closest("[data-arrows] button");
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
}
