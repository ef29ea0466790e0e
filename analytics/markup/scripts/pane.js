// Shows a piece of the page made on the server, and reports what was picked in it: by a click, by
// Enter or by the space bar. What it shows was escaped where it was made (analytics/markup).
import { moveByArrows } from "./arrows.js"
import { keepFocusInDialogs } from "./dialogs.js"
import { followLink } from "./go.js"
import { keepOneEntryOfADrill } from "./history.js"
import { keepTicks } from "./ticks.js"

keepOneEntryOfADrill()
keepFocusInDialogs()

export default function ({ data, parentElement, setTriggerValue, setStateValue }) {
  const place = parentElement.querySelector(".dr-place")
  if (place.shown !== data.html) {
    const focused = place.contains(document.activeElement)
      ? markOf(document.activeElement)
      : undefined
    place.innerHTML = data.html
    place.shown = data.html
    if (focused !== undefined) {
      // Whoever works by keyboard goes on where they were.
      const again = [...place.querySelectorAll("[data-pick], [data-go]")].find(
        (each) => markOf(each) === focused,
      )
      again?.focus({ preventScroll: true })
    }
  }
  const picked = (event) => {
    if (event.type === "click" && followLink(event)) return
    const found = event.target.closest("[data-pick]")
    if (!found || found.getAttribute("aria-disabled") === "true") return
    if (event.type === "keydown" && (found.tagName === "BUTTON" || !["Enter", " "].includes(event.key))) return
    event.preventDefault()
    if (!openBeside(found)) setTriggerValue("pick", found.dataset.pick)
  }
  place.tell = (pick) => setTriggerValue("pick", pick)
  listenForRows(place)
  moveByArrows(place)
  if (data.ticks) keepTicks(place, data.ticks, (ticked) => setStateValue("ticks", ticked))
  place.onclick = picked
  place.onkeydown = picked
  pressByKeys(place)
}

// What opens beside the page is told to the piece that opens it, so that this one is not drawn anew.
function openBeside(found) {
  if (!found.closest("[data-beside]")) return false
  const said = new CustomEvent("beside", { detail: found.dataset.pick, cancelable: true })
  return !document.dispatchEvent(said)
}

function listenForRows(place) {
  if (place.listens || !place.querySelector("[data-opener]")) return
  place.listens = true
  const opened = (event) => {
    if (!place.isConnected) return document.removeEventListener("beside", opened)
    event.preventDefault()
    place.tell(event.detail)
  }
  document.addEventListener("beside", opened)
}

// What tells a button or a link from the others of its piece: a link by its words, as its address
// says the filters too.
const markOf = (each) => each.dataset.pick ?? ("go" in each.dataset ? each.textContent : undefined)

// Keys that press a button wherever the focus is (data-keys): not while somebody types, chooses or
// has a dialog open, nor where the arrows move within a group.
function pressByKeys(place) {
  if (place.pressesByKeys || !place.querySelector("[data-keys]")) return
  place.pressesByKeys = true
  const pressed = (event) => {
    if (!place.isConnected) return document.removeEventListener("keydown", pressed)
    if (event.defaultPrevented || event.repeat) return
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const at = event.target
    const types = "input, textarea, select, [contenteditable=true], [role=listbox], [role=tab]"
    if (at.closest?.(types) || at.isContentEditable) return
    if (at.closest?.("[data-arrows], [role=grid], [role=radiogroup]")) return
    if (document.querySelector("[role=dialog]")) return
    const found = [...place.querySelectorAll("[data-keys]")].find((each) =>
      each.dataset.keys.split(" ").includes(event.key),
    )
    if (!found) return
    event.preventDefault()
    found.click()
  }
  document.addEventListener("keydown", pressed)
}
