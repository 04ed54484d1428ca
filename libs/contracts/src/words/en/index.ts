import { anomalies } from './anomalies';
import { causes } from './causes';
import { duty } from './duty';
import { notices } from './notices';
import { problems } from './problems';
import { prompts } from './prompts';
import { warnings } from './warnings';
import { why } from './why';

/** Every message in English. */
export const en = { ...problems, ...causes, ...notices, ...duty, ...anomalies, ...warnings, ...prompts, ...why };
