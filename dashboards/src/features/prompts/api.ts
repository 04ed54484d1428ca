import { page, Prompt, PromptEffect, type DeclineCode, type Prompt as PromptShape } from '@cockpit/contracts';
import { everyPage } from '../../shared/every-page';
import { ask } from '../../shared/http';

const Prompts = page(Prompt);

/** Prompts of the hall decided since an instant, newest first. */
export const fetchPrompts = (hall: string, since: string): Promise<PromptShape[]> =>
  everyPage(async (cursor) => {
    const query = new URLSearchParams({ hall, since, ...(cursor === null ? {} : { cursor }) });
    return (await ask('GET', `/v1/prompts?${query.toString()}`, Prompts)).body;
  });

/** What a prompt that is over did, down to the waits it stands on. */
export const fetchEffect = async (id: string): Promise<PromptEffect> =>
  (await ask('GET', path(id, 'effect'), PromptEffect)).body;

const path = (id: string, verb: string) => `/v1/prompts/${encodeURIComponent(id)}/${verb}`;
const answer = async (id: string, verb: string, body: object): Promise<PromptShape> =>
  (await ask('POST', path(id, verb), Prompt, body)).body;
export const acceptPrompt = (id: string): Promise<PromptShape> => answer(id, 'accept', {});
/** Why a prompt is declined: in words, and where one of the choices was tapped, which. */
export interface Declined {
  reason: string;
  code?: DeclineCode | undefined;
}
export const declinePrompt = (id: string, why: Declined): Promise<PromptShape> => answer(id, 'decline', why);
export const undoPrompt = (id: string): Promise<PromptShape> => answer(id, 'undo', {});
