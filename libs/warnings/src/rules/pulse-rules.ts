import { message, type LiveFeed } from '@cockpit/contracts';
import type { StalledWork } from '@cockpit/platform';
import type { SourceRejections } from '../source-rejections';
import { DUTY_RULE, type DutyGap } from './duty-rule';
import type { MeasuredRule } from './rule';

/** What rules that follow the wall clock look at. */
export interface HallPulse {
  /** the hall is open by its own clock */
  open: boolean;
  feeds: readonly LiveFeed[];
  /** hall time, epoch ms */
  now: number;
  /** of the sources that speak for the hall */
  rejections: readonly SourceRejections[];
  /** when nobody is on duty, now or soon */
  dutyGaps: readonly DutyGap[];
  /** of every process of the cockpit */
  stalled: readonly StalledWork[];
}

const percent = (share: number): number => Math.round(share * 1000) / 10;

/** What was odd so long ago has passed. */
const ODD_LATELY_MS = 30 * 60_000;

export const FEED_SILENT = 'feed-silent';
export const FEED_ODD = 'feed-odd';
export const WATCHDOG = 'watchdog';

export const PULSE_RULES: readonly MeasuredRule<HallPulse>[] = [
  {
    key: FEED_SILENT,
    version: 1,
    severity: 'red',
    unit: 's',
    scope: 'feed',
    threshold: 1,
    forSec: 0,
    keepFiringSec: 0,
    read: ({ open, feeds }) =>
      feeds
        .filter((feed) => feed.state !== 'never')
        .map((feed) => ({
          scope: { kind: 'feed', code: feed.source },
          // A feed is silent against what is usual for it; outside opening hours silence is what is expected.
          value: open && feed.state === 'silent' ? (feed.ageSec ?? 0) : 0,
          fire: 1,
          clear: 1,
          words: message('warning.feed-silent', {
            source: feed.source,
            value: Math.round((feed.ageSec ?? 0) / 60),
          }),
        })),
  },
  {
    key: FEED_ODD,
    version: 1,
    severity: 'yellow',
    unit: '',
    scope: 'feed',
    threshold: 1,
    forSec: 0,
    keepFiringSec: 300,
    read: ({ open, feeds, now }) =>
      feeds.map(({ source, oddities }) => {
        const lately = oddities.flatMap(({ code, subject = '', count, lastAt }) =>
          code === undefined || Math.abs(now - Date.parse(lastAt)) > ODD_LATELY_MS ? [] : [{ code, subject, count }],
        );
        const [first] = lately;
        return {
          scope: { kind: 'feed', code: source },
          value: open ? lately.length : 0,
          fire: 1,
          clear: 1,
          words: message('warning.feed-odd', {
            source,
            what:
              first === undefined
                ? ''
                : { code: `odd.${first.code}`, params: { subject: first.subject, n: first.count } },
          }),
        };
      }),
  },
  {
    // Against the source's own usual share, so that one that always sends some rubbish does not warn for ever.
    key: 'source-rejections',
    version: 1,
    severity: 'yellow',
    unit: '%',
    scope: 'feed',
    threshold: null,
    forSec: 0,
    keepFiringSec: 0,
    read: ({ rejections }) =>
      rejections.map(({ source, health: { recent, jumped, fireAt } }) => ({
        scope: { kind: 'feed', code: source },
        value: jumped ? percent(recent.share ?? 0) : Math.min(percent(recent.share ?? 0), percent(fireAt) * 0.5),
        fire: percent(fireAt),
        clear: percent(fireAt) * 0.6,
        words: message('warning.source-rejections', {
          source,
          rejected: recent.rejected,
          value: percent(recent.share ?? 0),
        }),
      })),
  },
  {
    // Stores may answer and yet nothing be done: figures then stand still, and nobody sees it from the feeds.
    key: 'work-stalled',
    version: 1,
    severity: 'red',
    unit: 'min',
    scope: 'hall',
    threshold: 1,
    forSec: 0,
    keepFiringSec: 0,
    read: ({ stalled }) => {
      const minutes = Math.max(0, ...stalled.map((one) => one.minutes));
      return [
        {
          scope: { kind: 'hall', code: 'work' },
          value: stalled.length > 0 ? Math.max(1, minutes) : 0,
          fire: 1,
          clear: 1,
          words: message('warning.work-stalled', {
            value: minutes,
            workers: stalled.map((one) => one.worker).slice(0, 5),
          }),
        },
      ];
    },
  },
  DUTY_RULE,
  {
    // Always firing: whoever does not see it knows that warnings themselves are down.
    key: WATCHDOG,
    version: 1,
    severity: 'yellow',
    unit: '',
    scope: 'hall',
    threshold: 1,
    forSec: 0,
    keepFiringSec: 0,
    read: () => [
      {
        scope: { kind: 'hall', code: 'watchdog' },
        value: 1,
        fire: 1,
        clear: 1,
        words: message('warning.watchdog', {}),
      },
    ],
  },
];
