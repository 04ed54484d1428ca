import { Asked } from '../support/asked';

/** What is done, and with which engines. */
export type Statements = readonly [name: string, work: (engine: Asked) => unknown];

/** ids, keys and hashes that a store draws by itself */
const DRAWN =
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=hc[st]_)[0-9a-f]{12}|\$argon2id\$.*|(?<![\w-])(?:[0-9a-f]{64}|[\w-]{43})(?![\w-])/g;

/** bytes that sealing adds, at least */
const SEALED = 28;

function plain(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(DRAWN, 'drawn');
  if (Array.isArray(value)) return value.map(plain);
  // a store without a clock of its own
  if (value instanceof Date && Math.abs(value.getTime() - Date.now()) < 60_000) return 'now';
  // what is sealed begins with what was drawn, and ends with a proof of it
  if (Buffer.isBuffer(value) && value.length > SEALED) return 'sealed';
  return value;
}

/**
 * Holds every statement against its snapshot: whoever changes one sees there what an engine is asked from now on.
 * @param foreign what comes from outside: none of it may stand in the text of a statement
 */
export function holdStatements(
  cases: readonly Statements[],
  foreign: readonly string[],
  engineOf: () => Asked | Promise<Asked> = () => new Asked(),
): void {
  it.each(cases)('%s', async (_, work) => {
    const engine = await engineOf();
    await work(engine);
    const asked = engine.statements.map(({ query, values }) => ({ query, values: plain(values) }));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter(({ query }) => foreign.some((word) => query.includes(word)))).toEqual([]);
    expect(asked).toMatchSnapshot();
  });
}
