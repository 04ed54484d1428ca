import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { plainFault } from '@cockpit/platform';
import { CommandFailure, Misuse } from './exit';

/** Resolves a typed path against the current directory, to use and print it in full. */
export const asPath = (typed: string): string => resolve(typed);

/**
 * Reads a JSON file named on the command line.
 * @throws {Misuse} when it cannot be read
 * @throws {CommandFailure} when it is not JSON
 */
export function jsonIn(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    // the error of reading a directory lacks its name
    throw new Misuse(
      plainFault(error instanceof Error ? Object.assign(error, { path: file }) : error) ??
        `${file} cannot be read: ${String(error)}`,
    );
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new CommandFailure(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
