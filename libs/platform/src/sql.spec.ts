import { bind, joined, sql, statementOf, withShortFields, written } from './sql';

describe('statements put together from pieces', () => {
  it('bind values and never write them into the text', () => {
    const odd = "x'); DROP TABLE visit; --\\\0";
    const where = joined([sql`hall = ${bind.text(odd)}`, sql`day = ${bind.day('2026-11-20')}`], ' AND ');
    expect(statementOf(sql`SELECT ${written('queue')} FROM visit WHERE ${where}`)).toEqual({
      query: 'SELECT queue FROM visit WHERE hall = {p0:String} AND day = {p1:Date}',
      query_params: { p0: odd, p1: '2026-11-20' },
    });
  });

  it('name a value once however often it stands there, and tell types apart', () => {
    const zone = bind.text('Asia/Shanghai');
    const { query, query_params } = statementOf(sql`${zone} ${zone} ${bind.text('1')} ${bind.number(1)}`);
    expect(query).toBe('{p0:String} {p0:String} {p1:String} {p2:Float64}');
    expect(query_params).toEqual({ p0: 'Asia/Shanghai', p1: '1', p2: 1 });
  });

  it('put a list into as many fields as it needs, in its order', () => {
    const ids = Array.from({ length: 20_000 }, (_, n) => `事项-${String(n)}`);
    const { query, query_params } = withShortFields(statementOf(sql`SELECT x WHERE id IN ${bind.texts(ids)}`));
    expect(query).toMatch(
      /^SELECT x WHERE id IN arrayConcat\(\{p0_0:Array\(String\)\}(, \{p0_\d+:Array\(String\)\})+\)$/,
    );
    expect(Object.values(query_params).flat()).toEqual(ids);
    for (const field of Object.values(query_params))
      expect(Buffer.byteLength(JSON.stringify(field))).toBeLessThan(128 * 1024);
  });

  it('carry many values as a few texts, in their order', () => {
    expect(statementOf(sql`SELECT ${bind.listed(['a', 'b'])}`)).toEqual({
      query: "SELECT splitByChar(',', {p0:String})",
      query_params: { p0: 'a,b' },
    });
    const ids = Array.from({ length: 5000 }, (_, n) => String(n).padStart(32, '0'));
    const { query, query_params } = statementOf(sql`SELECT ${bind.listed(ids)}`);
    expect(query).toMatch(
      /^SELECT arrayConcat\(splitByChar\(',', \{p0:String\}\)(, splitByChar\(',', \{p\d+:String\}\))+\)$/,
    );
    const fields = Object.values(query_params).map(String);
    expect(fields.flatMap((field) => field.split(','))).toEqual(ids);
    for (const field of fields) expect(Buffer.byteLength(field)).toBeLessThan(128 * 1024);
  });

  it('leave short and empty lists as they are', () => {
    for (const list of [[], ['a', 'b']]) {
      const statement = statementOf(sql`SELECT ${bind.texts(list)}`);
      expect(withShortFields(statement)).toEqual(statement);
    }
  });
});
