import { pick } from '../numeric';
import type { HallConfig, HallState, LiveTicket, WindowConfig } from '../live';
import type { HallNames } from './bench-hall';
import type { SimDay, SimTicket } from './day';
import { Stream } from './rng';
import { officerAt, scenarioOf } from './sample-day';
import { STANDARD } from './scenarios';

const MINUTE = 60_000;

/** Another staffing of the day: windows left empty, and queues for each of which one more window is manned. */
export interface Staffing {
  readonly without?: readonly string[];
  readonly extra?: readonly string[];
  /** share of prompts the supervisor takes */
  readonly acceptance?: number;
  readonly maxPromptsPerHour?: number;
}

export interface RecordedDay {
  readonly config: HallConfig;
  readonly day: SimDay;
  readonly names: HallNames;
}

/** The hall of a day with another staffing. */
export function staffed(config: HallConfig, { without = [], extra = [] }: Staffing): HallConfig {
  const open = config.open[0]?.from ?? config.forecast.start;
  const close = config.open.at(-1)?.to ?? open;
  const more = extra.map((queue, i): WindowConfig => ({
    id: `+${String(i + 1)}`,
    number: `+${String(i + 1)}`,
    kind: 'specialised',
    queues: [queue],
    homeQueue: queue,
    switchMin: 2,
    roster: [{ officerId: `+${String(i + 1)}`, from: open, to: close, breaks: [] }],
  }));
  return {
    ...config,
    windows: [...config.windows.filter(({ id }) => !without.includes(id)), ...more],
    officers: [
      ...config.officers,
      ...more.map(({ id, homeQueue }) => ({ id, name: id, skills: [homeQueue], homeQueue, authorisations: [] })),
    ],
  };
}

/**
 * A day that was, in the simulator's terms: everybody who took a ticket, when and for what, with the time their service really took;
 * what was never seen of them is drawn, the same whatever the staffing. Nobody knows how long those who were served would have waited
 * at most, only that it was longer than they did.
 */
export function recordedDay(state: HallState, staffing: Staffing = {}): RecordedDay {
  const config = staffed(state.config, staffing);
  const usual = scenarioOf(config, {
    ...STANDARD,
    selfService: { ...STANDARD.selfService, terminals: config.hall.terminals.length },
  });
  const { acceptance = usual.supervisor.acceptance, maxPromptsPerHour = usual.supervisor.maxPromptsPerHour } = staffing;
  const scenario = { ...usual, supervisor: { ...usual.supervisor, acceptance, maxPromptsPerHour } };
  const random = new Stream(Math.floor(config.dayStart / 86_400_000), 902);
  const sorted = [...state.tickets.values()].sort(
    (a, b) => (a.issuedAt ?? 0) - (b.issuedAt ?? 0) || (a.id < b.id ? -1 : 1),
  );
  const tickets = sorted.flatMap((ticket): Omit<SimTicket, 'id'>[] => visitor(ticket, config, scenario, random));
  return {
    config,
    day: {
      day: Math.floor(config.dayStart / 86_400_000),
      scenario,
      tickets: tickets.map((ticket, id) => ({ id, ...ticket })),
      officers: config.windows.map((w, i) => officerAt(config, w, i)),
    },
    names: namesOf(config),
  };
}

function visitor(
  ticket: LiveTicket,
  config: HallConfig,
  s: SimDay['scenario'],
  random: Stream,
): Omit<SimTicket, 'id'>[] {
  const branch = config.queues.findIndex(({ code }) => code === ticket.issuedQueue);
  // Drawn for everybody, also for those left out: so that one ticket more or less leaves the others what they were.
  const draw = {
    service: random.lognormal(Math.sqrt(Math.log(1 + s.service.cv ** 2))),
    patience: random.normal(),
    willing: random.uniform(),
    terminal: random.lognormal(s.selfService.sigma),
    fails: random.uniform(),
  };
  if (branch < 0 || ticket.issuedAt === null) return [];
  const items = config.items.filter(({ queue }) => queue === ticket.issuedQueue);
  const item = Math.max(
    0,
    items.findIndex(({ code }) => code === ticket.item),
  );
  const { startedAt, finishedAt, calledAt, leftAt, issuedAt } = ticket;
  const seen = startedAt !== null && finishedAt !== null ? (finishedAt - startedAt) / MINUTE : null;
  const gaveUp = ticket.state === 'cancelled' && leftAt !== null && calledAt === null;
  const waited = ((calledAt ?? leftAt ?? issuedAt) - issuedAt) / MINUTE;
  const drawn = s.visitors.patienceMedianMin * Math.exp(s.visitors.patienceSigma * draw.patience);
  return [
    {
      issuedMin: Math.max(0, (issuedAt - config.forecast.start) / MINUTE),
      branch,
      item,
      serviceMin:
        seen !== null && seen > 0
          ? seen
          : (items[item]?.meanServiceMin ?? pick(pick(s.branches, branch).items, 0).meanMin) * draw.service,
      noShow: ticket.state === 'no-show',
      patienceMin: gaveUp ? Math.max(0.5, waited) : Math.max(waited + 1, drawn),
      willing: draw.willing,
      terminalMin: s.selfService.meanMin * draw.terminal,
      terminalFails: draw.fails < s.selfService.failure,
    },
  ];
}

function namesOf(config: HallConfig): HallNames {
  const queue = (branch: number): string => pick(config.queues, branch).code;
  return {
    hall: config.hall.code,
    opening: config.forecast.start,
    queue,
    item: (branch, item) =>
      config.items.filter((one) => one.queue === queue(branch))[item]?.code ?? `${queue(branch)}-${String(item + 1)}`,
    window: (w) => pick(config.windows, w).id,
    officer: (w) => config.windows[w]?.roster[0]?.officerId ?? `o${String(w + 1)}`,
    terminal: (t) => config.hall.terminals[t]?.id ?? `t${String(t + 1)}`,
    ticket: (n) => `r${String(n)}`,
  };
}
