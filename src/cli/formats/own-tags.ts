// The tags that a column file has itself, in its last column, and their scheme.
import { createSchemeDetector, type TagScheme } from '../../corpora/tag-scheme.js';
import { isTag } from '../../corpora/tags.js';
import type { ColumnPassage } from './passage.js';

export interface OwnTags {
  /**
   * The scheme of the tags up to the end of the passage, so that nothing waits for later ones. It is
   * IOB2 before the first entity, and in a file without tags.
   */
  read(passage: ColumnPassage): TagScheme;
  /** The schemes of the passages from the first entity on, in order. */
  readonly schemes: ReadonlySet<TagScheme>;
}

export function createOwnTags(): OwnTags {
  const detector = createSchemeDetector();
  const schemes = new Set<TagScheme>();
  let hasEntities = false;
  return {
    schemes,
    read: ({ tokenLines, end }) => {
      for (const { text } of tokenLines) {
        const tag = lastCell(text);
        const isEntity = tag !== 'O' && isTag(tag);
        hasEntities ||= isEntity;
        detector.add(isEntity ? tag : 'O');
      }
      // A long sentence goes on in the next passage.
      if (tokenLines.length > 0 && end !== undefined) detector.add(null);
      if (hasEntities) schemes.add(detector.scheme);
      return detector.scheme;
    },
  };
}

const CELL_AFTER_OTHERS = /[^ \t][ \t]+([^ \t]+)[ \t]*$/;

/** Empty if there is one column: it has tokens, though "I-95" looks like a tag. */
function lastCell(row: string): string {
  if (row.endsWith(' O') || row.endsWith('\tO')) return 'O';
  return CELL_AFTER_OTHERS.exec(row)?.[1] ?? '';
}
