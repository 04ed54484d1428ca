import { problems } from './problems';
import type { Messages } from './zh-CN';

export const en: Messages = {
  app: { name: 'Hall Cockpit', tagline: 'One window, every service', title: 'Hall Cockpit · one-window service halls' },
  module: { aggregation: 'Aggregation', analysis: 'Analysis', indicators: 'Indicators', warning: 'Prediction & warning', supervision: 'Supervision' },
  nav: { label: 'Main navigation', home: 'Halls', skip: 'Skip to content', menu: 'Menu' },
  page: { wall: 'Wall', desk: 'Desk' },
  action: { retry: 'Try again', cancel: 'Cancel', close: 'Close' },
  switches: { language: '中文', languageLabel: 'Switch to Chinese', toDark: 'Dark', toLight: 'Light', themeLabel: 'Switch dark and light' },
  session: {
    username: 'User name', password: 'Password', enter: 'Sign in', entering: 'Signing in…', leave: 'Sign out', wrong: 'User name or password is not right.',
    expired: 'You have been signed out. Please sign in again.', leaveFailed: 'You are still signed in.',
  },
  role: {
    administrator: 'Administrator', manager: 'Manager', supervisor: 'Hall supervisor', guide: 'Guide', officer: 'Window officer', unit: 'Approval unit', screen: 'Wall screen', source: 'Source',
  },
  tier: { department: 'Service department', hall: 'Hall', station: 'Police station', 'extension-point': 'Extension point' },
  home: {
    title: 'My halls', failed: 'The list of halls could not be fetched', none: 'No halls yet', noneDetail: 'Once an organisation document is imported, the halls in your scope are listed here.',
    windows: '{n} windows', simulated: 'simulated', twinOf: 'twin of {hall}', noQueues: 'no queues yet', notLive: 'Without live data',
  },
  field: { day: 'Pick a day', time: 'Pick a time' },
  list: { comma: ', ', colon: ': ', semicolon: '; ' },
  warningSay: {
    'queue-longest-wait': '{name}: longest wait {value} min, beyond the target of {limit} min', 'queue-wait-doubled': '{name}: longest wait {value} min, at least twice the target of {limit} min',
    'queue-predicted-wait': '{name}: waits expected to reach {value} min (P80), target {limit} min', 'window-overload': 'Window {name}: {value} min of work, the limit is {limit} min', 'window-idle': 'Window {name}: idle for {value} min while people it may serve wait',
    'work-stalled': 'The system has done no background work for {value} min: figures may stand still; tell the administrator',
    'feed-silent': 'Source {name} has been silent for {value} min: its figures cannot be trusted', 'source-rejections': 'Source {name}: {value}% of the latest data rejected, far more than usual; see the quarantine',
  },
  state: { loading: 'Loading…' },
  level: { normal: 'Normal', busy: 'Busy', overloaded: 'Overloaded', unknown: 'Unknown' },
  mark: { normal: 'Serving', busy: 'Busy', overloaded: 'Overloaded', idle: 'Idle', off: 'Paused / closed', fault: 'Fault', unknown: 'Unknown' },
  unit: { min: 'min', hour: 'h', minutes: '{n} min', people: '{n} people', secondsAgo: '{n} s ago', minutesAgo: '{n} min ago', hoursAgo: '{n} h ago', daysAgo: '{n} d ago' },
  window: {
    name: 'Window {number}', unknownTicket: 'serving', load: '{minutes} min of work waiting', officer: 'Officer', ticket: 'Ticket', since: 'For',
    serves: 'Serves now', home: 'Home queue', skills: 'Qualified for', reason: 'Reason', loadTitle: 'Work waiting', none: 'none', noOfficer: 'nobody', kind: 'Kind',
  },
  windowKind: { specialised: 'specialised', comprehensive: 'comprehensive', reserve: 'reserve' },
  windowState: { idle: 'Idle', called: 'Called', serving: 'Serving', paused: 'Paused', closed: 'Closed', fault: 'Fault', offline: 'Offline' },
  map: { title: 'Windows', otherZone: 'Other windows', waiting: '{n} waiting', longest: 'longest {minutes} min', tiles: 'Windows', plan: 'Floor plan', view: 'View' },
  queue: {
    title: 'Queues', name: 'Queue', waiting: 'Waiting', longest: 'Longest', newcomer: 'Joining now: about', likely: 'half wait no more than {p50} min, four in five no more than {p80} min', ahead: 'Next 2 h', level: 'Level',
    forecastSpoken: '{queue}: wait peaks at {time}, about {low} to {high} min', noForecast: '{queue}: no forecast', lastCalled: 'Now calling', openWindows: 'Open windows',
    waitingPeople: 'waiting', none: 'No queue data yet', noneDetail: 'Queues appear with the first tickets or board snapshots.',
  },
  prompt: {
    title: 'Prompt', nth: 'No. {n} this hour', confidence: 'Confidence: ', more: '{n} more', gainOf: '{queue}: waiting saved, about', nowOf: '{queue}, joining now: about (as of {time})', p80Of: '{queue}, joining now, four in five (as of {time})', likely: 'half wait no more than {p50} → {p50After} min, four in five no more than {p80} → {p80After} min', to: 'to',
    sideEffect: '{queue} {before} → {after} min', gain: 'saves about {n} min of waiting', expiresIn: 'Expires in', lastOne: 'Last:', saved: '{n} min of waiting saved',
    quiet: { calm: 'All calm, nothing to redirect', trouble: 'No redirect would help right now', closed: 'The hall is closed', afterHours: 'Outside opening hours, {n} windows still open', twin: 'Twin hall: same visitors, no prompts', stale: 'Data interrupted: no prompts for now', line: '{n} waiting, longest {minutes} min', count: '{n} waiting', past: 'No prompt was given at this moment' },
    helpless: {
      said: '{queue}: {n} waiting, longest {minutes} min – no window can help', sep: ', ', remains: '; possible: {list}', nothing: '; nothing else remains',
      unqualified: '{n} windows not qualified', away: '{n} qualified windows away or closed', asked: '{n} windows asked just now', 'no-relief': '{n} windows would relieve it too little', 'attention-used': 'enough prompts are open', unanswered: 'nobody answered the last prompts',
      guide: 'guide {item} to self-service', guideMobile: 'guide {item} to the mobile app', 'other-hall': 'guide to {hall} (about {minutes} min with the way)',
    },
    do: {
      link: 'Window {window}: also serve {queues}', reassign: 'Window {window}: switch to {queues}', open: 'Open window {window} for {queues}',
      recall: 'Window {window}: back from break early', selfService: 'Guide {item} to self-service', mobile: 'Guide {item} to the mobile app', otherHall: 'Guide {queues} to {hall}',
    },
    why: 'The median wait of {queue} is expected to go from {before} to {after} min.', whyMost: 'The wait of {queue} that four in five stay below is expected to go from {before} to {after} min.',
    accept: 'Accept', decline: 'Decline', undo: 'Undo', accepting: 'Sending…',
    declineTitle: 'Why not?', declineFree: 'Choose one or write your own', declineSubmit: 'Decline', today: 'Prompts today',
    none: 'No prompts today', noneNow: 'Nothing to decide right now', until: 'until {time}', by: '{name}',
    reasonIs: 'Reason: {reason}', readOnly: 'Your role may look, not answer.',
    declined: 'Declined, reason recorded', undone: 'Undone',
  },
  /** why a prompt was withdrawn, as the product says it */
  promptFault: {
    'window-closed': 'the window is closed', 'window-paused': 'the window is paused', 'window-fault': 'the window has a fault',
    'window-open': 'the reserve window is open already', 'window-present': 'the officer is back already',
    'not-qualified': 'whoever sits at this window is not qualified for it', 'no-terminal': 'no terminal is at hand for this',
    'hall-closed': 'the doors are shut now', 'ends-after-closing': 'it would not end before the hall closes',
    'repaid-after-closing': 'the break cannot be given back before the hall closes', 'giver-suffers': 'the queue that gives would wait too long',
    'saves-nothing': 'it no longer saves any waiting', 'wait-not-shorter': 'the wait would not get shorter', 'nobody-waits': 'nobody waits any more',
    'own-queue': 'it is the window’s own queue', 'no-better-hall': 'the other hall is no longer faster',
  },
  promptReason: {
    notSeen: 'not seen carried out after it was accepted', dayOver: 'the day is over', otherPlan: 'the supervisor decided otherwise', instead: 'done differently', notOpen: 'not open that day', noHistory: 'no history to foresee visitors from', rulesBroken: 'the plan breaks rules and is not shown',
  },
  declineReason: {
    staff: 'The officer cannot be moved', busyHere: 'That window is tied up', soonOver: 'The peak is about to pass', wrong: 'Does not match the floor', done: 'Handled another way',
  },
  confidence: { high: 'high', medium: 'medium', low: 'low' },
  promptState: {
    shown: 'Open', accepted: 'Accepted', 'carried-out': 'Carried out', done: 'Done', declined: 'Declined', expired: 'Expired', cancelled: 'Cancelled', undone: 'Undone',
  },
  twin: {
    title: 'Mean wait today with prompts, against none', interval: '95% interval {low} to {high}', pairs: '{n} of the same visitors compared',
    tooLittle: 'Too few visitors yet', same: 'No difference yet', sameWhy: 'no prompt has been followed', unclear: 'not certain yet', with: 'prompts', without: 'none', curves: 'Mean wait today: the hall with prompts and its twin without',
  },
  kpi: {
    issued: 'Tickets today', waiting: 'Waiting', waitP50: 'Median wait', serviceLevel: 'within {min} min', open: 'Open windows', saved: 'Waiting saved', savedHint: 'prompts done and judged: {low} to {high} min', served: 'Served today', cards: 'Red / yellow now', cardsHint: '{open} open, {red} red now, {yellow} yellow now',
    fraction: '{numerator} / {denominator}', label: 'Figures of today',
  },
  feed: {
    live: '{source} {age}', stale: '{source} {age} (slow)', silent: '{source} silent, {age}', never: '{source}: no data yet', watchdogOk: 'Warnings running', watchdogDown: 'Warnings are DOWN',
    title: 'Feeds', oddities: 'Oddities', noOddities: 'All feeds look right',
  },
  stale: {
    refused: 'This screen may no longer see this hall: the picture stopped at {time} ({ago}), trying again; sign in or pair it anew', line: 'Disconnected: the picture stopped at {time} ({ago}), reconnecting', picture: 'The live picture stopped at {time} ({ago}), waiting for it', feed: 'The feed is silent, last event {time} ({ago})', feedNever: 'The feed has sent nothing yet',
    slow: 'simulated at {n}×',
  },
  wall: {
    opensUntil: 'open until {time}', closed: 'closed', afterHours: 'outside hours, {n} windows open', legend: 'Legend', waiting: 'Connecting to the hall…', notReady: 'Nothing live from this hall yet', notReadyDetail: 'The picture appears by itself with the first ticket, window or board event.', refused: 'This hall cannot be shown', refusedDetail: 'Your account does not cover this hall, or it does not exist.',
    toDesk: 'Desk', toHome: 'All halls', forecast: 'Wait in the next 2 h',
  },
  warning: {
    title: 'Warnings', none: 'No open warnings', ack: 'Acknowledge', resolve: 'Resolve', resolveTitle: 'Resolve the warning: say why', reason: 'Reason', submit: 'Submit', since: 'since {time}', by: 'acknowledged by {name}',
    acked: 'Acknowledged', resolved: 'Resolved', more: 'more warnings: {n}',
  },
  severity: { yellow: 'Yellow', red: 'Red' },
  condition: { normal: 'normal', pending: 'pending', firing: 'firing', recovering: 'recovering', resolved: 'resolved', no_data: 'no data', error: 'error' },
  handling: { new: 'new', notified: 'notified', acknowledged: 'acknowledged', acting: 'acting', explained: 'explained', snoozed: 'snoozed' },
  screen: {
    title: 'Pairing code of this screen', how: 'Ask the supervisor to open Pair a wall at the desk and type these six digits. The screen then shows that hall, read-only, until the pairing is ended.', left: 'new digits in {time}',
    signIn: 'Sign in instead', manage: 'Pair a wall', typeHow: 'Open /pair of this system in the browser of the wall and type its six digits here.', code: 'Code', name: 'Name of the screen', defaultName: '{hall}-wall',
    pair: 'Pair', paired: 'Paired: the wall comes on within seconds', revoke: 'End', revoked: 'The pairing has ended', failed: 'The paired walls could not be fetched', none: 'No wall is paired with this hall yet.', onThisDevice: 'Pair this device as a wall',
  },
  desk: { toWall: 'Open wall', detail: 'Window detail', cannotLoadPrompts: 'The prompts of today could not be fetched', late: 'Not brought up to date: this is how it was {ago}', tools: 'Desk work', tabsHint: 'Left and right arrow keys switch' },
  problem: { ...problems.en, said: 'The server did not accept this: {detail}', unreachable: 'The server cannot be reached. Please try again.', 'unexpected-answer': 'The server answered something else than agreed.', unknown: 'The request failed ({status})', title: 'That did not work' },
};
