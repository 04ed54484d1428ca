import { page, Prompt, type Prompt as PromptShape } from '@cockpit/contracts';
import { everyPage } from '../../shared/every-page';
import { ask, tell } from '../../shared/http';

const Prompts = page(Prompt);
/** One page holds a working day many times over; more would only hide a fault. */
const MAX_PAGES = 5;

/** Prompts of the hall decided since an instant, newest first. */
export const fetchPrompts = (hall: string, since: string): Promise<PromptShape[]> =>
  everyPage(async (cursor) => {
    const query = new URLSearchParams({ hall, since, ...(cursor === null ? {} : { cursor }) });
    return (await ask('GET', `/v1/prompts?${query.toString()}`, Prompts)).body;
  }, MAX_PAGES);

const path = (id: string, verb: string) => `/v1/prompts/${encodeURIComponent(id)}/${verb}`;
export const acceptPrompt = (id: string): Promise<void> => tell('POST', path(id, 'accept'), {});
export const declinePrompt = (id: string, reason: string): Promise<void> =>
  tell('POST', path(id, 'decline'), { reason });
export const undoPrompt = (id: string): Promise<void> => tell('POST', path(id, 'undo'), {});
