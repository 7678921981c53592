// Parts of the card that commands print: each is between two comments with the name of its command.

/** The page with another text between the markers. */
export function replaceBlock(page: string, name: string, text: string): string {
  const [open, close] = [`<!-- ${name} -->\n`, `<!-- end of ${name} -->`];
  const [start, end] = [page.indexOf(open), page.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`expected ${open.trim()} and ${close} in the page`);
  return `${page.slice(0, start + open.length)}\n${text.trimEnd()}\n\n${page.slice(end)}`;
}
