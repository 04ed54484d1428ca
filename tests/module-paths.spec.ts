import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Paths = z.record(z.string(), z.array(z.string()));
const read = (file: string): unknown => JSON.parse(readFileSync(join(__dirname, '..', file), 'utf8'));

describe('the names of modules', () => {
  it('are known to the build as to the type checker: a server that misses one does not start', () => {
    const { compilerOptions } = z.object({ compilerOptions: z.object({ paths: Paths }) }).parse(read('tsconfig.json'));
    const { jsc } = z.object({ jsc: z.object({ paths: Paths }) }).parse(read('.swcrc'));
    expect(jsc.paths).toEqual(compilerOptions.paths);
  });
});
