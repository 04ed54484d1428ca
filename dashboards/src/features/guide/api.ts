import { Guided, GuideView, PlanGuides, type GuideAway } from '@cockpit/contracts';
import { ask } from '../../shared/http';

const path = (hall: string, rest: string) => `/v1/halls/${encodeURIComponent(hall)}/${rest}`;

export const fetchGuide = async (hall: string): Promise<GuideView> =>
  (await ask('GET', path(hall, 'guide'), GuideView)).body;
export const fetchPlanGuides = async (hall: string): Promise<PlanGuides> =>
  (await ask('GET', path(hall, 'plan/guides'), PlanGuides)).body;
export const leadAway = async (hall: string, away: GuideAway): Promise<Guided> =>
  (await ask('POST', path(hall, 'guided'), Guided, away)).body;
export const takeBack = async (hall: string, id: string): Promise<Guided> =>
  (await ask('POST', path(hall, `guided/${id}/undo`), Guided, {})).body;
