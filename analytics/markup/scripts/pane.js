// Shows a piece of the page made on the server, and reports what was picked in it: by a click, by
// Enter or by the space bar. What it shows was escaped where it was made (analytics/markup).
import { moveByArrows } from "./arrows.js"
import { keepTicks } from "./ticks.js"

export default function ({ data, parentElement, setTriggerValue, setStateValue }) {
  const place = parentElement.querySelector(".dr-place")
  if (place.shown !== data.html) {
    const focused = place.contains(document.activeElement)
      ? document.activeElement.dataset.pick
      : undefined
    place.innerHTML = data.html
    place.shown = data.html
    if (focused !== undefined) {
      // Whoever works by keyboard goes on where they were.
      const again = [...place.querySelectorAll("[data-pick]")].find(
        (each) => each.dataset.pick === focused,
      )
      again?.focus({ preventScroll: true })
    }
  }
  const picked = (event) => {
    const found = event.target.closest("[data-pick]")
    if (!found || found.getAttribute("aria-disabled") === "true") return
    if (event.type === "keydown" && (found.tagName === "BUTTON" || !["Enter", " "].includes(event.key))) return
    event.preventDefault()
    setTriggerValue("pick", found.dataset.pick)
  }
  moveByArrows(place)
  if (data.ticks) keepTicks(place, data.ticks, (ticked) => setStateValue("ticks", ticked))
  place.onclick = picked
  place.onkeydown = picked
  pressByKeys(place)
}

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
