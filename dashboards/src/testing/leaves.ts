import type { Words } from '../shared/i18n/words';

/** Every text of a tree of words, with its key as pages write it: `['saving.changed', '…']`. */
export const leaves = (tree: Words, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : leaves(value, `${prefix}${key}.`),
  );
