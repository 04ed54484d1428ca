import type { ImportProblem, ImportReport } from '@cockpit/contracts';
import { addFaults, countFault, MOST_GROUPS } from './faults';
import type { MapProblem } from './map-row';

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

/** Adds the report of one part to the total. */
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
  // Invalid events are sent too: ingestion puts them into quarantine, and its answer counts.
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
