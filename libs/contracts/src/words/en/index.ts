import { anomalies } from './anomalies';
import { causes } from './causes';
import { notices } from './notices';
import { problems } from './problems';
import { prompts } from './prompts';
import { warnings } from './warnings';
import { why } from './why';

/** Every message in English. */
export const en = { ...problems, ...causes, ...notices, ...anomalies, ...warnings, ...prompts, ...why };
