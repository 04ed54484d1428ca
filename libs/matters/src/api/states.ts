import type { CARD_KINDS, MATTER_STATES, MatterTrait } from '@cockpit/contracts';
import type { Grounds } from '../grounds/grounds';
import { sparedParam } from './upheld';

/** SQL for the current time of each row's hall. */
const NOW =
  "fromUnixTimestamp64Milli(transform(ifNull(hall, ''), {fedHalls:Array(String)}, {fedNows:Array(Int64)}, {wallNow:Int64}), 'UTC')";

/** Parameters of `NOW`: halls with their own clock, and the wall clock for all others. Epoch ms. */
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
const notSpared = (kind: (typeof CARD_KINDS)[number]): string => `NOT has({${sparedParam(kind)}:Array(String)}, id)`;

/**
 * SQL conditions of the states. They need `nowParams` and `sparedParams`, and `at-risk` also `likely`. A card removed
 * by an appeal does not count. A paused clock has reached only what it had reached when it was computed; a due time set
 * by the source ignores pauses.
 */
export const STATES: Readonly<Record<(typeof MATTER_STATES)[number], string>> = {
  all: '1',
  open: OPEN,
  closed: 'closed_at IS NOT NULL',
  overdue: LATE,
  red: `${OPEN} AND ${LATE} AND ${notSpared('red')}`,
  yellow: `${OPEN} AND NOT ${LATE} AND ${reached('yellow_at', '<=')} AND ${notSpared('yellow')}`,
  'stage-red': `${OPEN} AND ${reachedInStage('stage_due_at', '<')} AND ${notSpared('stage-red')}`,
  'stage-yellow': `${OPEN} AND NOT ${reachedInStage('stage_due_at', '<')} AND ${reachedInStage('stage_yellow_at', '<=')} AND ${notSpared('stage-yellow')}`,
  paused: `${OPEN} AND paused = 1`,
  unattended: `${OPEN} AND ifNull(unattended_at <= ${NOW}, 0) AND ${notSpared('unattended')}`,
  provisional: `${OPEN} AND provisional = 1`,
  faulty: 'notEmpty(fault_kinds)',
  'at-risk': `${OPEN} AND NOT (${LATE}) AND id IN {likely:Array(String)}`,
};

const dueIn = (days: number): string =>
  `${OPEN} AND NOT (${LATE}) AND (paused = 0 OR runs_on = 1) AND ifNull(toDate(due_at, {zone:String}) = toDate(${NOW}, {zone:String}) + ${String(days)}, 0)`;
/** The first-contact or answer clock has ended or is past its due time. */
const judged = (phase: 'contact' | 'answer'): string =>
  `${phase}_due_at IS NOT NULL AND (${phase}_at IS NOT NULL OR ${OPEN} AND ${reachedInStage(`${phase}_due_at`, '<')})`;
const onTime = (phase: 'contact' | 'answer'): string => `ifNull(${phase}_at <= ${phase}_due_at, 0)`;

/** The last valid rating of each rated case. */
const LAST_RATINGS = `SELECT transform(toString(source), {ratedSources:Array(String)}, {ratedRegisters:Array(String)}, toString(source)) AS register, case_id
  FROM case_rating FINAL WHERE identity NOT IN (SELECT target FROM withdrawal)
    AND identity NOT IN (SELECT toUUIDOrZero(substring(case_id, 8)) FROM matter FINAL WHERE kind = 'bad-rating' AND excluded = 1)
  GROUP BY register, case_id`;
/** Parameters of `LAST_RATINGS`: the register of each source. */
export const ratedParams = ({ parts }: Grounds): Record<string, unknown> => ({
  ratedSources: [...parts.registers.keys()],
  ratedRegisters: [...parts.registers.values()],
});

/** SQL conditions of the traits. They need `nowParams`, `ratedParams` and `zone` for day boundaries. */
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
