// An open dialog has the focus, so that Escape closes it and Tab stays within. Streamlit gives it the
// focus, but now and then not, where the page behind loses it in the same moment; and what is drawn
// anew within takes the focus with it. Nothing tells of a focus that is lost so: it is looked for.
const LOOKS_APART = 200 // milliseconds

export function keepFocusInDialogs() {
  if (document.keepsFocusInDialogs) return
  document.keepsFocusInDialogs = true
  setInterval(focusLastDialog, LOOKS_APART)
}

function focusLastDialog() {
  if (document.activeElement !== document.body) return
  const dialogs = document.querySelectorAll("section[role=dialog]")
  dialogs[dialogs.length - 1]?.focus({ preventScroll: true })
}
