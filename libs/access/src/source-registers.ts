import { z } from 'zod';

/** A Postgres connection or transaction. */
interface Queryable {
  query: (sql: string, values?: unknown[]) => Promise<unknown>;
}
const Row = z.object({ source: z.string(), register: z.string() });

const ALL = 'SELECT source, register FROM matter_register';
const OF = `${ALL} WHERE source = $1`;
const BESIDE = `${ALL} WHERE register = (SELECT register FROM matter_register WHERE source = $1)`;
const ANY = 'SELECT EXISTS (SELECT 1 FROM matter_register) AS shared';
const FORGET = 'DELETE FROM matter_register WHERE source = $1';
const DECLARE =
  'INSERT INTO matter_register (source, register) VALUES ($1, $2) ON CONFLICT (source) DO UPDATE SET register = EXCLUDED.register';

/** Register of each source. Sources with the same register share their cases; a source not listed has its own. */
export async function sourceRegisters(postgres: Queryable): Promise<Map<string, string>> {
  const rows = z.array(Row).parse(await postgres.query(ALL));
  return new Map(rows.map(({ source, register }) => [source, register]));
}

/** The source and all others with the same register. */
export async function sourcesBeside(postgres: Queryable, source: string): Promise<string[]> {
  const rows = z.array(Row).parse(await postgres.query(BESIDE, [source]));
  return [...new Set([source, ...rows.map((row) => row.source)])];
}

export async function registerOf(postgres: Queryable, source: string): Promise<string | null> {
  const [row] = z.array(Row).parse(await postgres.query(OF, [source]));
  return row?.register ?? null;
}

/** @param register null: the source gets its own again */
export async function declareRegister(postgres: Queryable, source: string, register: string | null): Promise<void> {
  await (register === null ? postgres.query(FORGET, [source]) : postgres.query(DECLARE, [source, register]));
}

/** Whether sources share a register, so that several may report one matter. */
export async function hasSharedRegisters(postgres: Queryable): Promise<boolean> {
  const [found] = z.array(z.object({ shared: z.boolean() })).parse(await postgres.query(ANY));
  return found?.shared === true;
}
