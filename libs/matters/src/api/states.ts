import type { CARD_KINDS, MATTER_STATES, MatterTrait } from '@cockpit/contracts';
import type { Grounds } from '../grounds/grounds';
import { sparedParam } from './upheld';

/** The now of each row's hall, as SQL. */
const NOW =
  "fromUnixTimestamp64Milli(transform(ifNull(hall, ''), {fedHalls:Array(String)}, {fedNows:Array(Int64)}, {wallNow:Int64}), 'UTC')";

/** What `NOW` needs: halls with a clock of their own, and the wall clock of all others. Epoch ms. */
export const nowParams = ({ parts }: Grounds): Record<string, unknown> => ({
  fedHalls: [...parts.hallNow.keys()],
  fedNows: [...parts.hallNow.values()].map(Math.trunc),
  wallNow: Math.trunc(parts.wallNow),
});

const passed = (at: string, than: '<' | '<=', runs: string): string =>
  `ifNull(${at} ${than} ${NOW} AND (${runs} OR ${at} <= computed_at), 0)`;
const reached = (at: string, than: '<' | '<='): string => passed(at, than, '(paused = 0 OR runs_on = 1)');
const reachedInStage = (at: string, than: '<' | '<='): string => passed(at, than, 'paused = 0');
export const LATE = `if(closed_at IS NULL, ${reached('due_at', '<')}, overdue)`;
const OPEN = 'closed_at IS NULL';
const kept = (kind: (typeof CARD_KINDS)[number]): string => `NOT has({${sparedParam(kind)}:Array(String)}, id)`;

/**
 * What makes a row belong to a state now, as SQL; needs `nowParams` and `sparedParams`, and `at-risk` the parameter `likely`. What an appeal has
 * taken a card from does not have that card. A clock that stands still has reached only what it had reached when it was read;
 * a due time that the source set does not stand still.
 */
export const STATES: Readonly<Record<(typeof MATTER_STATES)[number], string>> = {
  all: '1',
  open: OPEN,
  closed: 'closed_at IS NOT NULL',
  overdue: LATE,
  red: `${OPEN} AND ${LATE} AND ${kept('red')}`,
  yellow: `${OPEN} AND NOT ${LATE} AND ${reached('yellow_at', '<=')} AND ${kept('yellow')}`,
  'stage-red': `${OPEN} AND ${reachedInStage('stage_due_at', '<')} AND ${kept('stage-red')}`,
  'stage-yellow': `${OPEN} AND NOT ${reachedInStage('stage_due_at', '<')} AND ${reachedInStage('stage_yellow_at', '<=')} AND ${kept('stage-yellow')}`,
  paused: `${OPEN} AND paused = 1`,
  unattended: `${OPEN} AND ifNull(unattended_at <= ${NOW}, 0) AND ${kept('unattended')}`,
  provisional: `${OPEN} AND provisional = 1`,
  faulty: 'notEmpty(fault_kinds)',
  'at-risk': `${OPEN} AND NOT (${LATE}) AND id IN {likely:Array(String)}`,
};

const dueIn = (days: number): string =>
  `${OPEN} AND NOT (${LATE}) AND (paused = 0 OR runs_on = 1) AND ifNull(toDate(due_at, {zone:String}) = toDate(${NOW}, {zone:String}) + ${String(days)}, 0)`;
/** A clock of first contact or answer that has ended, or whose time is past. */
const judged = (phase: 'contact' | 'answer'): string =>
  `${phase}_due_at IS NOT NULL AND (${phase}_at IS NOT NULL OR ${OPEN} AND ${reachedInStage(`${phase}_due_at`, '<')})`;
const onTime = (phase: 'contact' | 'answer'): string => `ifNull(${phase}_at <= ${phase}_due_at, 0)`;

/** Of each rated case the last rating that counts. */
const LAST_RATINGS = `SELECT transform(toString(source), {ratedSources:Array(String)}, {ratedRegisters:Array(String)}, toString(source)) AS register, case_id
  FROM case_rating FINAL WHERE identity NOT IN (SELECT target FROM withdrawal)
    AND identity NOT IN (SELECT toUUIDOrZero(substring(case_id, 8)) FROM matter FINAL WHERE kind = 'bad-rating' AND excluded = 1)
  GROUP BY register, case_id`;
/** What `LAST_RATINGS` needs: which register a source writes to. */
export const ratedParams = ({ parts }: Grounds): Record<string, unknown> => ({
  ratedSources: [...parts.registers.keys()],
  ratedRegisters: [...parts.registers.values()],
});

/** What holds of a row, as SQL; needs `nowParams`, `ratedParams` and the parameter `zone`, whose days are meant. */
export const TRAITS: Readonly<Record<MatterTrait, string>> = {
  'due-today': dueIn(0),
  'due-tomorrow': dueIn(1),
  'contact-judged': judged('contact'),
  'contact-in-time': onTime('contact'),
  'answer-judged': judged('answer'),
  'answer-in-time': onTime('answer'),
  'closing-judged': `due_at IS NOT NULL AND (closed_at IS NOT NULL OR ${LATE})`,
  'closing-in-time': 'due_at IS NOT NULL AND closed_at IS NOT NULL AND overdue = 0',
  diverted: 'diverted = 1',
  closed: STATES.closed,
  'ended-once': 'closed_at IS NOT NULL OR reopened > 0',
  reopened: 'reopened > 0',
  rated: `(toString(register), case_id) IN (${LAST_RATINGS})`,
  praise: "ifNull(nature = 'praise', 0)",
  satisfied: `(toString(register), case_id) IN (${LAST_RATINGS} HAVING argMax(stars, (time, identity)) >= 3)`,
};
