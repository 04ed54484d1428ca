import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { PROMPT_KINDS } from '@cockpit/contracts';
import { z } from 'zod';

const Order = z.object({
  id: z.string(),
  kind: z.enum([...PROMPT_KINDS, 'lead', 'rest']),
  windowId: z.string().optional(),
  queues: z.array(z.string()),
  item: z.string().optional(),
  ticketId: z.string().optional(),
  channel: z.enum(['self-service', 'mobile']).optional(),
  until: z.string().optional(),
  undone: z.boolean().optional(),
  ofPlan: z.boolean().optional(),
  rest: z.object({ kind: z.enum(['lunch', 'break']), was: z.string(), from: z.string() }).optional(),
});

/** An order with the minute at which it was obeyed. */
export const ObeyedOrder = z.object({ minute: z.number(), order: Order });

/** What the simulated halls must remember over a restart: their keys, how far they are, and what they were told to do. */
export const Memory = z.object({
  /** address of the cockpit all this belongs to */
  url: z.string(),
  /** source name → key */
  keys: z.record(z.string(), z.string()).default({}),
  /** hall → token of its shift lead, who reads prompts */
  tokens: z.record(z.string(), z.string()).default({}),
  /** first day of the simulation proper; the days before it are history */
  firstDay: z.string().optional(),
  /** hall → what keeps its visitors apart from others, where it was chosen for a lively first morning */
  offsets: z.record(z.string(), z.int()).default({}),
  /** the group chat of those on duty: what its robot signs with, its channel once it is there, and the address this has */
  group: z.object({ sign: z.string(), channel: z.string().optional(), url: z.string().optional() }).optional(),
  /** whether those on duty were entered */
  onDuty: z.boolean().default(false),
  /** hall days that an earlier version sent as live traffic, `hall date`; what has come since stands in past.json */
  loaded: z.array(z.string()).default([]),
  position: z.object({ date: z.string(), minute: z.number() }).optional(),
  /** orders of the day of `position`, by hall, each with the minute at which it was obeyed */
  journal: z.record(z.string(), z.array(ObeyedOrder)).default({}),
});
export type Memory = z.infer<typeof Memory>;

/** DATA_DIR/simulator.json: only its owner may read it, and a crash leaves the old or the new file, never half of one. */
export class MemoryFile {
  private readonly path: string;

  constructor(dataDir: string) {
    this.path = join(dataDir, 'simulator.json');
  }

  read(url: string): Memory {
    if (!existsSync(this.path)) return Memory.parse({ url });
    chmodSync(this.path, 0o600);
    const read = Memory.safeParse(JSON.parse(readFileSync(this.path, 'utf8')));
    if (!read.success) throw new Error(`${this.path} cannot be read: ${z.prettifyError(read.error)}`);
    // The port may change from start to start; what the memory is about does not.
    return { ...read.data, url };
  }

  write(memory: Memory): void {
    writeWhole(this.path, memory);
  }
}

/** Readable by its owner alone; a crash leaves the old or the new file, never half of one. */
export function writeWhole(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${String(process.pid)}`;
  const file = openSync(draft, 'w', 0o600);
  writeSync(file, JSON.stringify(value));
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, path);
}
