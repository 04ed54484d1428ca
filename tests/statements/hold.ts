import { Asked } from '../support/asked';

/** What is done, and with which engines. */
export type Statements = readonly [name: string, work: (engine: Asked) => unknown];

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** ids that a store draws by itself */
const drawn = (value: unknown): unknown => (typeof value === 'string' && UUID.test(value) ? 'drawn' : value);

/**
 * Holds every statement against its snapshot: whoever changes one sees there what an engine is asked from now on.
 * @param foreign what comes from outside: none of it may stand in the text of a statement
 */
export function holdStatements(cases: readonly Statements[], foreign: readonly string[]): void {
  it.each(cases)('%s', async (_, work) => {
    const engine = new Asked();
    await work(engine);
    const asked = engine.statements.map(({ query, values }) => ({
      query,
      values: Array.isArray(values) ? values.map(drawn) : values,
    }));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter(({ query }) => foreign.some((word) => query.includes(word)))).toEqual([]);
    expect(asked).toMatchSnapshot();
  });
}
