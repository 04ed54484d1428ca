import { createHash, randomBytes } from 'node:crypto';
import { unprocessable } from '@cockpit/platform';
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import type { UserRow } from './entities';

/** Minimum zxcvbn score, by guesses: 0 under 1,000 · 1 under 10⁶ · 2 under 10⁸ · 3 under 10¹⁰ · 4 more. */
const ENOUGH = 3;

let loading: Promise<ZxcvbnFactory> | undefined;
/** Loaded on first use: its list of 40,000 passwords takes a third of a second to load and unpack. */
const loadZxcvbn = (): Promise<ZxcvbnFactory> => (loading ??= newJudge());

async function newJudge(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: 64 });
}

/**
 * Refuses guessable passwords: common ones, keyboard patterns, dates, and the owner's data.
 * @throws AppError 422 `weak-password`
 */
export async function refuseWeak(password: string, ownWords: readonly string[]): Promise<void> {
  if ((await loadZxcvbn()).check(password, [...ownWords]).score >= ENOUGH) return;
  throw unprocessable('weak-password', 'this password is among the first that somebody would try', [
    { path: 'password', message: 'too easy to guess: use several words, or make it longer' },
  ]);
}

export const madeUpPassword = (): string => randomBytes(15).toString('base64url');

/**
 * Digest of an account's credentials that reveals none of them. Sessions store it and end when the password or second
 * factor changes.
 */
export const sealOf = ({
  passwordHash,
  secondFactorSince,
}: Pick<UserRow, 'passwordHash' | 'secondFactorSince'>): string =>
  createHash('sha256')
    .update(secondFactorSince === null ? passwordHash : `${passwordHash}\n${secondFactorSince.toISOString()}`)
    .digest('base64url')
    .slice(0, 16);
