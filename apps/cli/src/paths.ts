import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { plainFault } from '@cockpit/platform';
import { CommandFailure, Misuse } from './exit';

/** A path as it was typed means the directory the command was called from; it is used and printed whole. */
export const asPath = (typed: string): string => resolve(typed);

/**
 * The JSON of a file that was named on the command line.
 * @throws {Misuse} when it cannot be read @throws {CommandFailure} when it is no JSON
 */
export function jsonIn(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    // reading a directory fails without its name
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
