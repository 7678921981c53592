// Detection of gzip files.

/** Whether a file is gzipped, by its first bytes: its name does not matter. */
export function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}
