// Ticks of the rows of a table. The browser keeps and shows them and tells which they are; the server
// says them anew only where its version of them changes: other rows, or all of them unticked.
export function keepTicks(root, said, tell) {
  if (root.ticksVersion !== said.version) {
    root.ticksVersion = said.version
    root.ticked = new Set(said.ticked)
  }
  const boxes = () => [...root.querySelectorAll("[data-tick]")]
  const show = () => {
    const all = boxes()
    for (const box of all) box.setAttribute("aria-checked", root.ticked.has(box.dataset.tick))
    const count = all.filter((box) => root.ticked.has(box.dataset.tick)).length
    const head = root.querySelector("[data-tick-all]")
    head?.setAttribute("aria-checked", !count ? "false" : count === all.length ? "true" : "mixed")
  }
  const turn = (keys, on) => {
    for (const key of keys) on ? root.ticked.add(key) : root.ticked.delete(key)
    show()
    tell([...root.ticked])
  }
  show()
  root.tellTicks = turn
  if (root.keepsTicks) return
  root.keepsTicks = true
  root.addEventListener("click", (event) => {
    const box = event.target.closest("[data-tick], [data-tick-all]")
    if (!box || !root.contains(box)) return
    const isOn = box.getAttribute("aria-checked") !== "true"
    if ("tickAll" in box.dataset) {
      root.tellTicks(boxes().map((each) => each.dataset.tick), isOn)
      return
    }
    // With Shift: all between this one and the one before.
    const keys = boxes().map((each) => each.dataset.tick)
    const [from, to] = [keys.indexOf(root.lastTick), keys.indexOf(box.dataset.tick)]
    const range = event.shiftKey && from >= 0 ? keys.slice(Math.min(from, to), Math.max(from, to) + 1) : []
    root.lastTick = box.dataset.tick
    root.tellTicks(range.length ? range : [box.dataset.tick], isOn)
  })
}
