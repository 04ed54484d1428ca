import {
  message,
  part,
  render,
  textOf,
  type Language,
  type Message,
  type Part,
  type FaultGroup,
  type ImportProblem,
  type ImportReport,
} from '@cockpit/contracts';
import { NOTHING_APPLIES } from '@cockpit/sources';
import type { CliContext } from '../context';

const EVERY_MS = 500;

/** Progress on stderr: one line overwritten on a terminal; in a log, one line every few seconds. */
export function progressLine(
  context: Pick<CliContext, 'say' | 'textOf'>,
): (report: ImportReport, share: number) => void {
  const terminal = process.stderr.isTTY;
  // starts at the first report, because engine start and the first pass come before it
  let began: { at: number; events: number } | undefined;
  let last = 0;
  return (report, share) => {
    const now = Date.now();
    began ??= { at: now, events: report.events };
    if (share < 1 && now - last < (terminal ? EVERY_MS : 10 * EVERY_MS)) return;
    last = now;
    const bar = '█'.repeat(Math.round(share * 24)).padEnd(24, '░');
    const rate = Math.round((report.events - began.events) / Math.max(0.001, (now - began.at) / 1000));
    const line = context.textOf(
      message('import.progress', {
        bar,
        percent: (share * 100).toFixed(0).padStart(3),
        rows: count(report.rows),
        events: count(report.events),
        rate: count(rate),
      }),
    );
    if (terminal) process.stderr.write(`\r${line}${share >= 1 ? '\n' : ''}`);
    else context.say(line);
  };
}

/** Result of an import as text lines. */
export function reportText(report: ImportReport, language: Language): string {
  const { events, accepted, rejected, skipped, faults, problems, firstEventAt: from, lastEventAt: to, dryRun } = report;
  const sums = { rows: count(report.rows), events: count(events) };
  return [
    dryRun ? message('import.tried', sums) : message('import.sent', { ...sums, accepted: count(accepted) }),
    ...(from === null ? [] : [message('import.span', { from, to: to ?? '' })]),
    ...Object.entries(skipped).map(([why, n]) => message('import.skipped', { n: count(n), why: skipWords(why) })),
    ...Object.entries(rejected).map(([reason, n]) => message('import.rejected', { n: count(n), reason })),
    ...faults.map((fault) => faultWords(fault, language)),
    ...problems.map((problem) => problemWords(problem, language)),
  ]
    .map((line) => render(line, language) ?? line.code)
    .join('\n');
}

/** Texts of the mapping stay as they are. */
const skipWords = (why: string): string | Part => (why === NOTHING_APPLIES ? part('import.nothing-applies', {}) : why);

/** By field and reason: column, fault, count, and first row. */
function faultWords(
  { path, column, cause, message: sent, count: n, firstRow }: FaultGroup,
  language: Language,
): Message {
  const why = cause === null ? sent : (render({ code: `cause.${cause.code}`, params: cause.params }, language) ?? sent);
  const where = [path, column ?? ''].filter((part) => part !== '').join(' ← ');
  return message('import.fault', {
    n: count(n),
    where: where === '' ? '' : part('import.where', { where }),
    why,
    row: firstRow,
  });
}

function problemWords(
  { row, reason, path, message: sent, id, causes = [] }: ImportProblem,
  language: Language,
): Message {
  const at = (where: string, why: string): string =>
    where === '' ? why : textOf('import.at', { path: where, why }, language);
  const why =
    causes.length === 0
      ? at(path, sent)
      : causes
          .map(({ path: where, code, params }) =>
            at(where, render({ code: `cause.${code}`, params }, language) ?? sent),
          )
          .join('; ');
  return message('import.problem', { row, reason, why, id: id === undefined ? '' : part('import.id', { id }) });
}

const count = (n: number): string => n.toLocaleString('en');
