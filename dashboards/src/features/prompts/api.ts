import { page, Prompt, type Prompt as PromptShape } from '@cockpit/contracts';
import type { z } from 'zod';
import { ask, tell } from '../../shared/http';

const Prompts = page(Prompt);
type PromptPage = z.infer<typeof Prompts>;
/** One page holds a working day many times over; more would only hide a fault. */
const MAX_PAGES = 5;

/** Prompts of the hall decided since an instant, newest first. */
export async function fetchPrompts(hall: string, since: string): Promise<PromptShape[]> {
  const items: PromptShape[] = [];
  let cursor: string | null = null;
  for (let i = 0; i < MAX_PAGES; i += 1) {
    const query: URLSearchParams = new URLSearchParams({ hall, since, ...(cursor === null ? {} : { cursor }) });
    const answer: PromptPage = (await ask('GET', `/v1/prompts?${query.toString()}`, Prompts)).body;
    items.push(...answer.items);
    cursor = answer.next;
    if (cursor === null) break;
  }
  return items;
}

const path = (id: string, verb: string) => `/v1/prompts/${encodeURIComponent(id)}/${verb}`;
export const acceptPrompt = (id: string): Promise<void> => tell('POST', path(id, 'accept'), {});
export const declinePrompt = (id: string, reason: string): Promise<void> => tell('POST', path(id, 'decline'), { reason });
export const undoPrompt = (id: string): Promise<void> => tell('POST', path(id, 'undo'), {});
