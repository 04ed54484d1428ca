import { localDate, localHour, type Facts } from './slow-facts';

interface Leg {
  queue: string;
  from: number | null;
  calledAt: number | null;
  startedAt: number | null;
  endedAt: number | null;
  window: string | null;
  officer: string | null;
}
export interface Ticket {
  hall: string;
  id: string;
  day: string;
  hour: string;
  queue: string;
  item: string | null;
  channel: string | null;
  bookingId: string | null;
  visitor: string | null;
  issuedAt: number | null;
  calledAt: number | null;
  finishedAt: number | null;
  window: string | null;
  officer: string | null;
  items: string[];
  legs: Leg[];
  state: string;
  reason: string;
  missed: boolean;
  gone: number[];
  stars: number | null;
}

const made = new WeakMap<Facts['events'], Ticket[]>();
/** Every ticket as its events tell it, one after the other. */
export function slowTickets(facts: Facts): Ticket[] {
  let tickets = made.get(facts.events);
  if (tickets === undefined) made.set(facts.events, (tickets = read(facts)));
  return tickets;
}

function read(facts: Facts): Ticket[] {
  const stories = new Map<string, Facts['events']>();
  for (const event of facts.events) {
    if (!event.type.startsWith('hall.ticket.') || event.data['ticketId'] === undefined) continue;
    const key = `${String(event.data['hallId'])} ${String(event.data['ticketId'])}`;
    stories.set(key, [...(stories.get(key) ?? []), event]);
  }
  return [...stories.values()].flatMap((story) => {
    const happened = story.filter(({ type }) => type !== 'hall.ticket.rated');
    const [first] = happened;
    if (first === undefined) return [];
    const stars = story.filter(({ type }) => type === 'hall.ticket.rated').at(-1)?.data['stars'];
    return [{ ...ticketOf(facts, happened, first), stars: stars === undefined ? null : Number(stars) }];
  });
}

function ticketOf(facts: Facts, story: Facts['events'], first: Facts['events'][number]): Ticket {
  const hall = String(first.data['hallId']);
  const zone = facts.zones[hall] ?? '';
  const issue = story.find(({ type }) => type === 'hall.ticket.issued');
  const text = (name: string): string | null => (issue?.data[name] === undefined ? null : String(issue.data[name]));
  const legs: Leg[] = [
    {
      queue: text('queue') ?? '',
      from: issue?.time ?? null,
      calledAt: null,
      startedAt: null,
      endedAt: null,
      window: null,
      officer: null,
    },
  ];
  const ticket: Ticket = {
    hall,
    id: String(first.data['ticketId']),
    day: localDate(first.time, zone),
    hour: String(localHour(issue?.time ?? first.time, zone).hour).padStart(2, '0'),
    queue: text('queue') ?? '',
    item: text('item'),
    channel: text('channel'),
    bookingId: text('bookingId'),
    visitor: text('visitorRef'),
    issuedAt: issue?.time ?? null,
    calledAt: null,
    finishedAt: null,
    window: null,
    officer: null,
    items: [],
    legs,
    state: 'waiting',
    reason: '',
    missed: false,
    gone: [],
    stars: null,
  };
  for (const { type, time, data } of story) {
    const leg = legs.at(-1);
    if (leg === undefined) continue;
    if (/called$|started$|finished$/.test(type)) {
      leg.window = String(data['windowId']);
      leg.officer = data['officerId'] === undefined ? leg.officer : String(data['officerId']);
      for (const item of (data['items'] as string[] | undefined) ?? [])
        if (!ticket.items.includes(item)) ticket.items.push(item);
    }
    if (type === 'hall.ticket.called' || type === 'hall.ticket.recalled') {
      leg.calledAt ??= time;
      ticket.state = 'called';
    } else if (type === 'hall.ticket.started') {
      leg.calledAt ??= time;
      leg.startedAt ??= time;
      ticket.state = 'serving';
    } else if (type === 'hall.ticket.finished') {
      leg.endedAt = time;
      ticket.finishedAt = time;
      ticket.state = 'finished';
    } else if (type === 'hall.ticket.no-show') {
      ticket.missed = true;
      ticket.gone.push(time);
      ticket.state = 'missed';
    } else if (type === 'hall.ticket.cancelled') {
      ticket.gone.push(time);
      ticket.reason = String(data['reason']);
      ticket.state = ticket.reason.startsWith('guided-') ? 'guided' : 'cancelled';
    } else if (type === 'hall.ticket.transferred') {
      leg.endedAt = time;
      legs.push({
        queue: String(data['toQueue']),
        from: time,
        calledAt: null,
        startedAt: null,
        endedAt: null,
        window: null,
        officer: null,
      });
      ticket.state = 'waiting';
    }
  }
  ticket.calledAt = legs[0]?.calledAt ?? null;
  ticket.item ??= ticket.items[0] ?? null;
  const served =
    [...legs].reverse().find(({ startedAt }) => startedAt !== null) ??
    [...legs].reverse().find(({ calledAt }) => calledAt !== null);
  ticket.window = served?.window ?? null;
  ticket.officer = served?.officer ?? null;
  return ticket;
}
