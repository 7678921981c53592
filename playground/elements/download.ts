// Saves bytes or text as a file of the user.

export function download(name: string, content: string | Uint8Array): void {
  const address = URL.createObjectURL(new Blob([content as BlobPart]));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the address at once, and needs it no longer.
  setTimeout(() => URL.revokeObjectURL(address));
}
