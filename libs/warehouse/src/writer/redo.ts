/**
 * A member of the set of what is to be computed anew: what it is, whose (a hall, a source), and which. The nonce tells apart two
 * wishes for the same thing, so that the second, uttered while the first is being done, is not taken off the set with it.
 */
export const redoMember = (what: string, scope: string, id: string, nonce?: string): string =>
  `${what}${nonce === undefined ? '' : `#${nonce}`}|${scope}|${id}`;

export function readRedo(member: string): { what: string; scope: string; id: string } {
  const [, what = '', scope = '', id = ''] = /^([a-z]+)(?:#[^|]*)?\|([^|]*)\|(.*)$/s.exec(member) ?? [];
  return { what, scope, id };
}
