// Makes fiks/felles/koder/tests/nummerfasit.csv: what npm's @navikt/fnrvalidator says of synthetic numbers.
//
//   cd "$(mktemp -d)" && npm install --ignore-scripts @navikt/fnrvalidator@2.2.1
//   node <checkout>/skript/lag_nummerfasit.mjs "$PWD" > <checkout>/fiks/felles/koder/tests/nummerfasit.csv
//
// The answer is the same each time. Nobody's number can be among them: numbers that keep the rule of 1964 are all of
// Skatteetaten's synthetic series (month + 80); in the other series, which NAV and health give to people, they keep
// the rule of 2032 only; numbers with an ordinary month are always broken.
import { createRequire } from "node:module";
import { join } from "node:path";

const { idnr } = createRequire(join(process.argv[2], "x.js"))("@navikt/fnrvalidator");
const K1 = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const K2 = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

let state = 2032;
const random = (below) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
const pad = (number, width) => String(number).padStart(width, "0");
const weighted = (digits, weights) => weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0);

// Nine digits with control digits whose first sum has the rest; null when one of them would be 10.
const withControl = (nine, rest) => {
  const k1 = (((rest - weighted(nine, K1)) % 11) + 11) % 11;
  if (k1 === 10) return null;
  const k2 = (11 - (weighted(nine + k1, K2) % 11)) % 11;
  return k2 === 10 ? null : `${nine}${k1}${k2}`;
};

const nineDigits = ({ month = 80, day = 0, date = null }) => {
  const m = date ? date[1] : 1 + random(12);
  const d = date ? date[0] : 1 + random(m === 2 ? 28 : DAYS[m - 1]);
  const year = date?.length === 3 ? date[2] : random(100);
  return pad(d + day, 2) + pad(m + month, 2) + pad(year, 2) + pad(random(1000), 3);
};

const numbers = new Set();
const add = (count, make) => {
  const goal = numbers.size + count;
  while (numbers.size < goal) {
    const number = make();
    if (number !== null) numbers.add(number);
  }
};
const change = (number, place) =>
  number && number.slice(0, place) + ((Number(number[place]) + 1 + random(9)) % 10) + number.slice(place + 1);
const swap = (number, place) =>
  number && number.slice(0, place) + number[place + 1] + number[place] + number.slice(place + 2);

for (const day of [0, 40]) {
  add(400, () => withControl(nineDigits({ day }), 0));
  for (const rest of [1, 2, 3]) {
    add(100, () => withControl(nineDigits({ day }), rest));
    for (const month of [20, 40, 60]) add(20, () => withControl(nineDigits({ day, month }), rest));
  }
  // One digit wrong, two swapped, any control digits at all. Places from 4 on, so that the series stays.
  add(150, () => change(withControl(nineDigits({ day }), 0), 4 + random(7)));
  add(100, () => swap(withControl(nineDigits({ day }), 0), 4 + random(6)));
  add(100, () => nineDigits({ day }) + pad(random(100), 2));
  // Days that exist in some years or never, with control digits that agree.
  for (const year of [0, 1, 4, 23, 24, 36, 58, 96, 99])
    for (const rest of [0, 0, 0, 1, 2]) add(1, () => withControl(nineDigits({ day, date: [29, 2, year] }), rest));
  for (const date of [[0, 1], [30, 2], [31, 4], [32, 12], [10, 0], [10, 13], [10, 19], [39, 5]])
    for (const rest of [0, 0, 1, 3]) add(1, () => withControl(nineDigits({ day, date }), rest));
  // An ordinary month: broken in the last control digit.
  add(100, () => change(withControl(nineDigits({ day, month: 0 }), 0), 10));
}
add(20, () => nineDigits({}) + random(10));
add(20, () => nineDigits({}) + pad(random(1000), 3));
add(10, () => nineDigits({}) + "x" + random(10));

console.log("number,verdict");
for (const number of numbers) {
  const { status, type, reasons } = idnr(number);
  console.log(`${number},${status === "valid" ? type : `"${reasons.join("; ")}"`}`);
}
