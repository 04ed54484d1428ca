import { SkillMatrix } from '@cockpit/contracts';
import { ask } from '../../shared/http';

export const fetchSkills = async ({ hall }: { hall: string }): Promise<SkillMatrix> =>
  (await ask('GET', `/v1/halls/${encodeURIComponent(hall)}/skills`, SkillMatrix)).body;
