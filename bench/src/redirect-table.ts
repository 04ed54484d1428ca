import { POLICY_KEYS } from '@cockpit/domain';
import type { RedirectBench } from './redirect-run';

const COLUMNS = [
  'policy',
  'mean',
  'P90',
  '>15',
  '>20',
  '>30',
  'worst branch',
  'cut',
  'capture',
  'prompts/h',
  'switches/day',
  'decision ms',
];

/** The table a person reads: minutes and per cent, cut with its 95 % interval. */
export function redirectTable(bench: RedirectBench): string {
  const rows = POLICY_KEYS.flatMap((key) => {
    const p = bench.policies[key];
    if (p === undefined) return [];
    const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
    return [
      [
        key,
        p.meanWait.toFixed(1),
        p.p90.toFixed(1),
        percent(p.over15),
        percent(p.over20),
        percent(p.over30),
        p.worstBranchMean.toFixed(1),
        key === 'A' ? '–' : `${(100 * p.cut).toFixed(1)} ± ${(100 * p.cutCI).toFixed(1)} %`,
        p.capture === null ? '–' : percent(p.capture),
        p.promptsPerHour.toFixed(1),
        p.switches.toFixed(0),
        p.decisionMsMedian === null ? '–' : p.decisionMsMedian.toFixed(2),
      ],
    ];
  });
  const widths = COLUMNS.map((name, i) => Math.max(name.length, ...rows.map((r) => (r[i] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  const { first, last } = bench.days;
  const plan = bench.policies.plan;
  const both = bench.policies['plan+link+guide+reserve'];
  const parts =
    plan === undefined || both === undefined
      ? []
      : [
          '',
          `Of the last cut the plan of the day alone gives ${(100 * plan.cut).toFixed(1)} %; prompts add ${(100 * (both.cut - plan.cut)).toFixed(1)} points.`,
        ];
  const stranded = Math.max(0, ...Object.values(bench.policies).map((p) => p.stranded));
  const lost =
    stranded === 0
      ? []
      : [
          '',
          `Under some policy ${String(stranded)} tickets were never called: nobody could serve them. They count with their patience.`,
        ];
  return [
    `${bench.scenario}, days ${String(first)}–${String(last)}, ${String(bench.tickets)} tickets; minutes of waiting, 95 % intervals by day-level jackknife`,
    '',
    line(COLUMNS),
    line(widths.map((w) => '─'.repeat(w))),
    ...rows.map(line),
    ...parts,
    ...lost,
    '',
  ].join('\n');
}
