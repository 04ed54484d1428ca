import { accountsMessages } from '../features/accounts/messages';
import { actsMessages } from '../features/acts/messages';
import { auditMessages } from '../features/audit/messages';
import { systemMessages } from '../features/system/messages';
import { assessmentMessages } from '../features/assessment/messages';
import { bulletinMessages } from '../features/bulletin/messages';
import { casesMessages } from '../features/cases/messages';
import { hallsMessages } from '../features/halls/messages';
import { deskMessages } from '../features/desk/messages';
import { loopMessages } from '../features/loop/messages';
import { wishesMessages } from '../features/wishes/messages';
import { helpMessages } from '../features/help/messages';
import { guideMessages } from '../features/guide/messages';
import { networkMessages } from '../features/network/messages';
import { ordersMessages } from '../features/orders/messages';
import { officerMessages } from '../features/officer/messages';
import { replayMessages } from '../features/replay/messages';
import { holderMessages } from '../features/warnings/messages';
import { visitorsMessages } from '../features/visitors/messages';
import { wallMessages } from '../features/wall/messages';
import { showcaseMessages } from '../features/showcase/messages';
import { annotationMessages } from '../features/annotations/messages';
import { viewsMessages } from '../features/views/messages';
import { analysisMessages } from '../features/analysis/messages';
import { visitsMessages } from '../features/visits/messages';
import { linesMessages } from '../features/lines/messages';
import { consultationMessages } from '../features/consultation/messages';
import { channelsMessages } from '../features/channels/messages';
import { calendarsMessages } from '../features/calendars/messages';
import { daysMessages } from '../features/days/messages';
import { screensMessages } from '../features/screens/messages';
import { organisationMessages } from '../features/organisation/messages';
import { dutyMessages } from '../features/duty/messages';
import { pushMessages } from '../features/push/messages';
import { desksMessages } from '../features/desks/messages';
import { roundsMessages } from '../features/rounds/messages';
import { ratingsMessages } from '../features/ratings/messages';
import { consequencesMessages } from '../features/consequences/messages';
import { catalogueMessages } from '../features/catalogue/messages';
import { packagesMessages } from '../features/packages/messages';
import { pointsMessages } from '../features/points/messages';
import { clocksMessages } from '../features/clocks/messages';
import { rulesMessages } from '../features/rules/messages';
import { feedsMessages } from '../features/feeds/messages';
import { rankingMessages } from '../features/ranking/messages';
import { overviewMessages } from '../features/overview/messages';
import { connectMessages } from '../features/connect/messages';
import { firstStartMessages } from '../features/first-start/messages';
import { sourcesMessages } from '../features/sources/messages';
import { targetsMessages } from '../features/targets/messages';
import { terminalsMessages } from '../features/terminals/messages';
import { figuresMessages } from '../features/figures/messages';
import { forecastMessages } from '../features/forecast/messages';
import { sessionMessages } from '../features/session/messages';
import { secondFactorMessages } from '../features/second-factor/messages';
import { en } from '../shared/i18n/en';
import { zhCN } from '../shared/i18n/zh-CN';

/** Words, by key, nested. */
export interface Words {
  [key: string]: string | Words;
}
/** What somebody who opens a page for the first time wants to know. */
export interface HelpText {
  /** what it shows */
  what: string;
  /** what one does there, in the order in which it is done */
  how: readonly string[];
}
export interface PageHelp {
  /** the guide that says more: name of a document */
  guide: string;
  'zh-CN': HelpText;
  en: HelpText;
}
/** What a feature brings for its own pages: the same keys in both languages, none of them another feature's. */
export interface FeatureMessages {
  'zh-CN': Words;
  en: Words;
  /** of its pages, by the name of their route; fetched when somebody asks for it */
  help?: Readonly<Record<string, PageHelp>>;
}

export const MESSAGES: readonly FeatureMessages[] = [
  { 'zh-CN': zhCN, en },
  secondFactorMessages,
  sessionMessages,
  hallsMessages,
  deskMessages,
  wallMessages,
  holderMessages,
  dutyMessages,
  pushMessages,
  replayMessages,
  networkMessages,
  forecastMessages,
  rulesMessages,
  desksMessages,
  ratingsMessages,
  catalogueMessages,
  consequencesMessages,
  packagesMessages,
  roundsMessages,
  pointsMessages,
  clocksMessages,
  loopMessages,
  wishesMessages,
  figuresMessages,
  terminalsMessages,
  rankingMessages,
  targetsMessages,
  overviewMessages,
  assessmentMessages,
  bulletinMessages,
  feedsMessages,
  channelsMessages,
  consultationMessages,
  linesMessages,
  analysisMessages,
  annotationMessages,
  viewsMessages,
  visitsMessages,
  guideMessages,
  helpMessages,
  ordersMessages,
  officerMessages,
  casesMessages,
  visitorsMessages,
  actsMessages,
  showcaseMessages,
  organisationMessages,
  calendarsMessages,
  daysMessages,
  screensMessages,
  accountsMessages,
  sourcesMessages,
  connectMessages,
  firstStartMessages,
  auditMessages,
  systemMessages,
];
