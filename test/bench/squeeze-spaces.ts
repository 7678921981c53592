/** A table without the spaces that align its columns. */
export const squeezeSpaces = (text: string) => text.replaceAll(/ +/g, ' ');
