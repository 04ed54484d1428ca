import { existsSync } from 'node:fs';
import { isPolicyKey, type PolicyKey } from '@cockpit/domain';
import { quoteRecording } from './predict-events';
import { readRecording } from './predict-recording';
import { runPredictBench } from './predict-run';
import { readDays, readScenarioFile, type Output } from './scenario-days';

export interface BenchPredictOptions {
  readonly scenario?: string;
  /** `FIRST-LAST` */
  readonly days?: string;
  readonly policy?: string;
  /** CloudEvents as NDJSON */
  readonly events?: string;
  /** RFC 3339 with an offset: warm-up before, quotes from then on */
  readonly from?: string;
  readonly json?: boolean;
}

/** Policies under which days can be watched event by event. */
const POLICIES: readonly PolicyKey[] = ['A', 'reassign', 'linkAll', 'link', 'link+guide', 'plan+link+guide+reserve'];

/** `cockpit bench predict`. @returns the exit code: 0 done, 2 misused (every fault is told on stderr) */
export async function benchPredict(options: BenchPredictOptions, output: Output): Promise<0 | 2> {
  const faults: string[] = [];
  const given = [options.scenario, options.events].filter((o) => o !== undefined).length;
  if (given !== 1) faults.push('give either --scenario FILE --days FIRST-LAST or --events FILE --from TIME');
  if (given === 1 && options.events !== undefined) return benchEvents(options.events, options.from, output);
  const scenario = options.scenario === undefined ? undefined : readScenarioFile(options.scenario, faults, output);
  const days = readDays(options.days ?? '', faults, { most: 10_000, example: '20001-20150' });
  const policy = readPolicy(options.policy ?? 'link', faults);
  if (scenario === undefined || days === undefined || policy === undefined || faults.length > 0)
    return misused(faults, output);
  let told = Date.now();
  const bench = await runPredictBench({
    scenario,
    policy,
    ...days,
    onProgress: (done, all) => {
      if (done < all && Date.now() - told < 2_000) return;
      told = Date.now();
      output.err(`${String(done)}/${String(all)} days (the days before the first are warm-up)\n`);
    },
  });
  output.out(`${JSON.stringify(bench, null, options.json === true ? 0 : 2)}\n`);
  return 0;
}

async function benchEvents(file: string, from: string | undefined, output: Output): Promise<0 | 2> {
  const faults: string[] = [];
  const start = readFrom(from);
  if (start === undefined)
    faults.push(`--from ${from ?? ''}: expected a day, or an RFC 3339 time such as 2020-01-13T00:00:00+01:00`);
  if (!existsSync(file)) faults.push(`--events ${file}: there is no such file`);
  if (start === undefined || faults.length > 0) return misused(faults, output);
  const recording = await readRecording(file);
  for (const fault of recording.faults) output.err(`left out, ${fault}\n`);
  if (recording.rejected > recording.faults.length) output.err(`left out ${String(recording.rejected)} lines in all\n`);
  const summary = quoteRecording(recording, start, (line) => {
    output.out(`${JSON.stringify(line)}\n`);
  });
  output.err(`${JSON.stringify({ ...summary, rejected: recording.rejected })}\n`);
  return 0;
}

/** A day begins at 00:00 of each hall; a time is the same moment everywhere. */
function readFrom(text: string | undefined): ((offsetMin: number) => number) | undefined {
  if (text === undefined) return undefined;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const start = Date.parse(isDay ? `${text}T00:00:00Z` : text);
  if (Number.isNaN(start)) return undefined;
  return isDay ? (offsetMin) => start - offsetMin * 60_000 : () => start;
}

function misused(faults: readonly string[], output: Output): 2 {
  output.err(`${faults.join('\n')}\n`);
  return 2;
}

function readPolicy(text: string, faults: string[]): PolicyKey | undefined {
  if (isPolicyKey(text) && POLICIES.includes(text)) return text;
  faults.push(`--policy ${text}: expected one of ${POLICIES.join(', ')}`);
  return undefined;
}
