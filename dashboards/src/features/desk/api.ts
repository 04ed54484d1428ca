import {
  DayClose,
  HallPlan,
  ManualEntry,
  ManualDesk,
  NeighbourHall,
  PlanEffectAnswer,
  PlanTrial,
  Prompt,
  ShiftNote,
  Simulation,
  StuckTicket,
  WhatIfAnswer,
  page,
  type CloseStep,
  type DeskChange,
  type OwnPrompt,
  type PlanChange,
} from '@cockpit/contracts';
import type { z } from 'zod';
import { repeated } from '../../shared/command';
import { ApiError, ask } from '../../shared/http';
import { EntryKeys } from './entry-keys';

const of = (hall: string, rest: string): string => `/v1/halls/${encodeURIComponent(hall)}/${rest}`;

export const askWhatIf = async (hall: string, change: DeskChange): Promise<WhatIfAnswer> =>
  (await ask('POST', of(hall, 'what-if'), WhatIfAnswer, { change })).body;
export const makeOwnPrompt = async (hall: string, own: z.input<typeof OwnPrompt>): Promise<Prompt> =>
  (await ask('POST', of(hall, 'prompts'), Prompt, own)).body;
/** `fresh`: a plan of the rest of the day, made now */
export const fetchPlan = async (hall: string, fresh: boolean): Promise<HallPlan> =>
  (await ask('GET', of(hall, fresh ? 'plan?at=now' : 'plan'), HallPlan)).body;
export const fetchPlanEffect = async (hall: string): Promise<PlanEffectAnswer> =>
  (await ask('GET', of(hall, 'plan/effect'), PlanEffectAnswer)).body;
export const tryPlan = async (hall: string, change: PlanChange): Promise<PlanTrial> =>
  (await ask('POST', of(hall, 'plan/trial'), PlanTrial, change)).body;
export const adoptPlan = async (hall: string, change: PlanChange): Promise<HallPlan> =>
  (await ask('POST', of(hall, 'plan/adopt'), HallPlan, change)).body;
/** Said twice it is the same. */
export const switchAutoAccept = async (hall: string, autoAccept: boolean): Promise<Simulation> =>
  (await repeated(() => ask('PUT', of(hall, 'simulation'), Simulation, { autoAccept }))).body;
export const issuePlan = async (hall: string, madeAt: string): Promise<HallPlan> =>
  (await ask('POST', of(hall, 'plan/issue'), HallPlan, { madeAt })).body;
export const refusePlan = async (hall: string, madeAt: string): Promise<HallPlan> =>
  (await ask('POST', of(hall, 'plan/refuse'), HallPlan, { madeAt })).body;
export const fetchNeighbours = async (hall: string): Promise<NeighbourHall[]> =>
  (await ask('GET', of(hall, 'neighbours'), page(NeighbourHall))).body.items;
export const fetchStuck = async (hall: string): Promise<StuckTicket[]> =>
  (await ask('GET', of(hall, 'stuck'), page(StuckTicket))).body.items;

export const fetchNotes = async (hall: string): Promise<ShiftNote[]> =>
  (await ask('GET', of(hall, 'notes'), page(ShiftNote))).body.items;
export const writeNote = async (hall: string, text: string): Promise<ShiftNote> =>
  (await ask('POST', of(hall, 'notes'), ShiftNote, { text })).body;
export const readNote = async (hall: string, id: string): Promise<ShiftNote> =>
  (await ask('POST', of(hall, `notes/${id}/read`), ShiftNote, {})).body;

export const fetchClose = async (hall: string): Promise<DayClose> =>
  (await ask('GET', of(hall, 'day-close'), DayClose)).body;
export const checkClose = async (hall: string, step: CloseStep, done: boolean): Promise<DayClose> =>
  (await ask('POST', of(hall, 'day-close/check'), DayClose, { step, done })).body;
export const closeDay = async (hall: string, note: string, openWindows: number): Promise<DayClose> =>
  (await ask('POST', of(hall, 'day-close'), DayClose, { note, openWindows })).body;

const keys = new EntryKeys();

export const fetchManual = async (hall: string): Promise<ManualDesk> =>
  (await ask('GET', of(hall, 'manual'), ManualDesk)).body;
/** Under a key of our own: sent again after a lost answer it is the same entry, not another one. */
export async function enter(hall: string, rest: string, content: object): Promise<ManualEntry> {
  const what = JSON.stringify([hall, rest, content]);
  const key = keys.of(what, Date.now());
  try {
    const { body } = await repeated(() => ask('POST', of(hall, `manual/${rest}`), ManualEntry, { key, ...content }));
    keys.settle(what);
    return body;
  } catch (error) {
    if (error instanceof ApiError && error.status >= 400 && error.status < 500) keys.settle(what);
    throw error;
  }
}
export const voidEntry = async (hall: string, id: string, reason: string): Promise<ManualEntry> =>
  (await ask('POST', of(hall, `manual/entries/${id}/void`), ManualEntry, { reason })).body;
/** What became of a ticket nobody ended, told by hand. */
export const stepTicket = (
  hall: string,
  ticketId: string,
  body: { step: string; windowId?: string; result?: string; reason?: string },
): Promise<ManualEntry> => enter(hall, `tickets/${encodeURIComponent(ticketId)}/steps`, body);
