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

/** State of the simulated halls that survives a restart: keys, position and orders. */
export const Memory = z.object({
  /** Address of the cockpit to which all this belongs. */
  url: z.string(),
  /** Source name → key. */
  keys: z.record(z.string(), z.string()).default({}),
  /** Hall → token of its shift lead, who reads prompts. */
  tokens: z.record(z.string(), z.string()).default({}),
  /** First simulated day; the days before it are history. */
  firstDay: z.string().optional(),
  /** Hall → offset of its visitors, where it was chosen for a lively first morning. */
  offsets: z.record(z.string(), z.int()).default({}),
  /** Group chat of those on duty: signing secret of its robot, its channel, its address. */
  group: z.object({ sign: z.string(), channel: z.string().optional(), url: z.string().optional() }).optional(),
  /** Whether the duty roster was entered. */
  onDuty: z.boolean().default(false),
  /** Hall days (`hall date`) that an earlier version sent as live traffic; later ones are in past.json. */
  loaded: z.array(z.string()).default([]),
  position: z.object({ date: z.string(), minute: z.number() }).optional(),
  /** Orders of the day of `position` by hall, each with the minute at which it was obeyed. */
  journal: z.record(z.string(), z.array(ObeyedOrder)).default({}),
});
export type Memory = z.infer<typeof Memory>;

/** DATA_DIR/simulator.json. Only its owner may read it; a crash leaves the old or the new file. */
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
    // The port may change between starts; the memory is still valid.
    return { ...read.data, url };
  }

  write(memory: Memory): void {
    writeWhole(this.path, memory);
  }
}

/** Writes a file atomically, readable by its owner only. */
export function writeWhole(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${String(process.pid)}`;
  const file = openSync(draft, 'w', 0o600);
  writeSync(file, JSON.stringify(value));
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, path);
}
