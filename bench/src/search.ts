import { AccessModule } from '@cockpit/access';
import { OrganisationDoc, type Caller } from '@cockpit/contracts';
import { OrganisationModule, OrganisationService } from '@cockpit/organisation';
import { createClickhouse, type Settings } from '@cockpit/platform';
import { Search, SearchApiModule } from '@cockpit/search';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { timeOf, type QueryTimes } from './query';

@Module({ imports: [AccessModule, OrganisationModule, SearchApiModule] })
export class SearchBenchModule {}

export interface SearchBench {
  names: number;
  visits: number;
  cases: number;
  /** the first question after a start: the index is made */
  firstMs: number;
  /** by what is asked, of somebody who sees every hall */
  alone: Record<string, QueryTimes>;
  ten: Record<string, QueryTimes>;
}
export interface SearchBenchOptions {
  halls: number;
  visits: number;
  seconds: number;
  say: (line: string) => void;
}

const WINDOWS = 12;
const OFFICERS = 16;
const ITEMS = 600;
const DAYS = 28;
/** Rows written by one statement: it must be done before the connection gives up. */
const AT_ONCE = 200_000;
const TOGETHER = 10;
const CITIES = Array.from('云江长安重庆平安新城北海南山东湖西湖金沙');
const FAMILY = Array.from('王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗单曾解查');
const GIVEN = Array.from('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华');
const sign = (signs: readonly string[], n: number): string => signs[n % signs.length] ?? '';
const CALLER: Caller = { kind: 'user', id: 'bench', name: 'bench', role: 'manager', halls: 'all' };

/** Halls, items and people with Chinese names, as many as a province has. */
function province(halls: number): OrganisationDoc {
  const branch = 'household';
  const hallNames = Array.from({ length: halls }, (_, i) =>
    [sign(CITIES, i), sign(CITIES, i >> 3), sign(CITIES, i >> 6), i % 5 === 0 ? '市民中心' : '派出所'].join(''),
  );
  return OrganisationDoc.parse({
    format: 'organisation/1',
    bureau: { code: 'bureau', name: '公安厅' },
    branches: [{ code: branch, name: '户政' }],
    categories: [{ code: 'HZ', name: '户政', branch }],
    items: Array.from({ length: ITEMS }, (_, i) => ({
      code: `HZ-${String(i).padStart(4, '0')}`,
      branch,
      category: 'HZ',
      name: `${sign(GIVEN, i)}${sign(FAMILY, i >> 4)}居民身份证换领登记`,
    })),
    halls: hallNames.map((name, i) => ({
      code: `P${String(i)}`,
      name,
      tier: 'hall',
      queues: [{ code: 'q', name: '户政', branch }],
      windows: Array.from({ length: WINDOWS }, (_, w) => ({
        id: `P${String(i)}-W${String(w + 1)}`,
        number: String(w + 1),
        queues: ['q'],
      })),
    })),
    officers: Array.from({ length: halls * OFFICERS }, (_, i) => ({
      id: `o${String(i)}`,
      hall: `P${String(i % halls)}`,
      name: `${sign(FAMILY, i)}${sign(GIVEN, i >> 3)}${sign(GIVEN, i >> 7)}`,
    })),
  });
}

/** A province in the stores: visits of 28 days, and one case for every ten of them. */
export async function fillForSearch(
  app: INestApplicationContext,
  settings: Settings,
  { halls, visits, say }: SearchBenchOptions,
): Promise<void> {
  await app
    .get(OrganisationService)
    .replace(province(halls), { kind: 'system', id: 'bench', name: 'bench' }, '2020-01-01');
  const client = createClickhouse(settings, 'writer');
  const run = (query: string) => client.command({ query, clickhouse_settings: { max_execution_time: 600 } });
  const place = `concat('P', toString(number % ${String(halls)})) AS hall`;
  for (let from = 0; from < visits; from += AT_ONCE) {
    const numbers = `numbers(${String(from)}, ${String(Math.min(AT_ONCE, visits - from))})`;
    await run(`INSERT INTO visit (hall, day, ticket_id, version, number, queue, priority, first_at, issued_at, items, result, legs)
      SELECT ${place}, today() - toUInt32(intDiv(number, ${String(halls)}) % ${String(DAYS)}) AS day, concat('t', toString(number)), 1, concat('A', leftPad(toString(intDiv(number, ${String(halls * DAYS)})), 3, '0')), 'q', 0,
        toDateTime64(day, 3, 'UTC') + 3600 + number % 20000 AS issued, issued, [], 'done', '[]' FROM ${numbers}`);
    await run(`INSERT INTO matter (register, case_id, id, version, source, kind, category, item, hall, halls, unit, first_at, accepted_at, last_event_at, computed_at, card)
      SELECT 'r', concat('YJ2026', leftPad(toString(number), 8, '0')), concat('m', toString(number)), 1, 's', 'case', 'HZ', 'HZ-0001', ${place}, [hall], 'u', now(), now(), now(), now(), 'none' FROM ${numbers} WHERE number % 10 = 0`);
  }
  await client.close();
  say('a province stands in the tables');
}

/** Asks as people type: the beginning of a name, its first letters, a number. */
export async function benchSearch(
  app: INestApplicationContext,
  { halls, visits, seconds, say }: SearchBenchOptions,
): Promise<SearchBench> {
  const search = app.get(Search);
  const near = (): string => `P${String(Math.floor(Math.random() * halls))}`;
  const any = (n: number): number => Math.floor(Math.random() * n);
  const ask = (question: () => string) => () => search.find(question(), near(), CALLER);
  const questions: Record<string, () => Promise<unknown>> = {
    'a hall by its first letters': ask(() => ['yjp', 'cap', 'jjsmzx', 'nshp'][any(4)] ?? ''),
    'a window beside its hall': ask(() => `${['yjp', 'cap', 'jjsmzx'][any(3)] ?? ''} ${String(1 + any(WINDOWS))}`),
    'a person by first letters': ask(() => ['wfm', 'lw', 'zq', 'sxm'][any(4)] ?? ''),
    'a name that nothing has': ask(() => `没有${sign(CITIES, any(12))}`),
    'a ticket by its number': ask(() => `A${String(any(30)).padStart(3, '0')}`),
    'a case by its number': ask(() => `YJ2026${String(10 * any(visits / 10)).padStart(8, '0')}`),
  };
  const began = performance.now();
  await search.find('yj', null, CALLER);
  const firstMs = Math.round(performance.now() - began);
  say(`the index is made in ${String(firstMs)} ms`);
  const run = async (clients: number): Promise<Record<string, QueryTimes>> => {
    const results: Record<string, QueryTimes> = {};
    for (const [name, question] of Object.entries(questions)) results[name] = await timeOf(question, clients, seconds);
    return results;
  };
  await run(2);
  const names = halls * (1 + WINDOWS + OFFICERS) + ITEMS;
  return { names, visits, cases: Math.ceil(visits / 10), firstMs, alone: await run(1), ten: await run(TOGETHER) };
}
