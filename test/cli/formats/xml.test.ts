import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { validateXML } from 'xmllint-wasm';
import { roundConfidence } from '../../../src/cli/formats/confidence.js';
import { createXmlFormat } from '../../../src/cli/formats/xml.js';
import type { TaggedText } from '../../../src/entities/entity.js';
import { taggedLine } from './tagged-line.js';

interface Rendered {
  readonly xml: string;
  readonly warnings: readonly string[];
}

function renderXml(lines: readonly TaggedText[], file?: string): Rendered {
  const warnings: string[] = [];
  const format = createXmlFormat((message) => warnings.push(message));
  const texts = lines.map(({ text, entities }, index) =>
    format.render({ text, end: '\n', lineNumber: index + 1 }, entities, file),
  );
  return { xml: format.begin!() + texts.join('') + format.end!(), warnings };
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: true,
  htmlEntities: true,
});

type Node = { readonly '#text'?: string; readonly ':@'?: Record<string, string> } & Record<
  string,
  unknown
>;

const childrenOf = (nodes: readonly Node[], name: string): Node[] =>
  (nodes.find((node) => name in node)?.[name] as Node[] | undefined) ?? [];

const replaced = (text: string) =>
  [...text]
    .map((character) =>
      /[\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(character) ? character : '\ufffd',
    )
    .join('');

/** The text of a node with all below it. */
const textOf = (nodes: readonly Node[]): string =>
  nodes.map((node) => node['#text'] ?? textOf((node.entity as Node[]) ?? [])).join('');

test('a parser reads back every text, entity and attribute', () => {
  fc.assert(
    fc.property(fc.array(taggedLine, { maxLength: 3 }), (lines) => {
      const { xml } = renderXml(lines, 'a"<&>.txt');
      expect(XMLValidator.validate(xml)).toBe(true);
      const texts = childrenOf(parser.parse(xml), 'texts').filter((node) => 'text' in node);
      expect(texts.map((node) => textOf(node.text as Node[]))).toEqual(
        lines.map(({ text }) => replaced(text)),
      );
      expect(texts.map((node) => node[':@'])).toEqual(
        lines.map((_, index) => ({ file: 'a"<&>.txt', line: String(index + 1) })),
      );
      const entities = texts.flatMap((node) =>
        (node.text as Node[]).filter((child) => 'entity' in child),
      );
      expect(
        entities.map((node) => ({ ...node[':@'], text: textOf(node.entity as Node[]) })),
      ).toEqual(
        lines.flatMap(({ entities }) =>
          entities.map(({ label, text, confidence, id }) => ({
            type: replaced(label),
            ...(confidence !== undefined && { confidence: String(roundConfidence(confidence)) }),
            ...(id !== undefined && { id: replaced(id) }),
            text: replaced(text),
          })),
        ),
      );
    }),
  );
});

test('xmllint finds it well-formed', async () => {
  const lines = fc.sample(taggedLine, { numRuns: 300, seed: 1 });
  const { xml } = renderXml(lines);
  const { valid, errors } = await validateXML({
    xml: [{ fileName: 'texts.xml', contents: xml }],
    schema: [SCHEMA],
  });
  expect(errors).toEqual([]);
  expect(valid).toBe(true);
});

const SCHEMA = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:import namespace="http://www.w3.org/XML/1998/namespace"/>
<xs:element name="texts"><xs:complexType>
<xs:sequence><xs:element ref="text" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
<xs:anyAttribute namespace="http://www.w3.org/XML/1998/namespace" processContents="skip"/>
</xs:complexType></xs:element>
<xs:element name="text"><xs:complexType mixed="true">
<xs:sequence><xs:element ref="entity" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
<xs:attribute name="file" type="xs:string"/><xs:attribute name="line" type="xs:positiveInteger" use="required"/>
</xs:complexType></xs:element>
<xs:element name="entity"><xs:complexType><xs:simpleContent><xs:extension base="xs:string">
<xs:attribute name="type" type="xs:string" use="required"/><xs:attribute name="confidence" type="xs:decimal"/>
<xs:attribute name="id" type="xs:string"/>
</xs:extension></xs:simpleContent></xs:complexType></xs:element>
</xs:schema>`;

test.each([
  ['ab', []],
  ['a\0b', ['1 character that XML cannot hold was replaced by U+FFFD']],
  ['\u0001\ufffe\uffff', ['3 characters that XML cannot hold were replaced by U+FFFD']],
])('%j gives the warnings %p', (text, expected) => {
  const { xml, warnings } = renderXml([{ text, sentences: [], entities: [] }]);
  expect(warnings).toEqual(expected);
  expect(xml).toContain(`<text line="1">${replaced(text)}</text>`);
});
