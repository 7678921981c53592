// Character references of HTML and Markdown, such as &eacute; and &#8364;.
import { DecodingMode, HtmlEntityDecoder } from 'entities/decode';

export interface Reference {
  readonly text: string;
  /** Of the reference, with its ampersand. */
  readonly length: number;
}

/** The reference that begins with the ampersand at `place`, or undefined if none does. */
export function referenceAt(source: string, place: number, end: number): Reference | undefined {
  let text = '';
  const decoder = new HtmlEntityDecoder((code) => {
    text += String.fromCodePoint(code);
  });
  decoder.startEntity(DecodingMode.Legacy);
  const written = decoder.write(source.slice(place + 1, Math.min(end, place + 64)), 0);
  const length = written < 0 ? decoder.end() : written;
  return length > 0 && text !== '' ? { text, length } : undefined;
}
