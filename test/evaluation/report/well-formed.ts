// A checker for well-formed XML with elements, attributes, text and predefined entities only.
const element = /<(\/?)([a-zA-Z]+)((?: [a-zA-Z0-9-]+="[^"<&]*")*)(\/?)>/y;
const content = /(?:[^<>&]|&(?:amp|lt|gt|quot|apos);)+/y;

/** The names of the elements in order; throws if the text is not well-formed. */
export function elementsOf(xml: string): string[] {
  const names: string[] = [];
  const open: string[] = [];
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const match = pattern.exec(xml);
    if (match) at += match[0].length;
    return match;
  };
  while (at < xml.trimEnd().length) {
    if (open.length > 0 && take(content)) continue;
    const [, end, name, attributes, isEmpty] = take(element) ?? fail(xml, at);
    const keys = [...attributes.matchAll(/ ([\w-]+)=/g)].map(([, key]) => key);
    if (new Set(keys).size < keys.length) fail(xml, at);
    if (end) {
      if (open.pop() !== name) fail(xml, at);
      if (open.length === 0) break;
      continue;
    }
    names.push(name);
    if (!isEmpty) open.push(name);
  }
  if (open.length > 0 || at < xml.trimEnd().length) fail(xml, at);
  return names;
}

function fail(xml: string, at: number): never {
  throw new Error(`not well-formed at ${at}: ${xml.slice(at, at + 60)}`);
}
