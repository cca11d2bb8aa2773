"use strict";
// Finding, without a page: every word of a query must be found in an entry, letters at the start of
// a word, digits anywhere in a number. Diacritics are not needed; where the query has them, entries
// that have the same come first.
const Find = (() => {
  const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g; // huyền, sắc, ngã, hỏi, nặng
  const LIKE = { "đ": "d", "ð": "d", "ƀ": "b" };
  const UNLIKE = 20; // What other diacritics cost: more than any place where a word may stand.
  const APART = 10; // What it costs that words do not follow each other.

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[đðƀ]/g, (letter) => LIKE[letter]);

  const parts = (text) => text.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);

  const words = new Map();
  // A word without diacritics, its letters without tone, and its tone: Hòa and Hoà are one.
  function word(text) {
    let known = words.get(text);
    if (!known) {
      const signs = text.normalize("NFD").toLowerCase();
      const tone = (signs.match(TONES) || []).join("");
      known = { bare: fold(text), letters: signs.replace(TONES, "").normalize("NFC"), tone };
      words.set(text, known);
    }
    return known;
  }

  const fields = new Map();
  // A text as its words; the less its weight, the earlier stands an entry that is found by it.
  function field(text, weight) {
    const key = weight + text;
    let known = fields.get(key);
    if (!known) {
      // H'Hen is found as "hen", as "h'hen" and as "hhen".
      const whole = text.split(/\s+/).filter((each) => /\p{L}['’‘ʼ]\p{L}/u.test(each))
        .map((each) => each.replace(/['’‘ʼ]/g, ""));
      const own = parts(text).concat(whole).map(word);
      known = { words: own, line: " " + own.map((each) => each.bare).join(" "), weight };
      fields.set(key, known);
    }
    return known;
  }

  // The words of a query. Digits one after the other are one number, "0950 000", unless `apart`.
  function parse(text, apart) {
    const tokens = [];
    let number = null;
    for (const part of text.split(/\s+/)) {
      if (/^[+(]*\d[\d.()\/-]*$/.test(part)) {
        if (number && !apart) number.text += part;
        else tokens.push(number = { text: part });
      } else {
        for (const each of parts(part)) {
          tokens.push({ word: word(each) });
          number = null;
        }
      }
    }
    for (const token of tokens) {
      if (token.text) {
        token.needles = needles(token.text);
        token.word = word(token.text.replace(/\D/g, ""));
      }
    }
    return tokens;
  }

  // What to look for in a number as it is dialled at home: +84 950, 84 950 and 0950 are one. One or
  // two digits are looked for at its start alone.
  function needles(text) {
    const digits = text.replace(/\D/g, "");
    const code = /^(00)?84/.exec(digits);
    const sought = text[0] === "+" ? [] : [{ digits, inside: digits.length > 2 }];
    if (code) sought.push({ digits: "0" + digits.slice(code[0].length).replace(/^0/, "") });
    return sought;
  }

  function wordCost(sought, own) {
    if (!own.bare.startsWith(sought.bare)) return Infinity;
    const begun = own.bare.length > sought.bare.length ? 1 : 0;
    if (!sought.tone && sought.letters === sought.bare) return begun;
    const tone = !sought.tone || own.tone === sought.tone;
    return tone && own.letters.startsWith(sought.letters) ? begun : begun + UNLIKE;
  }

  function numberCost(sought, numbers) {
    let best = Infinity;
    for (const number of numbers) {
      for (const needle of sought) {
        const at = number.indexOf(needle.digits);
        if (at < 0 || (at > 0 && !needle.inside)) continue;
        best = Math.min(best, at > 0 ? 2 : number === needle.digits ? 0 : 1);
      }
    }
    return best;
  }

  function cost(tokens, phrase, entry) {
    let sum = 0;
    for (const token of tokens) {
      let best = token.needles ? numberCost(token.needles, entry.numbers) : Infinity;
      for (const each of entry.fields) {
        for (const own of each.words) {
          best = Math.min(best, wordCost(token.word, own) + each.weight);
        }
      }
      if (best === Infinity) return Infinity;
      sum += best;
    }
    return phrase && entry.fields.some((each) => each.line.includes(phrase)) ? sum : sum + APART;
  }

  // The entries that hold all tokens, the likeliest first; of equals the one that stands earlier.
  function find(tokens, entries) {
    const phrase = tokens.map((each) => " " + each.word.bare).join("");
    return entries.map((entry, at) => ({ entry, at, cost: cost(tokens, phrase, entry) }))
      .filter((each) => each.cost < Infinity)
      .sort((one, other) => one.cost - other.cost || one.at - other.at)
      .map((each) => each.entry);
  }

  return { field, find, fold, parse };
})();
