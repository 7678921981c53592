// The checksum CRC-32 of a text, as zlib computes it (ISO 3309).

// The remainder of each byte.
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) {
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  }
  return remainder;
});

const encoder = new TextEncoder();

/** Of its UTF-8 bytes, from 0 to 2³² - 1. */
export function crc32(text: string): number {
  let checksum = 0xffffffff;
  for (const byte of encoder.encode(text)) {
    checksum = (checksum >>> 8) ^ table[(checksum ^ byte) & 0xff];
  }
  return (checksum ^ 0xffffffff) >>> 0;
}
