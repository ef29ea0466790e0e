// A drill changes page and parameters, of which Streamlit makes two entries of the browser's history:
// the page that is left under the parameters of the one that comes, and that one. The first, which
// nobody saw, says so (`going`), and whatever comes after it takes its place.
const push = history.pushState

export function keepOneEntryOfADrill() {
  if (history.pushState !== push) return
  history.pushState = function (...entry) {
    const isPassing = new URLSearchParams(location.search).has("going")
    return (isPassing ? history.replaceState : push).apply(history, entry)
  }
}
