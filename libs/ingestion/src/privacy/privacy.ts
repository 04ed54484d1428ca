import { createHmac } from 'node:crypto';
import { maskFreeText, maskNumbers, type Place } from '@cockpit/contracts';

/** Fields that name a person whatever they contain; settings add to these. */
const ALWAYS_DENIED = [
  'name',
  'fullName',
  'personName',
  'applicantName',
  'visitorName',
  'phone',
  'mobile',
  'tel',
  'telephone',
  'idCard',
  'idNo',
  'idNumber',
  'passport',
  'certNo',
  'documentNumber',
  'address',
  'email',
  '姓名',
  '电话',
  '手机',
  '手机号',
  '身份证',
  '身份证号',
  '证件号',
  '证件号码',
  '住址',
  '地址',
];
/** Fields by which a person is recognised without being named. */
const PERSON_REFS = new Set(['visitorRef', 'applicantRef']);
const HIDDEN = '***';
const PSEUDONYM = /^ref-[0-9a-f]{32}$/;
/** Deeper than this nothing is kept: a stranger's body must not decide how far we recurse. */
const MAX_DEPTH = 32;
const MOST_KNOWN = 1_000;

export interface PrivacyOptions {
  /** secret bytes: the same person gets the same pseudonym only under the same key */
  key: Buffer;
  /** field names, in any case, whose whole value is hidden */
  denied?: readonly string[];
}

/**
 * Takes personal data out of events before anything is stored or logged. Deterministic: masked ids still join, masked
 * bodies still compare, and masking twice changes nothing.
 */
export class Privacy {
  private readonly denied: ReadonlySet<string>;
  private readonly known = new Map<string, boolean>();

  constructor(private readonly options: PrivacyOptions) {
    this.denied = new Set([...ALWAYS_DENIED, ...(options.denied ?? [])].map((name) => name.toLowerCase()));
  }

  /** An identifier: a personal number in it becomes a pseudonym, so that what it identified stays one thing. */
  id(value: string): string {
    return maskNumbers(value, 'id', (found) => `masked-${this.keyed(found).slice(0, 16)}`);
  }

  /** Free text: a personal number in it is replaced by what kind of number it was. */
  text(value: string): string {
    return maskFreeText(value);
  }

  /** A reference to a person as a keyed pseudonym; values that are one already stay as they are when `trusted`. */
  person(value: string, trusted: boolean): string {
    return trusted && PSEUDONYM.test(value) ? value : `ref-${this.keyed(value.trim()).slice(0, 32)}`;
  }

  /** Every field of a body, at any depth; also of bodies that failed validation, so nothing is known about their shape. */
  body(value: unknown, trusted = false): unknown {
    return this.walk('', value, 0, trusted);
  }

  /** The validated `data` of an event: the same object when there was nothing to mask, which is the usual case. */
  data<T extends object>(data: T, trusted = false): T {
    let masked: Record<string, unknown> | null = null;
    for (const key of Object.keys(data)) {
      const value = (data as Record<string, unknown>)[key];
      if (typeof value !== 'string' && typeof value !== 'object') continue;
      const next = this.walk(key, value, 1, trusted);
      if (next !== value) (masked ??= { ...data } as Record<string, unknown>)[key] = next;
    }
    return (masked ?? data) as T;
  }

  private walk(key: string, value: unknown, depth: number, trusted: boolean): unknown {
    if (depth > MAX_DEPTH) return HIDDEN;
    if (key !== '' && this.isDenied(key)) return value === null ? null : HIDDEN;
    if (typeof value === 'string') return this.string(key, value, trusted);
    if (typeof value === 'number') return Math.abs(value) >= 1e6 ? this.number(key, value) : value;
    if (Array.isArray(value)) return this.list(key, value, depth, trusted);
    if (value !== null && typeof value === 'object') return this.object(value, depth, trusted);
    return value;
  }

  /** Names of fields come again and again; how many a stranger thinks of is not to matter. */
  private isDenied(key: string): boolean {
    let isDenied = this.known.get(key);
    if (isDenied === undefined) {
      isDenied = this.denied.has(key.toLowerCase());
      if (this.known.size < MOST_KNOWN && key.length <= 64) this.known.set(key, isDenied);
    }
    return isDenied;
  }

  private string(key: string, value: string, trusted: boolean): string {
    if (PERSON_REFS.has(key)) return this.person(value, trusted);
    return isIdField(key) ? this.id(value) : this.text(value);
  }

  private number(key: string, value: number): number | string {
    const text = String(value);
    const masked = maskNumbers(text, placeOf(key), () => HIDDEN);
    return masked === text ? value : HIDDEN;
  }

  private list(key: string, list: readonly unknown[], depth: number, trusted: boolean): unknown {
    const next = list.map((value) => this.walk(key, value, depth + 1, trusted));
    return next.some((value, index) => value !== list[index]) ? next : list;
  }

  private object(object: object, depth: number, trusted: boolean): Record<string, unknown> {
    const entries = Object.entries(object).map(
      ([key, value]) => [this.text(key), this.walk(key, value, depth + 1, trusted)] as const,
    );
    return Object.fromEntries(entries);
  }

  private keyed(value: string): string {
    return createHmac('sha256', this.options.key).update(value).digest('hex');
  }
}

const placeOf = (key: string): Place => (isIdField(key) ? 'id' : 'text');

function isIdField(key: string): boolean {
  return (
    key === 'id' ||
    key === 'source' ||
    key.endsWith('Id') ||
    key === 'queue' ||
    key === 'queues' ||
    key === 'toQueue' ||
    key === 'item' ||
    key === 'items' ||
    key === 'number'
  );
}
