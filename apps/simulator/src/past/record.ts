import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { noticesIn } from '../hall/calendar';
import { SIMULATED } from '../halls';
import { learnedOf, recordDay } from './record-day';
import { RECORDED_DAYS, templateDays } from './template';

/**
 * `node dist/apps/simulator/src/past/record.js DIRECTORY [HALL…]` records the past again. It takes a quarter of an hour
 * of CPU time.
 */
function main(directory: string, onlyHalls: readonly string[]): void {
  mkdirSync(directory, { recursive: true });
  const template = templateDays(noticesIn(join(__dirname, '..', '..', '..', '..', '..', 'calendars', 'cn-holidays')));
  for (const hall of SIMULATED) {
    if (hall.twinOf !== undefined || (onlyHalls.length > 0 && !onlyHalls.includes(hall.code))) continue;
    const learned = learnedOf(hall, template);
    const days: Record<string, object> = {};
    for (let back = 1; back <= RECORDED_DAYS; back += 1) {
      const day = template(hall, back);
      if (day === null) continue;
      const { events, ...played } = recordDay(hall, day, learned);
      days[String(back)] = played;
      // The file has no time of its own: the same past gives the same bytes. If interrupted, the newest days are there.
      writeFileSync(
        join(directory, `${hall.code}.json.gz`),
        gzipSync(JSON.stringify({ hall: hall.code, days }), { level: 9 }),
      );
      console.log(
        `${hall.code} ${day.date}: ${String(events.length)} events, ${String(played.prompts.length)} prompts, ${String(played.warnings.length)} warnings`,
      );
    }
  }
}

main(process.argv[2] ?? 'recorded', process.argv.slice(3));
