import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InputError } from '../../src/errors.js';
import { decodeSafetensors } from '../../src/safetensors/safetensors.js';
import { tensorOfFloat32, tensorOfText } from '../../src/safetensors/stored-tensor.js';
import { encoded } from './encoded.js';

const utf8 = (text: string) => new TextEncoder().encode(text);

function fileOf(header: string | Uint8Array, dataLength = 0): Uint8Array {
  const json = typeof header === 'string' ? utf8(header) : header;
  const bytes = new Uint8Array(8 + json.length + dataLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}

function refusalOf(bytes: Uint8Array): string {
  try {
    decodeSafetensors(bytes, 'm.st');
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
  throw new Error('the file was read');
}

const entry = (dtype: string, shape: string, offsets: string) =>
  `{"dtype":"${dtype}","shape":${shape},"data_offsets":${offsets}}`;

test('an empty file is refused', () => {
  expect(refusalOf(new Uint8Array(0))).toBe(
    'm.st: expected a safetensors file, found an empty file',
  );
});

test('a file too short for a header length is refused', () => {
  expect(refusalOf(new Uint8Array(7))).toBe(
    'm.st: expected a safetensors file, found a file of 7 bytes',
  );
});

// Its first bytes could be the length of a header, so a long and a short one are refused at
// different checks.
test.each([1, 1_000_000])('a gzip file of %i bytes is detected', (length) => {
  expect(refusalOf(gzipSync(new Uint8Array(length), { level: 0 }))).toBe(
    'm.st: expected a safetensors file, found a gzip file',
  );
});

test('a zip file, as PyTorch writes one, is detected', () => {
  const zip = Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 8, 8, 0, 0);
  expect(refusalOf(zip)).toBe('m.st: expected a safetensors file, found a zip file');
});

test.each(['EU NNP B-NP B-ORG\n', '\ufeffName\tTag\r\n', 'Łódź leży w Polsce'])(
  'text is detected: %j',
  (text) => {
    expect(refusalOf(utf8(text))).toBe('m.st: expected a safetensors file, found text');
  },
);

test('a header longer than the file is refused', () => {
  expect(refusalOf(fileOf('{}').subarray(0, 9))).toBe(
    'm.st: expected a header of 2 bytes, found only 1',
  );
});

test('a header longer than the limit is refused', () => {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setBigUint64(0, 8_388_609n, true);
  expect(refusalOf(bytes)).toBe('m.st: expected a header of at most 8388608 bytes, found 8388609');
});

test('a header length beyond what a number holds is refused', () => {
  const bytes = new Uint8Array(16).fill(0xff, 0, 8);
  bytes[1] = 0;
  expect(refusalOf(bytes)).toBe(
    'm.st: expected a header of at most 8388608 bytes, found 18446744073709486335',
  );
});

test('a header that is not UTF-8 is refused', () => {
  expect(refusalOf(fileOf(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d)))).toBe(
    'm.st: header: expected UTF-8 text, found other bytes',
  );
});

test.each(['', '[]', ' {}', '\ufeff{}', 'null'])(
  'a header that begins like %j is refused',
  (json) => {
    expect(refusalOf(fileOf(json))).toBe(
      'm.st: expected a header that begins with "{", found another byte or none',
    );
  },
);

test('a header without length is refused though the data begin with a brace', () => {
  const bytes = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d);
  expect(refusalOf(bytes)).toContain('expected a header that begins with "{"');
});

test.each([
  ['{', 'expected a string at character 1, found the end'],
  ['{"a"', 'expected ":" at character 4, found the end'],
  ['{"a":', 'expected "{" at character 5, found the end'],
  ['{"a":{}', 'found none'],
  ['{"__metadata__":{} ', 'expected "," or "}" at character 19, found the end'],
  ['{,}', 'expected a string at character 1, found ",}"'],
  ["{'a':1}", 'expected a string at character 1, found "\'a\':1}"'],
  ['{"__metadata__":{},}', 'expected a string at character 19, found "}"'],
  ['{}{}', 'expected the end at character 2, found "{}"'],
  ['{}\0', 'expected the end at character 2, found "\\u0000"'],
])('a header that is not JSON is refused: %j', (json, message) => {
  expect(refusalOf(fileOf(json))).toContain(message);
});

test('a header may be padded with spaces', () => {
  expect(decodeSafetensors(fileOf('{}   '), 'm.st').tensors.size).toBe(0);
});

test('a tensor that occurs twice is refused', () => {
  const tensor = `"w":${entry('U8', '[1]', '[0,1]')}`;
  expect(refusalOf(fileOf(`{${tensor},${tensor}}`, 1))).toBe(
    'm.st: header: key "w" occurs twice in the header',
  );
});

