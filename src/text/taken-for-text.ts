// Formats that are easily taken for plain text, recognized by how they begin.

export type OtherFormat = 'HTML or XML' | 'JSON Lines' | 'JSON';

// Elements with which documents and their parts begin. Texts may have others, such as "<unk>".
const markup =
  /^<(?:!doctype\s|\?xml\s|(?:html|head|body|title|meta|div|p|article|section|main|header|h[1-6]|ul|ol|table)(?:\s[^<>]{0,500})?>)/iu;

// The first key of an object, perhaps of one in a list.
const json = /^(?:\[\s{0,100})?\{\s{0,100}"(?:[^"\\\n]|\\.){0,200}"\s{0,100}:/u;

/** @param start the first lines of a text, or their beginnings */
export function otherFormatOf(start: string): OtherFormat | undefined {
  const text = start.replace(/^\ufeff/u, '').trimStart();
  if (markup.test(text)) return 'HTML or XML';
  if (!json.test(text)) return undefined;
  const [line] = text.split('\n', 1);
  return text.startsWith('{') && json.test(line) ? 'JSON Lines' : 'JSON';
}
