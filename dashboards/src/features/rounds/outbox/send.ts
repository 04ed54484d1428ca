import type { ActOnMatter, NewMatter, NewMatterFile, NewRoundAnswer, RoundAnswer } from '@cockpit/contracts';
import { ApiError } from '../../../shared/http';
import type { Entry } from './entry';

/** What is asked of the server. */
export interface Server {
  answer: (round: string, hall: string, answer: NewRoundAnswer) => Promise<RoundAnswer>;
  enter: (matter: NewMatter) => Promise<{ id: string; at: string }>;
  file: (matter: string, photo: NewMatterFile) => Promise<string>;
  act: (matter: string, asked: ActOnMatter) => Promise<unknown>;
}

/** Refusals that pass by themselves: no network, nobody signed in, too much at once, or a matter that is not computed yet. */
const PASSING = new Set([0, 401, 408, 425, 429]);
export const isPassing = (error: unknown): boolean =>
  error instanceof ApiError &&
  (PASSING.has(error.status) || error.status >= 500 || isNotYet(error) || error.problem.code === 'unexpected-answer');
export const isNotYet = (error: unknown): boolean =>
  error instanceof ApiError && error.problem.code === 'unknown-matter';
const isGone = (error: unknown): boolean => error instanceof ApiError && error.problem.code === 'unknown-file';

/**
 * Sends what has not arrived of an entry, each part under the key it has always had: an answer that gets lost costs nothing.
 * @param keep writes down what has arrived before anything else is sent
 * @returns the answer of its line
 * @throws {ApiError} what the server refuses, or why it cannot be asked
 */
export async function sendEntry(
  entry: Entry,
  server: Server,
  keep: (entry: Entry) => Promise<void>,
): Promise<RoundAnswer> {
  const { key, round, hall, line, area, at, answer, by, title, text, photos, photoNote } = entry;
  if (answer !== 'finding') return server.answer(round, hall, { key, line, answer, at });
  let { matter, files } = entry.sent;
  const arrived = (): Promise<void> => keep({ ...entry, sent: { matter, files } });
  if (matter === null) {
    const about = { title, area, ...(text === '' ? {} : { text }) };
    const made = await server.enter({
      key,
      kind: 'finding',
      channel: 'mobile',
      hall,
      ...about,
      round: { id: round, line, at },
    });
    matter = made.id;
    await arrived();
  }
  while (files.length < photos.length) {
    const photo = photos[files.length];
    if (photo === undefined) break;
    files = [...files, await server.file(matter, photo)];
    await arrived();
  }
  if (files.length > 0) {
    try {
      await server.act(matter, { key: `${key}-photos`, act: 'comment', text: photoNote, files });
    } catch (error) {
      // a photo that no act names is not kept for ever: after a long time without network they are sent anew
      if (isGone(error)) {
        files = [];
        await arrived();
      }
      throw error;
    }
  }
  return { key, line, answer, note: title, by, at, receivedAt: at };
}
