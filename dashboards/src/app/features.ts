import { accountsMessages } from '../features/accounts/messages';
import { accountsPages } from '../features/accounts/pages';
import { actsMessages } from '../features/acts/messages';
import { analysisMessages } from '../features/analysis/messages';
import { analysisPages } from '../features/analysis/pages';
import { annotationMessages } from '../features/annotations/messages';
import { assessmentMessages } from '../features/assessment/messages';
import { assessmentPages } from '../features/assessment/pages';
import { auditMessages } from '../features/audit/messages';
import { bureauWallMessages } from '../features/bureau-wall/messages';
import { bureauWallPages } from '../features/bureau-wall/pages';
import { bulletinMessages } from '../features/bulletin/messages';
import { bulletinPages } from '../features/bulletin/pages';
import { calendarsMessages } from '../features/calendars/messages';
import { casesMessages } from '../features/cases/messages';
import { casesPages } from '../features/cases/pages';
import { catalogueMessages } from '../features/catalogue/messages';
import { cataloguePages } from '../features/catalogue/pages';
import { channelsMessages } from '../features/channels/messages';
import { channelsPages } from '../features/channels/pages';
import { clocksMessages } from '../features/clocks/messages';
import { connectMessages } from '../features/connect/messages';
import { consequencesMessages } from '../features/consequences/messages';
import { consultationMessages } from '../features/consultation/messages';
import { daysMessages } from '../features/days/messages';
import { deskMessages } from '../features/desk/messages';
import { deskPages } from '../features/desk/pages';
import { desksMessages } from '../features/desks/messages';
import { dutyMessages } from '../features/duty/messages';
import { dutyPages } from '../features/duty/pages';
import { feedsMessages } from '../features/feeds/messages';
import { figuresMessages } from '../features/figures/messages';
import { firstStartMessages } from '../features/first-start/messages';
import { firstStartPages } from '../features/first-start/pages';
import { bookingsMessages } from '../features/bookings/messages';
import { bookingsPages } from '../features/bookings/pages';
import { aheadMessages } from '../features/ahead/messages';
import { aheadPages } from '../features/ahead/pages';
import { forecastMessages } from '../features/forecast/messages';
import { forecastPages } from '../features/forecast/pages';
import { guideMessages } from '../features/guide/messages';
import { guidePages } from '../features/guide/pages';
import { hallsMessages } from '../features/halls/messages';
import { helpMessages } from '../features/help/messages';
import { helpPages } from '../features/help/pages';
import { linesMessages } from '../features/lines/messages';
import { linesPages } from '../features/lines/pages';
import { loopMessages } from '../features/loop/messages';
import { loopPages } from '../features/loop/pages';
import { networkMessages } from '../features/network/messages';
import { officerMessages } from '../features/officer/messages';
import { officerPages } from '../features/officer/pages';
import { ordersMessages } from '../features/orders/messages';
import { organisationMessages } from '../features/organisation/messages';
import { organisationPages } from '../features/organisation/pages';
import { clockMessages } from '../features/clock/messages';
import { overviewMessages } from '../features/overview/messages';
import { overviewPages } from '../features/overview/pages';
import { packagesMessages } from '../features/packages/messages';
import { packagesPages } from '../features/packages/pages';
import { pointsMessages } from '../features/points/messages';
import { pushMessages } from '../features/push/messages';
import { rankingMessages } from '../features/ranking/messages';
import { rankingPages } from '../features/ranking/pages';
import { ratingsMessages } from '../features/ratings/messages';
import { registersMessages } from '../features/registers/messages';
import { registersPages } from '../features/registers/pages';
import { replayMessages } from '../features/replay/messages';
import { replayPages } from '../features/replay/pages';
import { roundsMessages } from '../features/rounds/messages';
import { roundsPages } from '../features/rounds/pages';
import { rulesMessages } from '../features/rules/messages';
import { rulesPages } from '../features/rules/pages';
import { screensMessages } from '../features/screens/messages';
import { screensPages } from '../features/screens/pages';
import { secondFactorMessages } from '../features/second-factor/messages';
import { sessionMessages } from '../features/session/messages';
import { sourcesMessages } from '../features/sources/messages';
import { sourcesPages } from '../features/sources/pages';
import { searchMessages } from '../features/search/messages';
import { skillsMessages } from '../features/skills/messages';
import { systemMessages } from '../features/system/messages';
import { systemPages } from '../features/system/pages';
import { targetsMessages } from '../features/targets/messages';
import { terminalsMessages } from '../features/terminals/messages';
import { terminalsPages } from '../features/terminals/pages';
import { viewsMessages } from '../features/views/messages';
import { visitorsMessages } from '../features/visitors/messages';
import { savingMessages } from '../features/saving/messages';
import { savingPages } from '../features/saving/pages';
import { visitsMessages } from '../features/visits/messages';
import { visitsPages } from '../features/visits/pages';
import { wallMessages } from '../features/wall/messages';
import { wallPages } from '../features/wall/pages';
import { holderMessages } from '../features/warnings/messages';
import { wishesMessages } from '../features/wishes/messages';
import { wishesPages } from '../features/wishes/pages';
import { en } from '../shared/i18n/en';
import type { FeatureMessages } from '../shared/i18n/words';
import { zhCN } from '../shared/i18n/zh-CN';
import type { Page } from '../shared/page';

/** Every page there is, in the order of the navigation. */
export const PAGES: readonly Page[] = [
  ...overviewPages,
  ...bureauWallPages,
  ...wallPages,
  ...deskPages,
  ...savingPages,
  ...replayPages,
  ...aheadPages,
  ...forecastPages,
  ...bookingsPages,
  ...rulesPages,
  ...loopPages,
  ...terminalsPages,
  ...rankingPages,
  ...assessmentPages,
  ...bulletinPages,
  ...dutyPages,
  ...channelsPages,
  ...wishesPages,
  ...linesPages,
  ...analysisPages,
  ...visitsPages,
  ...guidePages,
  ...officerPages,
  ...casesPages,
  ...cataloguePages,
  ...packagesPages,
  ...roundsPages,
  ...organisationPages,
  ...registersPages,
  ...screensPages,
  ...accountsPages,
  ...sourcesPages,
  ...firstStartPages,
  ...systemPages,
  ...helpPages,
];

/** All words of the screens. Only the build and tests read them: a page fetches those of one language, and the list itself is left out of what it loads. */
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
  searchMessages,
  networkMessages,
  bookingsMessages,
  aheadMessages,
  forecastMessages,
  rulesMessages,
  desksMessages,
  ratingsMessages,
  catalogueMessages,
  consequencesMessages,
  packagesMessages,
  skillsMessages,
  roundsMessages,
  pointsMessages,
  clocksMessages,
  loopMessages,
  wishesMessages,
  figuresMessages,
  terminalsMessages,
  rankingMessages,
  targetsMessages,
  clockMessages,
  overviewMessages,
  bureauWallMessages,
  assessmentMessages,
  bulletinMessages,
  feedsMessages,
  channelsMessages,
  consultationMessages,
  linesMessages,
  analysisMessages,
  annotationMessages,
  viewsMessages,
  savingMessages,
  visitsMessages,
  guideMessages,
  helpMessages,
  ordersMessages,
  officerMessages,
  casesMessages,
  visitorsMessages,
  actsMessages,
  organisationMessages,
  registersMessages,
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
