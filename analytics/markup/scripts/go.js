// A link to another page of the dashboard: its address is taken up as Back and Forward are, in one
// run and one entry of the browser's history, and nothing is loaded anew. With a key held down, or by
// another button of the mouse, the browser does what it does with any link.
export function followLink(event) {
  const link = event.target.closest("a[data-go]")
  if (!link || event.defaultPrevented || event.button !== 0) return false
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false
  event.preventDefault()
  history.pushState({}, "", link.href)
  dispatchEvent(new PopStateEvent("popstate", { state: {} }))
  closeOnPhone(link)
  return true
}

// On a phone the pages lie over the page that was chosen.
function closeOnPhone(link) {
  if (!matchMedia("(max-width: 768px)").matches) return
  const sidebar = link.closest("[data-testid=stSidebar]")
  sidebar?.querySelector("[data-testid=stSidebarCollapseButton] button")?.click()
}
