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
}
