import { existsSync } from 'node:fs';
import { join } from 'node:path';

const DIRECTORY = join(__dirname, '../../../shared/data');

/**
 * Tests on data that is not part of the project: skipped with a word where it is absent, a failure under CI.
 * @param file path below the shared data directory, handed on as a full path
 */
export function describeWithData(name: string, file: string, tests: (path: string) => void): void {
  const path = join(DIRECTORY, file);
  const present = existsSync(path);
  if (!present && process.env['CI'] === 'true') throw new Error(`${path} must be there in CI`);
  if (!present) console.warn(`left out: ${path} is not on this machine`);
  (present ? describe : describe.skip)(name, () => {
    tests(path);
  });
}
