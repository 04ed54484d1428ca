import { createHash } from 'node:crypto';
import { message, type BulletinCell, type BulletinSection, type MatterSummary, type Message } from '@cockpit/contracts';
import type { Grounds } from './grounds';

/** Fits on two pages. */
export const FINDINGS_PRINTED = 30;

/** The section of open findings with their owners and deadlines. */
export function findings({ findings: open, dayOf, ownersOf }: Grounds): BulletinSection {
  const says: Message[] =
    open.length === 0 ? [message('bulletin.findings-none', {})] : [message('bulletin.findings-open', {})];
  if (open.length > FINDINGS_PRINTED) says.push(message('bulletin.findings-more', {}));
  return {
    key: 'findings',
    title: message('bulletin.findings', {}),
    paragraphs: says.map((words) => ({ key: words.code, words })),
    charts: [],
    tables:
      open.length === 0
        ? []
        : [
            {
              key: 'findings',
              title: message('bulletin.findings-table', {}),
              columns: [
                message('bulletin.matter', {}),
                message('bulletin.kind', {}),
                message('bulletin.owner', {}),
                message('bulletin.due', {}),
              ],
              widths: [7, 2, 5, 4],
              rows: open.slice(0, FINDINGS_PRINTED).map((matter) => rowOf(matter, dayOf, ownersOf(matter))),
            },
          ],
  };
}

/** A row whose cells the manager edits; their keys stay the same while the matter is open. */
function rowOf(matter: MatterSummary, dayOf: Grounds['dayOf'], owners: readonly string[]): BulletinCell[] {
  const key = `matter-${createHash('sha256').update(matter.id).digest('hex').slice(0, 20)}`;
  const asIs = (text: string): Message => message('bulletin.as-is', { text });
  return [
    { key, words: asIs(matter.title ?? matter.itemName ?? matter.caseId) },
    { words: message(matter.kind === 'order' ? 'bulletin.kind-order' : 'bulletin.kind-finding', {}) },
    { key: `${key}-owner`, words: owners.length === 0 ? message('bulletin.nobody', {}) : asIs(owners.join('、')) },
    { key: `${key}-due`, words: dueWords(matter, dayOf) },
  ];
}

function dueWords({ dueAt, overdue }: MatterSummary, dayOf: Grounds['dayOf']): Message {
  if (dueAt === null) return message('bulletin.due-none', {});
  return overdue
    ? message('bulletin.overdue', { day: dayOf(dueAt) })
    : message('bulletin.as-is', { text: dayOf(dueAt) });
}

/** The section of the expected load of the next period. */
export function next({ book, expected }: Grounds): BulletinSection {
  const forecasts = expected.filter((day): day is typeof day & { arrivals: number } => day.arrivals !== null);
  return {
    key: 'next',
    title: message('bulletin.next', {}),
    paragraphs: [
      forecasts.length === 0
        ? { key: 'load-none', words: message('bulletin.load-none', {}) }
        : { key: 'load-how', words: message('bulletin.load-how', {}) },
    ],
    tables:
      forecasts.length === 0
        ? []
        : [
            {
              key: 'load',
              title: message('bulletin.load', {}),
              columns: [message('bulletin.day', {}), message('bulletin.expected', {})],
              widths: [1, 1],
              rows: forecasts.map(({ day, arrivals }) => [
                { text: day },
                book.cell(book.forecast(day, null, arrivals)),
              ]),
            },
          ],
    charts:
      forecasts.length === 0
        ? []
        : [
            {
              key: 'load',
              title: message('bulletin.load', {}),
              points: expected.map(({ day, arrivals }) => ({ label: day.slice(5), value: arrivals })),
            },
          ],
  };
}
