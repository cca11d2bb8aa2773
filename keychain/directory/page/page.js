// What the search shows: cards of villages and of communes' shared numbers, as they stand in the
// page, with what was sought marked on them.
(() => {
  const MANY = 30; // Cards shown at once: as many as people look through, and made in an instant.
  const id = (name) => document.getElementById(name);
  const query = id("query"), told = id("told"), found = id("found"), hits = id("hits");
  const all = id("all"), more = id("more"), advice = id("advice");
  const bar = query.closest(".bar"), several = all.querySelector("h2") !== null;
  const WEIGHTS = [["village", 0], ["name", 2], ["label", 4], ["role", 8], ["rank", 8]];
  const COMMUNE = 6;
  let entries = null, left = [], sought = [];

  function index() {
    entries = [];
    for (const section of all.querySelectorAll("section")) {
      const heading = section.querySelector("h2");
      for (const card of section.querySelectorAll(".card")) {
        const fields = heading ? [Find.field(heading.textContent, COMMUNE)] : [];
        for (const [kind, weight] of WEIGHTS) {
          for (const each of card.getElementsByClassName(kind)) {
            fields.push(Find.field(each.textContent, weight));
          }
        }
        const numbers = Array.from(card.getElementsByClassName("number"),
          (each) => each.textContent.replace(/\D/g, ""));
        entries.push({ card, section, fields, numbers });
      }
    }
  }

  // --- Showing ----------------------------------------------------------------------------------

  const fill = (sentence, key, value) => sentence.replace("{" + key + "}", () => value);

  function show() {
    const text = query.value.trim();
    let list = [];
    sought = Find.parse(text, false);
    if (sought.length) {
      if (!entries) index();
      list = Find.find(sought, entries);
      if (!list.length) list = Find.find(sought = Find.parse(text, true), entries);
    }
    const searching = sought.length > 0, count = list.length;
    left = list;
    hits.textContent = "";
    addCards(MANY);
    document.body.classList.toggle("searching", searching);
    found.hidden = !searching;
    all.hidden = searching;
    advice.hidden = count > 0;
    told.textContent = !searching ? ""
      : count === 0 ? fill(told.dataset.none, "query", text)
      : fill(count === 1 ? told.dataset.one : told.dataset.many, "count", count);
  }

  function addCards(count) {
    const made = document.createDocumentFragment();
    for (const entry of left.slice(0, count)) made.append(cardOf(entry));
    left = left.slice(count);
    hits.append(made);
    more.hidden = !left.length;
    more.textContent = fill(more.dataset.more, "count", Math.min(MANY, left.length));
  }

  // A card as it stands in the page; among several communes with its commune and its duty desk.
  function cardOf(entry) {
    const card = entry.card.cloneNode(true);
    if (several) {
      const heading = entry.section.querySelector("h2"), link = document.createElement("a");
      link.className = "commune";
      link.href = "#" + heading.id;
      link.textContent = heading.textContent;
      card.querySelector("h3").after(link);
      for (const duty of entry.section.getElementsByClassName("duty")) {
        const call = duty.querySelector(".call").getAttribute("href");
        if (!card.querySelector(`.call[href="${call}"]`)) {
          card.querySelector("ul").append(duty.cloneNode(true));
        }
      }
    }
    for (const each of card.querySelectorAll(".village,.name,.label,.role,.rank,.commune")) {
      mark(each.firstChild, wordsIn(each.textContent));
    }
    for (const each of card.getElementsByClassName("number")) {
      mark(each.firstChild, digitsIn(each.textContent));
    }
    return card;
  }

  // --- Marking: pairs of where to begin and where to end ----------------------------------------

  function wordsIn(text) {
    const places = [];
    for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      const bare = Find.fold(match[0]);
      const lengths = sought.map((each) => each.word.bare)
        .filter((each) => bare.startsWith(each)).map((each) => each.length);
      const length = reach(match[0], Math.max(0, ...lengths));
      if (length) places.push([match.index, match.index + length]);
    }
    return places;
  }

  // How much of a word its first `length` letters take, with their marks.
  function reach(text, length) {
    let end = 0, bare = 0;
    for (const sign of text) {
      const own = Find.fold(sign).length;
      if (bare >= length && (own || !length)) break;
      bare += own;
      end += sign.length;
    }
    return end;
  }

  function digitsIn(text) {
    const at = Array.from(text.matchAll(/\d/g), (match) => match.index);
    const digits = text.replace(/\D/g, ""), places = [];
    for (const token of sought) {
      for (const needle of token.needles || []) {
        const start = digits.indexOf(needle.digits);
        if (start < 0 || (start > 0 && !needle.inside)) continue;
        const from = at[start], to = at[start + needle.digits.length - 1] + 1;
        if (places.every((each) => to <= each[0] || from >= each[1])) places.push([from, to]);
      }
    }
    return places.sort((one, other) => one[0] - other[0]);
  }

  function mark(node, places) {
    for (const [from, to] of places.reverse()) {
      const part = node.splitText(from), marked = document.createElement("mark");
      part.splitText(to - from);
      part.replaceWith(marked);
      marked.append(part);
    }
  }

  // --- Keys, links, paper -----------------------------------------------------------------------

  let timer = 0;
  // The address keeps the query, so that a link to the page can hold one: #q=ban+phuc.
  function keep() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const q = query.value.trim();
      const kept = q ? "#" + new URLSearchParams({ q }) : "";
      history.replaceState(null, "", location.href.split("#")[0] + kept);
    }, 400);
  }

  function enter(text) {
    query.value = text;
    show();
  }

  function fromAddress() {
    const kept = new URLSearchParams(location.hash.slice(1)).get("q");
    if (kept !== null) enter(kept);
  }

  query.addEventListener("input", () => {
    show();
    keep();
    scrollTo(0, Math.min(scrollY, told.offsetTop - bar.offsetHeight));
  });
  // Before the first letter is typed, there is time to read the page.
  query.addEventListener("focus", () => setTimeout(() => entries || index()));
  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const typing = event.target === query;
    if (event.key === "Enter" && typing) query.blur(); // Puts a telephone's keyboard away.
    else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      query.focus();
      query.select();
    } else if (event.key === "Escape" && query.value) {
      event.preventDefault();
      enter("");
      keep();
    }
  });
  document.addEventListener("click", (event) => {
    // The browser goes to the commune once it is shown again.
    if (event.target.closest("a[href^='#c']")) enter("");
  });
  more.addEventListener("click", () => addCards(MANY));
  addEventListener("beforeprint", () => addCards(left.length));
  addEventListener("hashchange", fromAddress);
  id("search").hidden = false;
  fromAddress();
})();
