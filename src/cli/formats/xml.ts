// XML with the entities as elements in the text.
import type { Entity } from '../../entities/entity.js';
import { roundConfidence } from './confidence.js';
import type { LineFormat, RecordPlace } from './format.js';
import { renderMarked } from './marked.js';

const REPLACEMENT = '\ufffd';

/** @param warn receives a sentence at the end if there were characters that XML cannot hold */
export function createXmlFormat(warn: (message: string) => void): LineFormat {
  let replacedCount = 0;

  function escapeText(text: string): string {
    return text
      .replace(NOT_IN_XML, () => {
        replacedCount++;
        return REPLACEMENT;
      })
      .replace(SPECIAL, (character) => ESCAPES[character]);
  }

  const attribute = (name: string, value: string | number | undefined) =>
    value === undefined ? '' : ` ${name}="${escapeText(String(value))}"`;

  function renderEntity(text: string, { label, confidence, id }: Entity): string {
    const shown = confidence === undefined ? undefined : roundConfidence(confidence);
    const attributes =
      attribute('type', label) + attribute('confidence', shown) + attribute('id', id);
    return `<entity${attributes}>${escapeText(text)}</entity>`;
  }

  const renderStart = ({ file, lineNumber }: RecordPlace) =>
    `<text${attribute('file', file)}${attribute('line', lineNumber)}>`;
  const renderContent = (text: string, entities: readonly Entity[]) =>
    renderMarked(text, entities, renderEntity, escapeText);

  return {
    unit: 'line',
    begin: () => '<?xml version="1.0" encoding="UTF-8"?>\n<texts xml:space="preserve">\n',
    render: ({ text, lineNumber }, entities, file) =>
      `${renderStart({ file, lineNumber })}${renderContent(text, entities)}</text>\n`,
    startRecord: (place) => {
      let start = renderStart(place);
      return {
        write: (piece, entities) => {
          const rendered = start + renderContent(piece, entities);
          start = '';
          return rendered;
        },
        finish: () => ['</text>\n'],
      };
    },
    end: () => {
      if (replacedCount > 0) warn(renderReplaced(replacedCount));
      return '</texts>\n';
    },
  };
}

function renderReplaced(count: number): string {
  const what =
    count === 1
      ? '1 character that XML cannot hold was'
      : `${count} characters that XML cannot hold were`;
  return `${what} replaced by U+FFFD`;
}

// https://www.w3.org/TR/xml/#charsets
const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

// A parser would turn line ends into LF, and all white space of an attribute into spaces.
const SPECIAL = /[&<>"\t\n\r]/g;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