test('a key that occurs twice in another spelling is refused', () => {
  const tensor = entry('U8', '[1]', '[0,1]');
  expect(refusalOf(fileOf(`{"w":${tensor},"\\u0077":${tensor}}`, 1))).toBe(
    'm.st: header: key "w" occurs twice in the header',
  );
});

test('metadata that occur twice are refused', () => {
  expect(refusalOf(fileOf('{"__metadata__":{},"__metadata__":{}}'))).toBe(
    'm.st: header: key "__metadata__" occurs twice in the header',
  );
});

test('a key that occurs twice in the metadata is refused', () => {
  expect(refusalOf(fileOf('{"__metadata__":{"__proto__":"1","__proto__":"2"}}'))).toBe(
    'm.st: header: key "__proto__" occurs twice in __metadata__',
  );
});

test('a field that occurs twice in a tensor is refused', () => {
  const json = '{"w":{"dtype":"U8","shape":[1],"shape":[1],"data_offsets":[0,1]}}';
  expect(refusalOf(fileOf(json, 1))).toBe('m.st: header: key "shape" occurs twice in tensor "w"');
});

test.each(['1', 'null', '["a"]', '{"a":"b"}', 'true'])('metadata of %s are refused', (value) => {
  expect(refusalOf(fileOf(`{"__metadata__":{"k":${value}}}`))).toBe(
    `m.st: header: expected a string at character 21, found "${`${value}}}`.replaceAll('"', '\\"')}"`,
  );
});

test.each([
  ['{"shape":[],"data_offsets":[0,0]}', 'shape and data_offsets'],
  ['{"dtype":"U8","data_offsets":[0,0]}', 'dtype and data_offsets'],
  ['{"dtype":"U8","shape":[0]}', 'dtype and shape'],
  ['{}', 'none'],
])('a tensor that lacks a field is refused: %s', (json, found) => {
  expect(refusalOf(fileOf(`{"w":${json}}`))).toBe(
    `m.st: tensor "w": expected the fields dtype, shape and data_offsets, found ${found}`,
  );
});

test('a tensor with a field the format does not know is refused', () => {
  const json = '{"w":{"dtype":"U8","shape":[0],"data_offsets":[0,0],"strides":[1]}}';
  expect(refusalOf(fileOf(json))).toBe(
    'm.st: tensor "w": expected the fields dtype, shape and data_offsets, found "strides"',
  );
});

test.each(['F99', 'f32', 'constructor'])('the type %s is refused', (dtype) => {
  expect(refusalOf(fileOf(`{"w":${entry(dtype, '[0]', '[0,0]')}}`))).toBe(
    `m.st: tensor "w": expected a dtype of the format, found "${dtype}"`,
  );
});

test.each(['-1', '1.5', '1.0', '1e2', '01', '"1"', 'null', '[1]', '9007199254740992', 'NaN'])(
  'a shape of %s is refused',
  (size) => {
    expect(refusalOf(fileOf(`{"w":${entry('U8', `[${size}]`, '[0,1]')}}`, 1))).toMatch(
      /^m\.st: header: expected .* at character \d+, found /,
    );
  },
);

test('a whole number is asked for in words', () => {
  expect(refusalOf(fileOf('{"w":{"shape":[-1]}}'))).toBe(
    'm.st: header: expected a whole number from 0 to 2^53 - 1 at character 15, found "-1]}}"',
  );
});

test('a shape whose product overflows is refused', () => {
  const shape = '[9007199254740991,2]';
  expect(refusalOf(fileOf(`{"w":${entry('U8', shape, '[0,1]')}}`, 1))).toBe(
    `m.st: tensor "w": expected a whole number of bytes for U8 ${shape}, found 1`,
  );
});

test('a shape whose product overflows only in bytes is refused', () => {
  const shape = '[9007199254740991]';
  expect(refusalOf(fileOf(`{"w":${entry('F64', shape, '[0,8]')}}`, 8))).toBe(
    `m.st: tensor "w": expected a whole number of bytes for F64 ${shape}, found 8`,
  );
});

test('half a byte at the end of a tensor is refused', () => {
  expect(refusalOf(fileOf(`{"w":${entry('F4', '[3]', '[0,2]')}}`, 2))).toBe(
    'm.st: tensor "w": expected a whole number of bytes for F4 [3], found 2',
  );
});

test('bytes that do not fill the shape are refused', () => {
  expect(refusalOf(fileOf(`{"w":${entry('F32', '[2,3]', '[0,20]')}}`, 20))).toBe(
    'm.st: tensor "w": expected 24 bytes for F32 [2,3], found 20',
  );
});

