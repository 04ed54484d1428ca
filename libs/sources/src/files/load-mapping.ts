import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ImportMisuse } from './misuse';
import { Mapping } from './mapping';

/** Reads a mapping file; reports all faults at once with their paths. */
export async function loadMapping(path: string): Promise<Mapping> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new ImportMisuse(
      `cannot read the mapping ${path}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const read = Mapping.safeParse(json);
  if (read.success) return read.data;
  throw new ImportMisuse(`the mapping ${path} is not right:\n${z.prettifyError(read.error)}`);
}
