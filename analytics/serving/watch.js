// Goes to the sign-in page when the session has ended. Whoever reads without clicking is not idle:
// once a minute at most, moving or typing is told to the server.
"use strict";
let toldAt = Date.now();
function isUsed() {
  if (Date.now() - toldAt < 60000) return;
  toldAt = Date.now();
  fetch("/sign-in/used", { method: "POST" }).catch(() => {});
}
for (const kind of ["pointermove", "pointerdown", "keydown", "wheel", "touchstart"]) {
  addEventListener(kind, isUsed, { capture: true, passive: true });
}
async function look() {
  const answer = await fetch("/sign-in/alive", { cache: "no-store" }).catch(() => null);
  if (answer && answer.status === 401) location.replace("/sign-in?ended");
}
setInterval(look, 10000);
addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
