import { z } from 'zod';

const Draft = z.object({ title: z.string().max(200), text: z.string().max(4000) });
/** What is being typed of a finding. Photos are not kept: they would fill what a browser keeps this way. */
export type Draft = z.infer<typeof Draft>;
export const NOTHING: Draft = { title: '', text: '' };

/** Of one account, so that another person on the same telephone does not see it. */
export const draftKey = (by: string, ...of: [round: string, hall: string, line: string]): string =>
  ['cockpit.finding', by, ...of].map(encodeURIComponent).join('/');

/** Null where nothing was typed, and in a browser that remembers nothing. */
export function readDraft(key: string): Draft | null {
  try {
    return Draft.parse(JSON.parse(localStorage.getItem(key) ?? 'null'));
  } catch {
    return null;
  }
}

export function keepDraft(key: string, draft: Draft): void {
  try {
    if (draft.title === '' && draft.text === '') localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // a browser that remembers nothing, or is full: it stays on the screen
  }
}
