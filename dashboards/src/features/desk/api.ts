import {
  DayClose, HallPlan, ManualEntry, ManualDesk, NeighbourHall, Prompt, ShiftNote, StuckTicket, WhatIfAnswer, page,
  type CloseStep, type DeskChange, type OwnPrompt,
} from '@cockpit/contracts';
import type { z } from 'zod';
import { ask } from '../../shared/http';

const of = (hall: string, rest: string): string => `/v1/halls/${encodeURIComponent(hall)}/${rest}`;

export const askWhatIf = async (hall: string, change: DeskChange): Promise<WhatIfAnswer> => (await ask('POST', of(hall, 'what-if'), WhatIfAnswer, { change })).body;
export const makeOwnPrompt = async (hall: string, own: z.input<typeof OwnPrompt>): Promise<Prompt> => (await ask('POST', of(hall, 'prompts'), Prompt, own)).body;
/** `fresh`: a plan of the rest of the day, made now */
export const fetchPlan = async (hall: string, fresh: boolean): Promise<HallPlan> => (await ask('GET', of(hall, fresh ? 'plan?at=now' : 'plan'), HallPlan)).body;
export const fetchNeighbours = async (hall: string): Promise<NeighbourHall[]> => (await ask('GET', of(hall, 'neighbours'), page(NeighbourHall))).body.items;
export const fetchStuck = async (hall: string): Promise<StuckTicket[]> => (await ask('GET', of(hall, 'stuck'), page(StuckTicket))).body.items;

export const fetchNotes = async (hall: string): Promise<ShiftNote[]> => (await ask('GET', of(hall, 'notes'), page(ShiftNote))).body.items;
export const writeNote = async (hall: string, text: string): Promise<ShiftNote> => (await ask('POST', of(hall, 'notes'), ShiftNote, { text })).body;
export const readNote = async (hall: string, id: string): Promise<ShiftNote> => (await ask('POST', of(hall, `notes/${id}/read`), ShiftNote, {})).body;

export const fetchClose = async (hall: string): Promise<DayClose> => (await ask('GET', of(hall, 'day-close'), DayClose)).body;
export const checkClose = async (hall: string, step: CloseStep, done: boolean): Promise<DayClose> => (await ask('POST', of(hall, 'day-close/check'), DayClose, { step, done })).body;
export const closeDay = async (hall: string, note: string): Promise<DayClose> => (await ask('POST', of(hall, 'day-close'), DayClose, { note })).body;

/** A key of our own for an entry: sent again after a lost answer it is the same entry, not another one. */
export const newKey = (): string => crypto.randomUUID();

export const fetchManual = async (hall: string): Promise<ManualDesk> => (await ask('GET', of(hall, 'manual'), ManualDesk)).body;
export const enter = async (hall: string, rest: string, body: object): Promise<ManualEntry> => (await ask('POST', of(hall, `manual/${rest}`), ManualEntry, body)).body;
/** What became of a ticket nobody ended, told by hand. */
export const stepTicket = (hall: string, ticketId: string, body: { key: string; step: string; windowId?: string; result?: string; reason?: string }): Promise<ManualEntry> =>
  enter(hall, `tickets/${encodeURIComponent(ticketId)}/steps`, body);
