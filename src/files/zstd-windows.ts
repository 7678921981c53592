// The memory that frames of zstd ask for (RFC 8878), which a decoder allocates before it has seen
// their content.

const MAGIC_BYTES = 4;
const SKIPPABLE_HEADER_BYTES = 8;
const BLOCK_HEADER_BYTES = 3;
const CHECKSUM_BYTES = 4;
const DICTIONARY_BYTES = [0, 1, 2, 4];
const REPEATED_BYTE = 1;

/** Follows a stream from frame to frame and block to block. */
export class ZstdWindows {
  #largest = 0;
  // What is held of a header, and what it is continued by.
  #held: Buffer = Buffer.alloc(0);
  #needed = MAGIC_BYTES + 1;
  #next: () => void = () => this.#readDescriptor();
  #skipped = 0;
  #hasChecksum = false;

  /** The largest window of the frames whose headers were seen, in bytes. */
  get largest(): number {
    return this.#largest;
  }

  add(chunk: Uint8Array): void {
    let place = 0;
    while (place < chunk.length) {
      const skipped = Math.min(this.#skipped, chunk.length - place);
      this.#skipped -= skipped;
      place += skipped;
      const taken = chunk.subarray(place, place + this.#needed - this.#held.length);
      place += taken.length;
      this.#held = Buffer.concat([this.#held, taken]);
      if (this.#held.length === this.#needed) this.#next();
    }
  }

  /** Waits for more bytes of the header that is held. */
  #require(count: number, next: () => void): void {
    this.#needed = count;
    this.#next = next;
    if (this.#held.length === count) next();
  }

  /** Waits for a header behind as many bytes. */
  #skip(count: number, header: number, next: () => void): void {
    this.#held = Buffer.alloc(0);
    this.#skipped = count;
    this.#needed = header;
    this.#next = next;
  }

  #readDescriptor(): void {
    if (this.#held[0] !== 0x28) {
      this.#require(SKIPPABLE_HEADER_BYTES, () =>
        this.#skip(this.#held.readUInt32LE(MAGIC_BYTES), MAGIC_BYTES + 1, () =>
          this.#readDescriptor(),
        ),
      );
      return;
    }
    const descriptor = this.#held[MAGIC_BYTES];
    const isSingle = (descriptor & 0x20) !== 0;
    this.#hasChecksum = (descriptor & 4) !== 0;
    const sizeCode = descriptor >> 6;
    const sizeBytes = sizeCode > 0 ? 1 << sizeCode : Number(isSingle);
    const sizeAt = MAGIC_BYTES + 1 + Number(!isSingle) + DICTIONARY_BYTES[descriptor & 3];
    this.#require(sizeAt + sizeBytes, () => {
      const window = isSingle ? this.#contentSize(sizeAt, sizeBytes) : this.#windowSize();
      this.#largest = Math.max(this.#largest, window);
      this.#skip(0, BLOCK_HEADER_BYTES, () => this.#readBlock());
    });
  }

  #contentSize(at: number, byteCount: number): number {
    if (byteCount === 8) return Number(this.#held.readBigUInt64LE(at));
    return this.#held.readUIntLE(at, byteCount) + (byteCount === 2 ? 256 : 0);
  }

  #windowSize(): number {
    const code = this.#held[MAGIC_BYTES + 1];
    return 2 ** (10 + (code >> 3)) * (1 + (code & 7) / 8);
  }

  #readBlock(): void {
    const header = this.#held.readUIntLE(0, BLOCK_HEADER_BYTES);
    const size = ((header >> 1) & 3) === REPEATED_BYTE ? 1 : header >> 3;
    const isLast = (header & 1) === 1;
    if (!isLast) this.#skip(size, BLOCK_HEADER_BYTES, () => this.#readBlock());
    else {
      const rest = size + (this.#hasChecksum ? CHECKSUM_BYTES : 0);
      this.#skip(rest, MAGIC_BYTES + 1, () => this.#readDescriptor());
    }
  }
}
