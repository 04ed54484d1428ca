import { BackTestDay, LoadForecast, LoadForecasts, Silence, Warning, page, type NewSilence } from '@cockpit/contracts';
import { z } from 'zod';
import { everyPage } from '../../shared/every-page';
import { ask } from '../../shared/http';
import { pageFields, type ListPage } from '../../shared/pages';

const Warnings = page(Warning);
const SilenceList = page(Silence);
const Days = z.object({ days: z.array(z.string()) });
/** A day of predictions is minutes of a busy machine. */
const TEST_PATIENCE_MS = 180_000;
const hallPath = (hall: string, rest: string) => `/v1/halls/${encodeURIComponent(hall)}/${rest}`;

/** @param day a day ahead, or `next`: the next on which the hall opens; null: the hall's own */
export const fetchLoad = async (hall: string, day: string | null = null): Promise<LoadForecast> =>
  (await ask('GET', hallPath(hall, day === null ? 'load-forecast' : `load-forecast?day=${day}`), LoadForecast)).body;
/** The seven days after the hall's own. */
export const fetchWeek = async (hall: string): Promise<LoadForecast[]> =>
  (await ask('GET', hallPath(hall, 'days-ahead'), LoadForecasts)).body.items;
/** The next day of every hall that the caller may see, where those are few. */
export const fetchNextDays = async (): Promise<LoadForecast[]> =>
  (await ask('GET', '/v1/next-days', LoadForecasts)).body.items;
export const fetchSilences = async (hall: string): Promise<Silence[]> =>
  everyPage(async (cursor) => {
    const query = new URLSearchParams({ hall, ...(cursor === null ? {} : { cursor }) });
    return (await ask('GET', `/v1/silences?${query.toString()}`, SilenceList)).body;
  });
export const addSilence = async (wanted: NewSilence): Promise<void> => {
  await ask('POST', '/v1/silences', Silence, wanted);
};
export const endSilence = async (id: string): Promise<void> => {
  await ask('POST', `/v1/silences/${encodeURIComponent(id)}/end`, Silence, {});
};
/** They stand beside those of now, and each is a few lines. */
const PAST_PAGE = 12;
/** Warnings that are over, the newest first, without those whose condition did not last until they fired. */
export async function fetchPastWarnings(hall: string, cursor: string | null): Promise<ListPage<Warning>> {
  const query = new URLSearchParams({ hall, state: 'resolved', fired: 'true', ...pageFields(cursor, PAST_PAGE) });
  return (await ask('GET', `/v1/warnings?${query.toString()}`, Warnings)).body;
}
export const fetchTestDays = async (hall: string): Promise<string[]> =>
  (await ask('GET', hallPath(hall, 'back-test/days'), Days)).body.days;
export const runTest = async (hall: string, rule: string, day: string): Promise<BackTestDay> =>
  (
    await ask(
      'GET',
      hallPath(hall, `back-test?${new URLSearchParams({ rule, day }).toString()}`),
      BackTestDay,
      undefined,
      TEST_PATIENCE_MS,
    )
  ).body;
