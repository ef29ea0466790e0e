// The fields of the filter bar: a list of which several may be chosen, a list or a row of which one
// is, a switch.
const MOST_SHOWN = 200 // the other values of a filter are found by typing

export function fieldOf(bar, field, isAlone) {
  if (field.kind === "many") return isAlone ? many(bar, field) : folded(bar, field)
  return { one, row, switch: toggle }[field.kind](bar, field)
}

function element(name, properties = {}, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(properties)) {
    key in made ? (made[key] = value) : made.setAttribute(key, value)
  }
  made.append(...children)
  return made
}

function choose(bar, key, values) {
  bar.chosen[key] = values
  bar.tell(key, values)
}

// One of several lists: its name, and how many of it are chosen; its values once it is opened.
function folded(bar, field) {
  const count = bar.chosen[field.key].length
  const words = count ? `${field.label} · ${count} chosen` : field.label
  const fold = element("details", { name: "filters" }, element("summary", {}, words))
  fold.addEventListener("toggle", () => {
    if (fold.open && fold.children.length === 1) fold.append(many(bar, field))
    if (fold.open) fold.querySelector("input").focus()
  })
  return fold
}

// Values to be found by typing and chosen by Enter or a click; those chosen stand first.
function many(bar, field) {
  const id = `values-${field.key}`
  const chosen = () => bar.chosen[field.key]
  const first = [...chosen()]
  const ordered = [...field.options].sort(
    ([a], [b]) => Number(first.includes(b)) - Number(first.includes(a)),
  )
  const list = element("ul", {
    id,
    role: "listbox",
    "aria-label": field.label,
    "aria-multiselectable": "true",
  })
  const rest = element("p", { className: "small" })
  const input = element("input", {
    type: "text",
    role: "combobox",
    placeholder: "Find",
    autocomplete: "off",
    "aria-label": field.label,
    "aria-expanded": "true",
    "aria-autocomplete": "list",
    "aria-controls": id,
  })
  const options = () => [...list.children]
  const go = (to) => {
    options().forEach((each) => each.classList.toggle("here", each === to))
    input.setAttribute("aria-activedescendant", to?.id ?? "")
    to?.scrollIntoView({ block: "nearest" })
  }
  const turn = (option) => {
    if (!option) return
    const { value } = option.dataset
    const isOn = !chosen().includes(value)
    option.setAttribute("aria-selected", isOn)
    choose(bar, field.key, isOn ? [...chosen(), value] : chosen().filter((each) => each !== value))
  }
  const draw = () => {
    const words = input.value.toLowerCase().split(/\s+/)
    const found = ordered.filter(([, label]) => words.every((word) => label.toLowerCase().includes(word)))
    const shown = found.slice(0, MOST_SHOWN).map(([value, label], place) =>
      element("li", {
        id: `${id}-${place}`,
        role: "option",
        "aria-selected": String(chosen().includes(value)),
        textContent: label,
        "data-value": value,
      }),
    )
    list.replaceChildren(...shown)
    const more = found.length - shown.length
    rest.textContent = more ? `${more} more: type to find them` : found.length ? "" : "Nothing found"
    go(input.value ? shown[0] : null)
  }
  input.addEventListener("input", draw)
  input.addEventListener("keydown", (event) => {
    const all = options()
    const at = all.findIndex((each) => each.classList.contains("here"))
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key]
    if (to !== undefined) go(all[Math.max(0, Math.min(to, all.length - 1))])
    else if (event.key === "Enter") turn(all[at])
    else return
    event.preventDefault()
  })
  list.addEventListener("mousedown", (event) => event.preventDefault()) // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]")
    go(option)
    turn(option)
  })
  draw()
  return element("div", { className: "field" }, input, list, rest)
}

function one(bar, field) {
  const options = field.options.map(([value, label]) => element("option", { value }, label))
  const select = element("select", { onchange: () => choose(bar, field.key, [select.value]) }, ...options)
  select.value = bar.chosen[field.key][0]
  return element("label", { className: "field" }, field.label, select)
}

function row(bar, field) {
  const sides = field.options.map(([value, label]) =>
    element(
      "label",
      {},
      element("input", {
        type: "radio",
        name: field.key,
        checked: bar.chosen[field.key][0] === value,
        onchange: () => choose(bar, field.key, [value]),
      }),
      label,
    ),
  )
  return element("fieldset", { className: "field" }, element("legend", {}, field.label), ...sides)
}

function toggle(bar, field) {
  const input = element("input", {
    type: "checkbox",
    role: "switch",
    checked: bar.chosen[field.key][0] === "yes",
    onchange: () => choose(bar, field.key, [input.checked ? "yes" : "no"]),
  })
  return element("label", { className: "field side" }, input, field.label)
}
