// Integers of JSON that a number would round: ids of more than fifteen digits.

const MAY_BE_ROUNDED = /\d{16}/;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;

/** The JSON with such integers as texts, so that they keep their digits. */
export function withExactIntegers(json: string): string {
  if (!MAY_BE_ROUNDED.test(json)) return json;
  let result = '';
  let place = 0;
  while (place < json.length) {
    const quote = indexOr(json.length, json.indexOf('"', place));
    result += json.slice(place, quote).replace(NUMBER, exactly);
    place = endOfString(json, quote);
    result += json.slice(quote, place);
  }
  return result;
}

const exactly = (number: string) =>
  /^-?\d+$/.test(number) && !Number.isSafeInteger(Number(number)) ? `"${number}"` : number;

const indexOr = (other: number, index: number) => (index < 0 ? other : index);

/** The place after the string that begins at a quote, or the end of the text. */
function endOfString(json: string, quote: number): number {
  let index = quote + 1;
  for (;;) {
    const end = json.indexOf('"', index);
    if (end < 0) return json.length;
    let slash = end;
    while (slash > index && json[slash - 1] === '\\') slash--;
    index = end + 1;
    if ((end - slash) % 2 === 0) return index;
  }
}