test.each(['[4,0]', '[0]', '[]', '[0,1,2]'])('the offsets %s are refused', (offsets) => {
  expect(refusalOf(fileOf(`{"w":${entry('U8', '[0]', offsets)}}`, 4))).toBe(
    `m.st: tensor "w": expected data_offsets [begin, end] with begin <= end, found ${offsets}`,
  );
});

test('tensors that overlap are refused', () => {
  const json = `{"a":${entry('U8', '[4]', '[0,4]')},"b":${entry('U8', '[4]', '[3,7]')}}`;
  expect(refusalOf(fileOf(json, 7))).toBe(
    'm.st: tensor "b": expected its data to begin at byte 4, found 3 (an overlap)',
  );
});

test('a hole between tensors is refused', () => {
  const json = `{"b":${entry('U8', '[4]', '[5,9]')},"a":${entry('U8', '[4]', '[0,4]')}}`;
  expect(refusalOf(fileOf(json, 9))).toBe(
    'm.st: tensor "b": expected its data to begin at byte 4, found 5 (a hole)',
  );
});

test('a hole before the first tensor is refused', () => {
  expect(refusalOf(fileOf(`{"a":${entry('U8', '[1]', '[1,2]')}}`, 2))).toBe(
    'm.st: tensor "a": expected its data to begin at byte 0, found 1 (a hole)',
  );
});

test('a tensor beyond the end of the file is refused', () => {
  expect(refusalOf(fileOf(`{"a":${entry('U8', '[4]', '[0,4]')}}`, 3))).toBe(
    'm.st: tensor "a": expected data up to byte 4, found only 3 bytes of data',
  );
});

test('bytes after the last tensor are refused', () => {
  expect(refusalOf(fileOf(`{"a":${entry('U8', '[4]', '[0,4]')}}`, 6))).toBe(
    'm.st: expected the file to end with the last tensor, found bytes after it',
  );
});

test('tensors without elements and tensors without dimensions are read', () => {
  const json = `{"scalar":${entry('F32', '[]', '[0,4]')},"none":${entry('F32', '[2,0]', '[0,0]')}}`;
  const { tensors } = decodeSafetensors(fileOf(json, 4), 'm.st');
  expect([...tensors].map(([name, { data }]) => [name, data.length])).toEqual([
    ['none', 0],
    ['scalar', 4],
  ]);
});

test('an error stays short and on one line whatever the file holds', () => {
  const name = `${'x\n'.repeat(100_000)}`;
  const shape = `[${'1,'.repeat(63)}1]`;
  const message = refusalOf(fileOf(`{${JSON.stringify(name)}:${entry('U8', shape, '[0,0]')}}`));
  expect(message).toMatch(/^m\.st: tensor "x\\nx\\n.*…": expected 1 bytes for U8 \[1,1,.*…\]/);
  expect(message.length).toBeLessThan(300);
});

const valid = encoded({
  metadata: { version: '1', note: '"é" \\ 𝄞' },
  tensors: new Map([
    ['weights', tensorOfFloat32([2, 2], Float32Array.of(1, 2, 3, 4))],
    ['words', tensorOfText('Łódź')],
  ]),
});

test('a valid file cut anywhere is refused', () => {
  for (let length = 0; length < valid.length; length++) {
    expect(refusalOf(valid.subarray(0, length))).toMatch(/^m\.st: /);
  }
});

test('a valid file with bytes changed at random is read or refused, and nothing else', () => {
  const change = fc.tuple(fc.nat({ max: valid.length - 1 }), fc.nat({ max: 255 }));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const bytes = valid.slice();
      for (const [index, byte] of changes) bytes[index] = byte;
      try {
        decodeSafetensors(bytes, 'm.st');
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    }),
    { numRuns: 3000 },
  );
});

test('a valid file with any one bit turned is read or refused, and nothing else', () => {
  for (let bit = 0; bit < 8 * valid.length; bit++) {
    const bytes = valid.slice();
    bytes[bit >> 3] ^= 1 << (bit & 7);
    try {
      decodeSafetensors(bytes, 'm.st');
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
    }
  }
});

test('a shape of more numbers than a tensor has dimensions is refused', () => {
  const shape = `[${Array.from({ length: 65 }, () => 1)}]`;
  expect(refusalOf(fileOf(`{"a":${entry('U8', shape, '[0,1]')}}`, 1))).toBe(
    'm.st: tensor "a": expected at most 64 numbers in shape',
  );
});
