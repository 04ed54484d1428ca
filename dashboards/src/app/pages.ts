import type { Page } from '../shared/page';
import { accountsPages } from '../features/accounts/pages';
import { auditPages } from '../features/audit/pages';
import { systemPages } from '../features/system/pages';
import { assessmentPages } from '../features/assessment/pages';
import { bulletinPages } from '../features/bulletin/pages';
import { casesPages } from '../features/cases/pages';
import { deskPages } from '../features/desk/pages';
import { loopPages } from '../features/loop/pages';
import { helpPages } from '../features/help/pages';
import { guidePages } from '../features/guide/pages';
import { networkPages } from '../features/network/pages';
import { officerPages } from '../features/officer/pages';
import { replayPages } from '../features/replay/pages';
import { showcasePages } from '../features/showcase/pages';
import { analysisPages } from '../features/analysis/pages';
import { visitsPages } from '../features/visits/pages';
import { consultationPages } from '../features/consultation/pages';
import { linesPages } from '../features/lines/pages';
import { channelsPages } from '../features/channels/pages';
import { calendarsPages } from '../features/calendars/pages';
import { daysPages } from '../features/days/pages';
import { screensPages } from '../features/screens/pages';
import { organisationPages } from '../features/organisation/pages';
import { dutyPages } from '../features/duty/pages';
import { desksPages } from '../features/desks/pages';
import { roundsPages } from '../features/rounds/pages';
import { ratingsPages } from '../features/ratings/pages';
import { cataloguePages } from '../features/catalogue/pages';
import { packagesPages } from '../features/packages/pages';
import { pointsPages } from '../features/points/pages';
import { clocksPages } from '../features/clocks/pages';
import { rulesPages } from '../features/rules/pages';
import { feedsPages } from '../features/feeds/pages';
import { rankingPages } from '../features/ranking/pages';
import { overviewPages } from '../features/overview/pages';
import { targetsPages } from '../features/targets/pages';
import { firstStartPages } from '../features/first-start/pages';
import { connectPages } from '../features/connect/pages';
import { sourcesPages } from '../features/sources/pages';
import { terminalsPages } from '../features/terminals/pages';
import { forecastPages } from '../features/forecast/pages';
import { wishesPages } from '../features/wishes/pages';
import { wallPages } from '../features/wall/pages';

/** Every page there is, in the order of the navigation. */
export const PAGES: readonly Page[] = [
  ...overviewPages,
  ...wallPages,
  ...deskPages,
  ...replayPages,
  ...networkPages,
  ...forecastPages,
  ...rulesPages,
  ...loopPages,
  ...terminalsPages,
  ...rankingPages,
  ...targetsPages,
  ...assessmentPages,
  ...bulletinPages,
  ...feedsPages,
  ...dutyPages,
  ...channelsPages,
  ...wishesPages,
  ...consultationPages,
  ...linesPages,
  ...analysisPages,
  ...visitsPages,
  ...guidePages,
  ...officerPages,
  ...casesPages,
  ...cataloguePages,
  ...packagesPages,
  ...desksPages,
  ...roundsPages,
  ...pointsPages,
  ...ratingsPages,
  ...clocksPages,
  ...showcasePages,
  ...organisationPages,
  ...daysPages,
  ...screensPages,
  ...calendarsPages,
  ...accountsPages,
  ...sourcesPages,
  ...connectPages,
  ...firstStartPages,
  ...auditPages,
  ...systemPages,
  ...helpPages,
];
