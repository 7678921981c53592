import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Find } from '../../src/recognizers/found.js';
import {
  type Recognizer,
  type RecognizerName,
  recognizerNames,
  recognizers,
} from '../../src/recognizers/recognizers.js';
import { anyCharacter } from '../any-character.js';
import { foundIn, hostileTexts } from './found-in.js';

const finders = new Map<RecognizerName, Find>();

beforeAll(async () => {
  for (const name of recognizerNames) finders.set(name, await recognizers[name].load('US'));
});

const find = (name: RecognizerName, text: string) => foundIn(finders.get(name)!, text);

test.each<[RecognizerName, string, readonly string[]]>([
  ['email', 'Write to teddy@example.com.', ['teddy@example.com']],
  ['email', "<o'brien@mail.example.photography>,", ["o'brien@mail.example.photography"]],
  ['email', 'user=a.b+c@x.io:8080', ['a.b+c@x.io']],
  ['email', '…teddy@example.com…x..y@b.org', ['teddy@example.com', 'y@b.org']],
  ['email', 'mailto:teddy@example.com?subject=a', ['teddy@example.com']],
  ['email', 'jörg@müller.de schrieb 李@例え.jp', ['jörg@müller.de', '李@例え.jp']],
  ['email', 'a@b.org,c@d.org;e@f.org', ['a@b.org', 'c@d.org', 'e@f.org']],
  ['email', 'teddy@example.com.5 and 🧸x@b.org', ['teddy@example.com', 'x@b.org']],
  ['email', '@teddy a@b teddy@ @ a@.com teddy@localhost a@@b.org', []],
  ['email', `${'a'.repeat(65)}@example.com`, [`${'a'.repeat(64)}@example.com`]],
  [
    'url',
    'See https://example.com/a?b=c, (http://x.org/y_(z)).',
    ['https://example.com/a?b=c', 'http://x.org/y_(z)'],
  ],
  ['url', 'www.bbc.co.uk and example.com/a are addresses', ['www.bbc.co.uk', 'example.com/a']],
  ['url', 'http://例え.jp/あ http://10.0.0.1:80/x', ['http://例え.jp/あ', 'http://10.0.0.1:80/x']],
  ['url', 'e.g. this, i.e. 3.14 in the U.S. at 10:30', []],
  ['url', 'teddy@example.com', []],
  ['ip', 'From 192.168.0.1:80, ip=10.0.0.1.', ['192.168.0.1', '10.0.0.1']],
  [
    'ip',
    '[::1] fe80::1%eth0, 2001:db8::8a2e:370:7334.',
    ['::1', 'fe80::1', '2001:db8::8a2e:370:7334'],
  ],
  ['ip', 'the last: ::ffff:192.0.2.128: 10.0.0.0/8', ['::ffff:192.0.2.128', '10.0.0.0']],
  ['ip', '256.1.1.1 1.2.3 1.2.3.4.5 v1.2.3.4 10:30:45 std::vector :: ::: 1.2.3.4a', []],
  ['iban', 'to DE89370400440532013000.', ['DE89370400440532013000']],
  [
    'iban',
    'DE89 3704 0044 0532 0130 00 and gb82-west-1234-5698-7654-32',
    ['DE89 3704 0044 0532 0130 00', 'gb82-west-1234-5698-7654-32'],
  ],
  ['iban', 'DE89370400440532013001 XX82WEST12345698765432 DE8937040044053201300', []],
  ['iban', 'DE89370400440532013000X XDE89370400440532013000 DE89  3704 0044 0532 0130 00', []],
  [
    'card',
    '4111 1111 1111 1111, 5500-0000-0000-0004',
    ['4111 1111 1111 1111', '5500-0000-0000-0004'],
  ],
  ['card', '378282246310005 3782 822463 10005', ['378282246310005', '3782 822463 10005']],
  [
    'card',
    '4111 1111 1111 1111 5500 0000 0000 0004',
    ['4111 1111 1111 1111', '5500 0000 0000 0004'],
  ],
  ['card', '4111 1111 1111 1112 1234567812345670 41111111111111111111 4111-1111 1111-1111', []],
  ['card', 'x4111111111111111 4111111111111111x 4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1', []],
  [
    'phone',
    'Call (212) 555-0199 or +49 30 901820, 2026 times.',
    ['(212) 555-0199', '+49 30 901820'],
  ],
  ['phone', '650-253-0000 ext. 12; 6502530001', ['650-253-0000 ext. 12', '6502530001']],
  ['phone', '+１ 650 253 0000/650 253 0001', ['+１ 650 253 0000', '650 253 0001']],
  [
    'phone',
    '650 253 0000 42; 7 650-253-0001 650 253 0002',
    ['650 253 0000', '650-253-0001', '650 253 0002'],
  ],
  [
    'phone',
    'on 29 +44 20 7946 0958 2026-11-29 (650) 253-0000 4111',
    ['+44 20 7946 0958', '(650) 253-0000'],
  ],
  ['phone', '2026-12-10 10 30, 212.5 650.25 300.00, a650 253 0000 1', []],
  ['phone', '1999-2004, 2026-11-29T10:00:00, 3.14159265, 12345678, 192.168.100.100', []],
])('%s in %p: %j', (name, text, expected) => {
  expect(find(name, text)).toEqual(expected);
});

test('a phone number without a country code needs the region', async () => {
  const text = '(212) 555-0199, 030 901820, +44 20 7946 0958';
  const inRegion = async (region?: string) => foundIn(await recognizers.phone.load(region), text);
  expect(await inRegion()).toEqual(['+44 20 7946 0958']);
  expect(await inRegion('DE')).toContain('030 901820');
  await expect(inRegion('XX')).rejects.toThrow(
    'expected the code of a country, such as US, found "XX"',
  );
});

test('no part of a long web address is left over', () => {
  const long = `http://example.com/${'a/'.repeat(5000)}teddy`;
  expect(find('url', `see ${long} here, http://b.org`)).toEqual([long, 'http://b.org']);
});

const samples: Readonly<Record<RecognizerName, string>> = {
  iban: 'GB82WEST12345698765432',
  card: '4111 1111 1111 1111',
  ip: '2001:db8::1',
  email: 'teddy@example.com',
  url: 'https://example.com/teddy',
  phone: '+1 650 253 0000',
};

const piece = fc.oneof(
  fc.constantFrom(...Object.values(samples), '🧸', '\ud83e', ' ', '\n', '@', '.', ':', '1', 'é'),
  fc.string({ unit: anyCharacter, maxLength: 4 }),
);

describe.each(recognizerNames)('%s', (name) => {
  test('what it finds is in order, apart, and made of whole characters', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const { start, end } of finders.get(name)!(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          for (const place of [start, end]) {
            expect(text.slice(place - 1, place + 1)).not.toMatch(/[\ud800-\udbff][\udc00-\udfff]/);
          }
          last = end;
        }
      }),
    );
  });

  test('its sample is found in any sentence', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: anyCharacter }),
        fc.string({ unit: anyCharacter }),
        (before, after) => {
          const letters = (text: string) => text.replace(/[^\p{L} ]/gu, '');
          const text = `${letters(before)} é🧸 (${samples[name]}) ${letters(after)}`;
          expect(find(name, text)).toEqual([samples[name]]);
        },
      ),
    );
  });

  test('hostile texts come to an end', async () => {
    const { load }: Recognizer = recognizers[name];
    const anywhere = await load();
    for (const text of hostileTexts(20_000)) expect(Array.isArray(anywhere(text))).toBe(true);
  });
});
