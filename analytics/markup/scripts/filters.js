// The filter bar: chips made on the server, each of which opens the choices of its filter. What is
// chosen shows at once and is told to the server. Values of the data are put in as text only.
import { moveByArrows } from "./arrows.js"
import { fieldOf } from "./fields.js"

const WIDTH = 320

export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".dr-place")
  if (data.panels) {
    // The fields of all chips: a piece of its own, as it stays while choices change.
    place.dataset.fields = ""
    place.panels = data.panels
    return
  }
  const bar = (place.bar ??= begun(place))
  bar.tell = (key, values) => setTriggerValue("choice", JSON.stringify({ key, values }))
  for (const [key, values] of Object.entries(data.said)) {
    if (!bar.isOpen(key)) bar.chosen[key] = values // an open list is ahead of the server
  }
  show(bar, data.html)
}

// The row of chips, and what is chosen of each filter.
function begun(place) {
  const row = place.appendChild(document.createElement("div"))
  const bar = { row, place, chosen: {} }
  bar.panels = () => document.querySelector("[data-fields]")?.panels ?? []
  bar.panelOf = (key) => bar.panels().find((each) => each.fields.some((field) => field.key === key))
  bar.isOpen = (key) => place.querySelector(`#choices-${bar.panelOf(key)?.key}:popover-open`)
  const close = () => place.querySelectorAll(":popover-open").forEach((each) => each.hidePopover())
  row.onclick = (event) => {
    if (!event.target.closest("[data-pick]")) return
    close()
    bar.tell("", [])
  }
  addEventListener("popstate", close) // Back and Forward: what they bring stands on the chips
  return bar
}

function show(bar, html) {
  if (bar.html !== html) {
    const focused = bar.row.contains(document.activeElement) && document.activeElement.dataset.chip
    bar.row.innerHTML = bar.html = html
    if (focused) chipOf(bar, focused)?.focus({ preventScroll: true })
  }
  for (const chip of bar.row.querySelectorAll("[data-chip]")) {
    const id = `choices-${chip.dataset.chip}`
    if (!bar.place.querySelector(`#${id}`)) bar.place.append(panel(bar, chip.dataset.chip, id))
  }
  moveByArrows(bar.row)
}

const chipOf = (bar, key) => bar.row.querySelector(`[data-chip="${key}"]`)

// What a chip opens: the browser shows it above the page, and closes it by Escape or a click
// elsewhere. Its fields are made when it opens.
function panel(bar, key, id) {
  const made = Object.assign(document.createElement("div"), { id, className: "dr choices" })
  made.popover = "auto"
  made.setAttribute("role", "dialog")
  let hadFocus = false
  made.addEventListener("beforetoggle", (event) => {
    hadFocus = made.contains(document.activeElement)
    if (event.newState !== "open") return
    const said = bar.panels().find((each) => each.key === key)
    made.setAttribute("aria-label", said.label)
    made.replaceChildren(...said.fields.map((field) => fieldOf(bar, field, said.fields.length === 1)))
    const { left, bottom } = chipOf(bar, key).getBoundingClientRect()
    const room = Math.max(8, Math.min(left, innerWidth - WIDTH - 8))
    made.style.cssText = `left:${room}px;top:${bottom + 6}px;max-height:${innerHeight - bottom - 18}px`
  })
  made.addEventListener("toggle", (event) => {
    if (event.newState === "open") return made.querySelector("input, select, summary")?.focus()
    made.replaceChildren()
    // The browser gives the focus back to the chip that was pressed, which may be drawn anew since.
    if (hadFocus && document.activeElement === document.body) chipOf(bar, key)?.focus()
  })
  return made
}
