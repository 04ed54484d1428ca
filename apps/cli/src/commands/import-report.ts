import type { ImportReport } from '@cockpit/importing';
import type { CliContext } from '../context';

const EVERY_MS = 500;

/** One line on stderr that overwrites itself on a terminal; in a log, one line every few seconds. */
export function progressLine(context: Pick<CliContext, 'say'>): (report: ImportReport, share: number) => void {
  const terminal = process.stderr.isTTY;
  // from the first report on: before it engines were started and the file was read for its halls
  let began: { at: number; events: number } | undefined;
  let last = 0;
  return (report, share) => {
    const now = Date.now();
    began ??= { at: now, events: report.events };
    if (share < 1 && now - last < (terminal ? EVERY_MS : 10 * EVERY_MS)) return;
    last = now;
    const bar = '█'.repeat(Math.round(share * 24)).padEnd(24, '░');
    const rate = Math.round((report.events - began.events) / Math.max(0.001, (now - began.at) / 1000));
    const line = `${bar} ${(share * 100).toFixed(0).padStart(3)} %  ${count(report.rows)} rows  ${count(report.events)} events  ${count(rate)}/s`;
    if (terminal) process.stderr.write(`\r${line}${share >= 1 ? '\n' : ''}`);
    else context.say(line);
  };
}

export function reportText(report: ImportReport): string {
  const { rows, events, accepted, rejected, skipped, problems, firstEventAt, lastEventAt, dryRun } = report;
  const lines = [
    dryRun
      ? `${count(rows)} rows read, ${count(events)} events would be sent; nothing was`
      : `${count(rows)} rows read, ${count(events)} events sent, ${count(accepted)} accepted (repeats included)`,
    ...(firstEventAt === null ? [] : [`from ${firstEventAt} to ${lastEventAt ?? ''}`]),
    ...Object.entries(skipped).map(([why, n]) => `skipped ${count(n)}: ${why}`),
    ...Object.entries(rejected).map(([reason, n]) => `rejected ${count(n)}: ${reason}`),
    ...problems.map(
      ({ row, reason, path, message, id }) =>
        `  row ${String(row)}${id === undefined ? '' : ` (${id})`}  ${reason}  ${path === '' ? '' : `${path}: `}${message}`,
    ),
  ];
  return lines.join('\n');
}

const count = (n: number): string => n.toLocaleString('en');
