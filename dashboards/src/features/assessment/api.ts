import {
  AppealPreview,
  Assessment,
  AssessmentPreview,
  AssessmentSheet,
  AssessmentSummary,
  page,
  type AppealDecision,
  type AppealRemedy,
  type AssessmentAppeal,
  type AssessmentTrial,
  type NewAppeal,
  type NewAssessment,
} from '@cockpit/contracts';
import { answered, repeated } from '../../shared/command';
import { ask } from '../../shared/http';
import { pageFields, type ListPage } from '../../shared/pages';

const List = page(AssessmentSummary);
/** A month of many halls takes its time. */
const PATIENCE_MS = 120_000;

const pathOf = (id: string): string => `/v1/assessments/${encodeURIComponent(id)}`;
const sheetPath = (id: string, hall: string): string => `${pathOf(id)}/halls/${encodeURIComponent(hall)}`;
const appealPath = (id: string, appeal: string): string => `${pathOf(id)}/appeals/${encodeURIComponent(appeal)}`;
export const fetchAssessments = async (cursor: string | null): Promise<ListPage<AssessmentSummary>> =>
  (await ask('GET', `/v1/assessments?${new URLSearchParams(pageFields(cursor)).toString()}`, List)).body;
export const fetchAssessment = async (id: string): Promise<Assessment> =>
  (await ask('GET', pathOf(id), Assessment)).body;
export const fetchSheet = async (id: string, hall: string): Promise<AssessmentSheet> =>
  (await ask('GET', sheetPath(id, hall), AssessmentSheet)).body;
/** Answers the one there is, if there is one. */
export const makeAssessment = async (wanted: NewAssessment): Promise<Assessment> =>
  (await repeated(() => ask('POST', '/v1/assessments', Assessment, wanted, PATIENCE_MS))).body;
const STATE_AFTER = { compute: 'draft', publish: 'published', close: 'closed' } as const;
export const takeStep = (
  { id, revision }: AssessmentSummary,
  step: keyof typeof STATE_AFTER,
  more: object = {},
): Promise<Assessment> =>
  answered(
    async () => (await ask('POST', `${pathOf(id)}/${step}`, Assessment, { revision, ...more }, PATIENCE_MS)).body,
    async () => {
      const now = await fetchAssessment(id);
      return now.revision > revision && now.state === STATE_AFTER[step] ? now : null;
    },
  );

export const tryScheme = async (trial: AssessmentTrial): Promise<AssessmentPreview> =>
  (await ask('POST', '/v1/assessments/preview', AssessmentPreview, trial, PATIENCE_MS)).body;

/** @param isSo of an appeal of the sheet: whether it is what the command makes of it */
const changeAppeal = (
  path: string,
  body: object,
  of: { id: string; hall: string },
  isSo: (appeal: AssessmentAppeal) => boolean,
): Promise<AssessmentSheet> =>
  answered(
    async () => (await ask('POST', path, AssessmentSheet, body)).body,
    async () => {
      const sheet = await fetchSheet(of.id, of.hall);
      return sheet.appeals.some(isSo) ? sheet : null;
    },
  );
/** Of a line only one appeal is open at a time. */
export const makeAppeal = (id: string, appeal: NewAppeal): Promise<AssessmentSheet> =>
  changeAppeal(
    `${pathOf(id)}/appeals`,
    appeal,
    { id, hall: appeal.hall },
    ({ metric, reason, state }) => state === 'open' && metric === appeal.metric && reason === appeal.reason,
  );
export const withdrawAppeal = (assessment: string, { id, hall }: AssessmentAppeal): Promise<AssessmentSheet> =>
  changeAppeal(
    `${appealPath(assessment, id)}/withdraw`,
    {},
    { id: assessment, hall },
    (now) => now.id === id && now.state === 'withdrawn',
  );
export const previewAppeal = async (id: string, appeal: string, remedy: AppealRemedy): Promise<AppealPreview> =>
  (await ask('POST', `${appealPath(id, appeal)}/preview`, AppealPreview, remedy)).body;
export const decideAppeal = (
  assessment: string,
  { id, hall }: AssessmentAppeal,
  decision: AppealDecision,
): Promise<AssessmentSheet> =>
  changeAppeal(
    `${appealPath(assessment, id)}/decide`,
    decision,
    { id: assessment, hall },
    (now) => now.id === id && now.state !== 'open' && now.answer === decision.answer,
  );
