import {
  Bulletin,
  BulletinSchedule,
  BulletinSummary,
  FigureAnswer,
  page,
  type BulletinFormat,
  type BulletinPeriod,
  type BulletinSchedule as ScheduleShape,
  type NewBulletin,
  type NewBulletinSchedule,
} from '@cockpit/contracts';
import { answered, repeated } from '../../shared/command';
import { ask } from '../../shared/http';
import { PAGE_SIZE, pageFields, type ListPage } from '../../shared/pages';

const List = page(BulletinSummary);
const Schedules = page(BulletinSchedule);
const SCHEDULES = '/v1/bulletin-schedules';
/** A bulletin of many halls takes its time. */
const PATIENCE_MS = 300_000;
const pathOf = (id: string): string => `/v1/bulletins/${encodeURIComponent(id)}`;

export async function fetchBulletins(
  period: BulletinPeriod | '',
  cursor: string | null,
  limit = PAGE_SIZE,
): Promise<ListPage<BulletinSummary>> {
  const fields = new URLSearchParams({ ...pageFields(cursor, limit), ...(period === '' ? {} : { period }) });
  return (await ask('GET', `/v1/bulletins?${fields.toString()}`, List)).body;
}
export const fetchBulletin = async (id: string): Promise<Bulletin> => (await ask('GET', pathOf(id), Bulletin)).body;
export const makeBulletin = async (wanted: NewBulletin): Promise<Bulletin> =>
  (await ask('POST', '/v1/bulletins', Bulletin, wanted, PATIENCE_MS)).body;
export const writeEdits = async (
  { id, revision }: BulletinSummary,
  edits: Readonly<Record<string, string | null>>,
): Promise<Bulletin> => (await ask('PUT', `${pathOf(id)}/edits`, Bulletin, { revision, edits })).body;
const LEADS_TO = { compute: 'draft', approve: 'approved', withdraw: 'draft', send: 'sent' } as const;
export const takeStep = (
  { id, revision }: BulletinSummary,
  step: 'compute' | 'approve' | 'withdraw' | 'send',
): Promise<Bulletin> =>
  answered(
    async () => (await ask('POST', `${pathOf(id)}/${step}`, Bulletin, { revision }, PATIENCE_MS)).body,
    async () => {
      const now = await fetchBulletin(id);
      return now.revision > revision && now.state === LEADS_TO[step] ? now : null;
    },
  );
export const openFigure = async (code: string): Promise<FigureAnswer> =>
  (await ask('GET', `/v1/figures/${encodeURIComponent(code)}`, FigureAnswer)).body;
export const filePath = (id: string, format: BulletinFormat): string => `${pathOf(id)}/file?format=${format}`;
export const fetchSchedules = async (): Promise<ScheduleShape[]> => (await ask('GET', SCHEDULES, Schedules)).body.items;
export const putSchedule = async (wanted: NewBulletinSchedule): Promise<ScheduleShape[]> =>
  (await repeated(() => ask('PUT', SCHEDULES, Schedules, wanted))).body.items;
