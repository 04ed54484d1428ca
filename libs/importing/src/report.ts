import { Cause } from '@cockpit/contracts';
import { z } from 'zod';
import { addFaults, countFault, FaultGroup, MOST_GROUPS } from './faults';
import type { MapProblem } from './map-row';

const ImportProblem = z.object({
  row: z.number(),
  reason: z.string(),
  path: z.string(),
  message: z.string(),
  /** the message as data, where it has words */
  causes: z.array(Cause).optional(),
  id: z.string().optional(),
  /** of the file, where what is wrong comes from one */
  column: z.string().optional(),
});
export type ImportProblem = z.infer<typeof ImportProblem>;

export const ImportReport = z.object({
  rows: z.number(),
  /** events the file holds, sent or (dry run) ready to be sent */
  events: z.number(),
  /** rows the mapping leaves out on purpose, by its own words */
  skipped: z.record(z.string(), z.number()),
  accepted: z.number(),
  /** not sent, or refused by the door: by reason */
  rejected: z.record(z.string(), z.number()),
  /** the same by field and reason, the most frequent first */
  faults: z.array(FaultGroup).default([]),
  /** the first of them */
  problems: z.array(ImportProblem),
  firstEventAt: z.string().nullable(),
  lastEventAt: z.string().nullable(),
  dryRun: z.boolean(),
  /** rows an earlier run, cut off, had brought in already */
  resumedAfterRows: z.number().optional(),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const emptyReport = (dryRun: boolean): ImportReport => ({
  rows: 0,
  events: 0,
  skipped: {},
  accepted: 0,
  rejected: {},
  faults: [],
  problems: [],
  firstEventAt: null,
  lastEventAt: null,
  dryRun,
});

/** Adds one part of a file to what is known of the parts before it. */
export function addReport(to: ImportReport, part: ImportReport, examples: number): void {
  to.rows += part.rows;
  to.events += part.events;
  to.accepted += part.accepted;
  for (const [why, count] of Object.entries(part.skipped)) to.skipped[why] = (to.skipped[why] ?? 0) + count;
  for (const [reason, count] of Object.entries(part.rejected)) to.rejected[reason] = (to.rejected[reason] ?? 0) + count;
  to.faults = addFaults(to.faults, part.faults).slice(0, MOST_GROUPS);
  to.problems.push(...part.problems.slice(0, Math.max(0, examples - to.problems.length)));
  for (const time of [part.firstEventAt, part.lastEventAt]) if (time !== null) span(to, time);
}

export function span(report: ImportReport, time: unknown): void {
  if (typeof time !== 'string' || Number.isNaN(Date.parse(time))) return;
  const { firstEventAt, lastEventAt } = report;
  if (firstEventAt === null || Date.parse(time) < Date.parse(firstEventAt)) report.firstEventAt = time;
  if (lastEventAt === null || Date.parse(time) > Date.parse(lastEventAt)) report.lastEventAt = time;
}

export function note(report: ImportReport, row: number, problem: MapProblem, examples: number): void {
  if (problem.kind === 'skipped') report.skipped[problem.message] = (report.skipped[problem.message] ?? 0) + 1;
  // What is invalid is sent all the same: the door puts it into quarantine and its answer is what counts.
  else if (problem.kind === 'mapping' || report.dryRun)
    reject(
      report,
      {
        row,
        reason: problem.kind,
        path: problem.path,
        message: problem.message,
        ...(problem.cause === undefined ? {} : { causes: [problem.cause] }),
        ...(problem.column === undefined ? {} : { column: problem.column }),
      },
      examples,
    );
}

export function reject(report: ImportReport, problem: ImportProblem, examples: number): void {
  report.rejected[problem.reason] = (report.rejected[problem.reason] ?? 0) + 1;
  const { reason, path, message, causes: [first = null] = [], column = null } = problem;
  countFault(
    report.faults,
    { reason, path, column, cause: first, message: first === null ? message : '' },
    problem.row,
  );
  if (report.problems.length < examples) report.problems.push(problem);
}
