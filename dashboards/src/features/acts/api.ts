import {
  ActAnswer,
  ActAnswers,
  CreatedMatter,
  MatterCandidates,
  MatterFile,
  type ActOnMatter,
  type ActOnMatters,
  type Candidate,
  type NewMatter,
  type NewMatterFile,
} from '@cockpit/contracts';
import { repeated } from '../../shared/command';
import { ApiError, ask } from '../../shared/http';
import { fetchMatter } from '../cases/api';
import { fileToSend } from './photo';

/** Many at once take longer than one answer. */
const MANY_MS = 120_000;
const LOOK_EVERY_MS = 400;
const LOOKS = 50;

/** @returns the revision that it led to */
export const actOn = async (id: string, asked: ActOnMatter): Promise<string> =>
  (await repeated(() => ask('POST', `/v1/matters/${encodeURIComponent(id)}/acts`, ActAnswer, asked))).body.revision;
/** @throws {ApiError} for a file that is too large, or is not what it says it is */
export const sendFile = async (id: string, file: File): Promise<string> => sendNewFile(id, await fileToSend(file));
export async function sendNewFile(id: string, file: NewMatterFile): Promise<string> {
  const path = `/v1/matters/${encodeURIComponent(id)}/files`;
  return (await ask('POST', path, MatterFile, file, MANY_MS)).body.id;
}
export const actOnAll = async (asked: ActOnMatters): Promise<ActAnswers> =>
  (await repeated(() => ask('POST', '/v1/matters/acts', ActAnswers, asked, MANY_MS))).body;
/** To whom each may be given, by its id; one that cannot be given is missing. */
export async function fetchCandidates(ids: readonly string[]): Promise<Map<string, Candidate[]>> {
  const { items } = (await ask('POST', '/v1/matters/candidates', MatterCandidates, { ids })).body;
  return new Map(items.map(({ id, candidates }) => [id, candidates]));
}
/** @throws {ApiError} for a file that is too large, or is not what it says it is */
export async function enterMatter(matter: NewMatter, chosen: readonly File[] = []): Promise<CreatedMatter> {
  const files = await Promise.all(chosen.map(fileToSend));
  const asked = files.length === 0 ? matter : { ...matter, files };
  return (await repeated(() => ask('POST', '/v1/matters', CreatedMatter, asked, MANY_MS))).body;
}

/** What was entered has a clock a moment later: there is no page of it before. */
export async function untilThere(id: string): Promise<void> {
  for (let look = 1; look <= LOOKS; look++) {
    try {
      await fetchMatter(id);
      return;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error;
    }
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  }
}
