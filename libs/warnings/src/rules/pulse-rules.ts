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

/** An anomaly so long ago has passed. */
const ANOMALY_LATELY_MS = 30 * 60_000;

export const FEED_SILENT = 'feed-silent';
export const FEED_ANOMALY = 'feed-odd';
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
    fires: ['大厅开放期间静默', 'silent while the hall is open'],
    firesShort: ['静默', 'silent'],
    clears: ['恢复报送', 'sends again'],
    read: ({ open, feeds }) =>
      feeds
        .filter((feed) => feed.state !== 'never')
        .map((feed) => ({
          scope: { kind: 'feed', code: feed.source },
          // A feed is silent against what is usual for it; outside opening hours silence is what is expected.
          value: open && feed.state === 'silent' ? (feed.ageSec ?? 0) : 0,
          fire: 1,
          words: message('warning.feed-silent', {
            source: feed.source,
            value: Math.round((feed.ageSec ?? 0) / 60),
          }),
        })),
  },
  {
    key: FEED_ANOMALY,
    version: 1,
    severity: 'yellow',
    unit: '',
    scope: 'feed',
    threshold: 1,
    forSec: 0,
    keepFiringSec: 300,
    fires: [
      '大厅开放期间，近 30 分钟内发现异常',
      'something odd about it within the last 30 min, while the hall is open',
    ],
    firesShort: ['发现异常', 'something odd'],
    clears: ['异常过去', 'passed'],
    read: ({ open, feeds, now }) =>
      feeds.map(({ source, oddities: anomalies }) => {
        const lately = anomalies.flatMap(({ code, subject = '', count, lastAt }) =>
          code === undefined || Math.abs(now - Date.parse(lastAt)) > ANOMALY_LATELY_MS
            ? []
            : [{ code, subject, count }],
        );
        const [first] = lately;
        return {
          scope: { kind: 'feed', code: source },
          value: open ? lately.length : 0,
          fire: 1,
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
    fires: ['被拒事件的比例远高于该来源平时', 'share of rejected events far above the usual one of the source'],
    firesShort: ['远高于平时', 'far above usual'],
    clears: 0.6,
    read: ({ rejections }) =>
      rejections.map(({ source, health: { recent, jumped, fireAt } }) => ({
        scope: { kind: 'feed', code: source },
        value: jumped ? percent(recent.share ?? 0) : Math.min(percent(recent.share ?? 0), percent(fireAt) * 0.5),
        fire: percent(fireAt),
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
    fires: [
      '有任务等待，而 `WORK_STALLED_MIN` 期间一件也没有处理',
      'work waits and none was done for `WORK_STALLED_MIN`',
    ],
    firesShort: ['停滞', 'stands still'],
    clears: ['恢复处理', 'work continues'],
    read: ({ stalled }) => {
      const minutes = Math.max(0, ...stalled.map((one) => one.minutes));
      return [
        {
          scope: { kind: 'hall', code: 'work' },
          value: stalled.length > 0 ? Math.max(1, minutes) : 0,
          fire: 1,
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
    fires: ['始终', 'always'],
    clears: ['从不', 'never'],
    read: () => [
      {
        scope: { kind: 'hall', code: 'watchdog' },
        value: 1,
        fire: 1,
        words: message('warning.watchdog', {}),
      },
    ],
  },
];
