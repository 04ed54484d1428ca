import { definitionChanges } from '../../metrics/changes';
import { anomalies } from './anomalies';
import { answers } from './answers';
import { bulletins } from './bulletins';
import { causes } from './causes';
import { duty } from './duty';
import { events } from './events';
import { channelNames, metricNames } from '../declared-names';
import { laws } from './laws';
import { matters } from './matters';
import { metrics } from './metrics';
import { notices } from './notices';
import { problems } from './problems';
import { prompts } from './prompts';
import { warnings } from './warnings';
import { why } from './why';
import { work } from './work';
import { audit } from './audit';

/** All messages in Chinese. They define the codes; the parameters of a message are its placeholders here. */
export const zhCN = {
  ...problems,
  ...causes,
  ...matters,
  ...metrics,
  ...metricNames('zh'),
  ...definitionChanges('zh'),
  ...laws,
  ...answers,
  ...channelNames('zh-CN'),
  ...notices,
  ...duty,
  ...events,
  ...anomalies,
  ...warnings,
  ...prompts,
  ...why,
  ...work,
  ...audit,
  ...bulletins,
} as const;
