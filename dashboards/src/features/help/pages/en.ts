import type { PageHelp } from './shape';

export const pagesEn: Readonly<Record<string, PageHelp>> = {
  home: {
    what: 'All halls that you may see: people waiting now, load of the windows, and whether the data are fresh.',
    how: [
      'Choose a hall to open its desk or wall.',
      'A grey hall sends nothing: its numbers stand at the last moment it did.',
    ],
    guide: 'live',
  },
  wall: {
    what: 'The hall’s wall screen: the worst trouble top left, what to do about it top right, then every window and queue.',
    how: [
      'Only what can be read from far stands here; the details are at the desk.',
      'The colour of a window is its load: normal, busy, overloaded. Grey: no new data.',
      'A wall needs no sign-in: open /pair in its browser and type its six digits in at the desk, under “Walls”.',
    ],
    guide: 'live',
  },
  desk: {
    what: 'The supervisor’s page: plan of windows, prompts, warnings, tickets and matters in one place.',
    how: [
      'Begin with what is to be done now: accept a prompt to send it to the windows, or decline it with a reason.',
      'Drag a window to a queue (or tap the window, then the queue) and see the effect before you decide.',
      'Every warning ends with a result: a measure, an explanation, or it clears by itself.',
    ],
    guide: 'redirect',
  },
  plan: {
    what: 'Today’s windows: who opens which, when they eat and rest, and what this is worth.',
    how: [
      'Drag a break or a lunch: the effect on waits stands beside it.',
      'Adopt it, then issue it to the windows; it can be printed.',
      'Each difference from the roster is given with its reason.',
    ],
    guide: 'redirect',
  },
  manual: {
    what: 'Entries by hand while a source is silent: tickets, calls, ends, windows.',
    how: [
      'Enter things in the order in which they happen.',
      'When the source is back, both are matched: nothing counts twice.',
    ],
    guide: 'ingestion',
  },
  duty: {
    what: 'Who is on duty in each hall and shift, who is told of a warning first, and whom it climbs to.',
    how: [
      'Fill in the week; a table can be imported.',
      'Hours without anybody are marked: warnings then go straight to the next step.',
    ],
    guide: 'alerts',
  },
  replay: {
    what: 'A day once more: what the hall looked like and what the product said then.',
    how: [
      'Move along the time line, or begin at a mark of a warning or a prompt.',
      'Two ways of running the day can be compared.',
    ],
    guide: 'redirect',
  },
  network: {
    what: 'All places on one map: halls, stations, extension points and terminals with their load.',
    how: [
      'The size of a disc is the people waiting, its ring the level.',
      'Places that stand close are one disc: a tap comes nearer. A tap on a hall opens its wall.',
    ],
    guide: 'live',
  },
  forecast: {
    what: 'The next two hours, the rest of today and the next seven days: who will come, whether staff is enough, how long they wait.',
    how: [
      'The steps are the staff that is there, the areas the work. Areas above the steps pile up.',
      'How far what came is from the forecast stands in one sentence.',
    ],
    guide: 'prediction',
  },
  rules: {
    what: 'What counts as long and as busy, for which place, who said so and why.',
    how: [
      'Try a change first: how many warnings more or fewer the last days would have had.',
      'A place without a rule of its own follows the place above.',
      'Each change is a version and can be brought back.',
    ],
    guide: 'alerts',
  },
  'matter-desk': {
    what: 'One kind of matter: how many came and were closed, whether in time, whether people were satisfied, and what is still open.',
    how: [
      'Each figure opens its list.',
      'Assign what nobody has; urge what is nearly due.',
      'Answer, close and verify on the page of the matter.',
    ],
    guide: 'matters',
  },
  ratings: {
    what: 'Bad ratings that still wait come first; satisfaction by hall, window, officer and item.',
    how: [
      'Open one: contact, answer, verify.',
      'Mistaken and malicious ones go to review, and no longer count once that is found.',
    ],
    guide: 'matters',
  },
  catalogue: {
    what: 'The items: statutory, promised and actual time, where and by whom they are handled, what must be brought.',
    how: [
      'Export the table, change it, import it again: faults are named by row.',
      'Each change is a version and can be compared.',
    ],
    guide: 'organisation',
  },
  packages: {
    what: 'Several items handled as one: how many, in time, documents and trips spared.',
    how: ['Choose a period and a hall.', 'Choose a package to see it by hall.'],
    guide: 'matters',
  },
  rounds: {
    what: 'Inspections: which halls, what was looked at, what was found, and whether it was put right.',
    how: [
      'Make a round: choose halls, write the check list.',
      'Open it on a phone on the spot; without a network it is kept there and sent later.',
      'Each finding is a matter: put right, proved, checked, struck off.',
    ],
    guide: 'matters',
  },
  'round-hall': {
    what: 'The check list for one hall, on the spot, with photos.',
    how: [
      'Say of each line whether it is in order; describe what is not and take a photo.',
      'It works without a network: it is kept on this phone and sent once there is one.',
    ],
    guide: 'matters',
  },
  points: {
    what: 'Points with very many cases, such as truck permits and photo points, counted by point, item and day.',
    how: ['Choose a period and an item.', 'They are left out of shares, which they would swamp.'],
    guide: 'matters',
  },
  clocks: {
    what: 'Times that hold where neither the source nor the catalogue gives one.',
    how: [
      'By kind, unit and channel: working days to first contact, answer and end.',
      'A change holds from its date; what was accepted before keeps its own.',
    ],
    guide: 'matters',
  },
  loop: {
    what: 'Whether somebody dealt with each warning and prompt, how fast, and whether it helped.',
    how: [
      'Closed by people means a measure or an explanation; what cleared by itself stands apart.',
      'Minutes saved are told against what would have happened without.',
    ],
    guide: 'alerts',
  },
  wishes: {
    what: 'Which warnings and reminders come to you alone, by which way, and when not to disturb.',
    how: ['Choose ways and levels, and quiet hours.', 'Red warnings may come at any time.'],
    guide: 'alerts',
  },
  terminals: {
    what: 'Terminals: there or not, faults, use, and the share of what is done by oneself.',
    how: ['Begin with the red ones: silent since when, what fault.', 'See by period how much each is used.'],
    guide: 'live',
  },
  ranking: {
    what: 'Halls of one kind compared: who does better, whether the difference is real, why a rank moved.',
    how: [
      'Choose a metric and a period; halls of different size are compared apart.',
      'Those whose ranges overlap share a band.',
      'Open a hall to see what its number is made of, down to single visits.',
    ],
    guide: 'comparison',
  },
  targets: {
    what: 'Targets by metric, tier, size of hall and month; they stand beside every figure.',
    how: ['Set a new one from a month on; earlier months keep theirs.', 'See how far each hall is from it.'],
    guide: 'metrics',
  },
  overview: {
    what: 'A manager’s first page: what changed since the last look, what wants a decision, how far from targets, where.',
    how: ['Read from top to bottom in a minute, or print it on one sheet.', 'Each figure opens what it is made of.'],
    guide: 'metrics',
  },
  assessments: {
    what: 'Scores and places of each month.',
    how: ['Open a month to see all scores.', 'The scheme holds indicators, weights and caps.'],
    guide: 'assessment',
  },
  assessment: {
    what: 'The scores of a month: totals, indicators, evidence and appeals.',
    how: [
      'Open a place to see how each line of its sheet came about.',
      'An appeal is judged with the data as they were.',
    ],
    guide: 'assessment',
  },
  'assessment-scheme': {
    what: 'Indicators, weights, where points begin and end, caps.',
    how: ['Try a change on last month before saving.', 'It holds from the month that you name.'],
    guide: 'assessment',
  },
  bulletins: {
    what: 'Bulletins, made each Monday and on the first of the month, sent once approved.',
    how: ['Open a draft, edit its words, approve it.', 'PDF, Word and Excel show the same figures.'],
    guide: 'bulletin',
  },
  bulletin: {
    what: 'One bulletin: figures are computed, words can be edited.',
    how: [
      'The code beside a figure opens its definition, scope and version of data.',
      'Computing again keeps edited words and lists what differs.',
      'It is sent once approved.',
    ],
    guide: 'bulletin',
  },
  feeds: {
    what: 'Each source: still sending or not, how fast, how far its clock is off, and what was rejected.',
    how: ['Silent ones come first.', 'Rejected data can be read, mended and sent again, or dropped.'],
    guide: 'ingestion',
  },
  channels: {
    what: 'Where warnings go, and whether each arrived.',
    how: [
      'Send a test message to a new channel.',
      'What fails is tried again; a channel that keeps failing is paused and says why.',
    ],
    guide: 'alerts',
  },
  'phone-lines': {
    what: 'Phone lines: the public numbers of every place, who answers, about what, whether somebody does now, and who takes over.',
    how: [
      'Look for a number, a place or a branch; on a phone a tap on the number rings it.',
      'Administrators edit a line at its place, with a reason, a preview and an undo.',
    ],
    guide: 'organisation',
  },
  consultation: {
    what: 'Questions by tier: taken, answered, passed on, given up.',
    how: ['Choose a period. Tiers do not add up: one question may pass several.'],
    guide: 'metrics',
  },
  analysis: {
    what: 'A metric split by hall, queue, window, officer, day or hour.',
    how: [
      'Choose metric, period and split; the address holds all of it and can be sent on.',
      'Choose any part to go further down, to single visits.',
    ],
    guide: 'metrics',
  },
  visits: {
    what: 'Every visit behind a figure, from ticket to rating.',
    how: ['The longest wait comes first.', 'Open one to see its events and when they arrived.'],
    guide: 'metrics',
  },
  guide: {
    what: 'The guide’s phone: whom to lead where now.',
    how: [
      'Choose a queue to see how long a ticket taken now would wait.',
      'A terminal or another hall is named with the time that it saves.',
    ],
    guide: 'redirect',
  },
  me: {
    what: 'My work: the next ticket, my break, orders for me and my cases.',
    how: ['Say that you have an order, or that you cannot follow it and why.', 'Cases stand by urgency.'],
    guide: 'redirect',
  },
  cases: {
    what: 'All matters with a time: cases, orders, letters, findings, pain points, difficult matters, enterprise needs and bad ratings.',
    how: [
      'By urgency: overdue, due today, nearly due.',
      'Several can be assigned or urged at once.',
      'Open one to see how its time is counted and who has it.',
    ],
    guide: 'matters',
  },
  case: {
    what: 'One matter: its time day by day, who had it, where its card comes from, and what can be done.',
    how: [
      'Assign, hand over, urge, ask for a supplement, answer, close, verify, strike off.',
      'Photos and files can be added; identity numbers are masked.',
      'A wrong card can be explained or appealed.',
    ],
    guide: 'matters',
  },
  showcase: {
    what: 'The parts of pages in all their states, to check how they look.',
    how: ['Switch language and theme at the top right.'],
    guide: 'architecture',
  },
  organisation: {
    what: 'The tree of places: bureau, departments, halls, stations, extension points.',
    how: [
      'Open a place to change it; a new one needs the place above it.',
      'Staff, rosters, skills and duty can be exported as tables, changed and imported.',
    ],
    guide: 'organisation',
  },
  place: {
    what: 'One place: opening hours, queues, windows, staff, skills and roster.',
    how: [
      'See what a change does, give the reason, then save.',
      'Earlier versions can be seen and brought back.',
      'A queue in which people wait cannot simply be removed.',
    ],
    guide: 'organisation',
  },
  days: {
    what: 'The days on which halls are closed, or open at other hours than every week, of one hall or of all beneath a department.',
    how: [
      'Click the first day, then the last; say closed or the hours, and what visitors are told.',
      'See what it changes: visitors expected, bookings and shifts of those days; then give the reason and save.',
      'For many days use Excel or CSV: the download is the template, each fault names its row and column, and nothing is saved before a look.',
      'Public holidays close by themselves, make-up working days open; days that are over are not changed.',
    ],
    guide: 'organisation',
  },
  screens: {
    what: 'The walls that hang in halls: which are paired, whether they are on, and what each shows.',
    how: [
      'To pair one, open /pair in its browser and type its six digits here.',
      'Change its name, tiles or floor plan, and how its faces rotate; the wall takes it over within a minute.',
      'A wall that was lost or sold is ended here: it shows nothing any more.',
    ],
    guide: 'organisation',
  },
  calendars: {
    what: 'The notice of holidays of each year: limits count working days by it, halls close and make up days by it.',
    how: [
      'Choose the year and type in the holidays with their first and last day and the days made up, or read an Excel, CSV or JSON file.',
      'Below stands which open matters get another due time; then give the reason and save.',
      'The notice for the next year usually comes in November; until it is loaded, limits are provisional.',
    ],
    guide: 'matters',
  },
  users: {
    what: 'Who may sign in, which halls they see, what they may do.',
    how: [
      'A new account has a password for one use, changed at the first sign-in.',
      'Disabling an account ends all its sessions within five seconds.',
    ],
    guide: 'operations',
  },
  account: {
    what: 'My password, my second factor, and where I am signed in.',
    how: ['End a session that you do not know.'],
    guide: 'operations',
  },
  sources: {
    what: 'Which systems may send data, for which halls, with which key, and when it was last used.',
    how: ['When a key is changed, both are valid for a while.', 'A key is shown once.'],
    guide: 'ingestion',
  },
  connect: {
    what: 'A new source: a file that the ticketing system exports, or its database table.',
    how: [
      'Say what each column is, and what unknown values mean.',
      'Send a few rows and see which are rejected and why.',
      'Then go live.',
    ],
    guide: 'importing',
  },
  'first-steps': {
    what: 'From an empty product to the first wall.',
    how: ['One after the other: hall, source, people, wall.', 'Each step has its command beside it.'],
    guide: 'operations',
  },
  audit: {
    what: 'Who did what to what, and when; nothing can be changed here.',
    how: [
      'Search by person, act, object and time; export what is found.',
      'Checking the chain tells whether a record was altered.',
    ],
    guide: 'operations',
  },
  system: {
    what: 'Whether every part works, whether background work runs on time, and which rows no store takes.',
    how: [
      'What is in trouble stands first; the number of failures opens their reasons.',
      'Once the reason is gone, have all of it done again, or one row.',
    ],
    guide: 'operations',
  },
  help: {
    what: 'All guides, read and searched inside the product, without the internet.',
    how: ['Choose a guide, or search for words.', 'Press ? on any page for the help of that page.'],
    guide: 'glossary',
  },
};
